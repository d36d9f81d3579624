/** What opens over the page? Forms that buttons open, a question before deleting, and the network's settings. */
import { html, render, useEffect, useId, useRef, useState } from "./draw.js";
import { act, loadForm, loadNetwork, newOnce, setNetwork } from "./api.js";
import { CloseIcon } from "./icons.js";

/** Opens one dialog over the page; the browser keeps the focus in it and gives it back afterwards. */
function openDialog(draw) {
  const host = document.body.appendChild(document.createElement("div"));
  const close = () => {
    render(null, host);
    host.remove();
  };
  render(draw(close), host);
}

const Dialog = ({ title, onClose, children }) => {
  const dialog = useRef(null);
  const titleId = useId();
  useEffect(() => dialog.current.showModal(), []);
  return html`<dialog ref=${dialog} aria-labelledby=${titleId} onClose=${onClose}>
    <header class="dialog-head">
      <h2 id=${titleId}>${title}</h2>
      <button type="button" class="icon-button" aria-label="Close" onClick=${() => dialog.current.close()}>
        <${CloseIcon} />
      </button>
    </header>
    ${children}
  </dialog>`;
};

const closeFrom = (event) => event.target.closest("dialog").close();

/** Resolves with true when the person confirms. */
export const confirmDialog = (title, text, confirm) =>
  new Promise((resolve) => {
    let sure = false;
    openDialog(
      (close) =>
        html`<${Dialog}
          title=${title}
          onClose=${() => {
            close();
            resolve(sure);
          }}
        >
          <p class="dialog-text">${text}</p>
          <div class="dialog-foot">
            <button type="button" class="button plain" onClick=${closeFrom}>Keep it</button>
            <button
              type="button"
              class="button danger"
              onClick=${(event) => {
                sure = true;
                closeFrom(event);
              }}
            >
              ${confirm}
            </button>
          </div>
        <//>`,
    );
  });

/** `press`: viewer, message and button. A refusal is told in the dialog's place. */
export async function openFormDialog(press) {
  const opened = await loadForm(press.viewer, press.message, press.button).catch((error) => ({ error }));
  if (opened.error)
    return openDialog(
      (close) =>
        html`<${Dialog} title="This did not open" onClose=${close}>
          <p class="dialog-text" role="alert">${opened.error.message}</p>
          <div class="dialog-foot">
            <button type="button" class="button plain" onClick=${closeFrom}>Close</button>
          </div>
        <//>`,
    );
  const once = newOnce();
  return openDialog(
    (close) =>
      html`<${Dialog} title=${opened.form.title} onClose=${close}>
        <${FormBody} form=${opened.form} press=${press} once=${once} />
      <//>`,
  );
}

const FormBody = ({ form, press, once }) => {
  const [faults, setFaults] = useState({});
  const [refusal, setRefusal] = useState(undefined);
  const [sending, setSending] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const { target } = event;
    setSending(true);
    const values = Object.fromEntries(new FormData(target));
    try {
      await act(press.viewer, "submit", { message: press.message, button: press.button, once, values });
      target.closest("dialog").close();
    } catch (error) {
      setFaults(error.fields ?? {});
      setRefusal(error.message);
      setSending(false);
      const first = form.fields.find(({ name }) => error.fields?.[name]);
      if (first) target.elements[first.name]?.focus();
    }
  };
  return html`<form class="form" novalidate onSubmit=${submit}>
    ${form.fields.map((field) => html`<${FormField} field=${field} fault=${faults[field.name]} key=${field.name} />`)}
    ${refusal && html`<p class="refusal" role="alert">${refusal}</p>`}
    <div class="dialog-foot">
      <button type="button" class="button plain" onClick=${closeFrom}>Cancel</button>
      <button type="submit" class="button primary" disabled=${sending} aria-busy=${sending}>
        ${form.submit}
      </button>
    </div>
  </form>`;
};

const FormField = ({ field, fault }) => {
  const id = useId();
  const shared = {
    id,
    name: field.name,
    "aria-required": field.required,
    "aria-invalid": fault !== undefined,
    "aria-describedby": `${id}-hint ${id}-fault`,
  };
  return html`<div class="field">
    <label for=${id}>${field.label}${!field.required && html` <span class="quiet">(optional)</span>`}</label>
    ${field.kind === "text" && html`<textarea ...${shared} rows="5" defaultValue=${field.initial ?? ""} />`}
    ${
      field.kind === "line" &&
      html`<input type="text" autocomplete="off" defaultValue=${field.initial ?? ""} ...${shared} />`
    }
    ${
      field.kind === "choice" &&
      html`<select ...${shared}>
        <option value="">Choose…</option>
        ${(field.options ?? []).map(
          ({ value, label }) =>
            html`<option value=${value} selected=${value === field.initial}>${label}</option>`,
        )}
      </select>`
    }
    ${field.hint && html`<p class="hint" id=${`${id}-hint`}>${field.hint}</p>`}
    ${fault && html`<p class="refusal" id=${`${id}-fault`}>${fault}</p>`}
  </div>`;
};

const NETWORK_CHOICES = [
  ["fine", "Works"],
  ["later", "Refuses for now (tried again later)"],
  ["never", "Refuses for good (not tried again)"],
  ["slow", "Slow, 3 seconds"],
];

export const openNetworkDialog = (rooms, onChange) =>
  openDialog(
    (close) =>
      html`<${Dialog} title="Network" onClose=${close}
        ><${NetworkBody} rooms=${rooms} onChange=${onChange}
      /><//>`,
  );

const NetworkBody = ({ rooms, onChange }) => {
  const [states, setStates] = useState({});
  const [refusal, setRefusal] = useState(undefined);
  useEffect(() => {
    loadNetwork().then(setStates, (error) => setRefusal(error.message));
  }, []);
  const choose = (place) => async (event) => {
    try {
      const next = await setNetwork(place, event.target.value);
      setStates(next);
      onChange(next);
    } catch (error) {
      setRefusal(error.message);
    }
  };
  return html`<p class="dialog-text">
      What happens when a message of the help desk cannot be delivered? Choose how each room behaves; a
      restart makes all of them work again.
    </p>
    ${refusal && html`<p class="refusal" role="alert">${refusal}</p>`}
    <div class="network">
      ${rooms.map(
        ({ place, name }) =>
          html`<label key=${place}
            ><span>${name}</span>
            <select value=${states[place] ?? "fine"} onChange=${choose(place)}>
              ${NETWORK_CHOICES.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
            </select></label
          >`,
      )}
    </div>`;
};
