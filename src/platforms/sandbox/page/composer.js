/** Where does a person write? Enter sends, Shift and Enter starts a new line; what was typed stays until it has arrived. */
import { html, useId, useLayoutEffect, useRef, useState } from "./draw.js";
import { act, upload } from "./api.js";
import { AttachIcon, CloseIcon, SendIcon } from "./icons.js";
import { sizeOf } from "./words.js";

const TEXT_LIMIT = 40_000;
const FILE_SIZE_LIMIT = 20 * 1024 * 1024;

/** What is typed, kept while the person looks at another place. */
const drafts = new Map();

/** Mount it anew (by `key`) for another person or place. `mention`: a name offered to be mentioned. */
export const Composer = ({ viewer, place, label, mention }) => {
  const draftKey = `${viewer} ${place}`;
  const [text, setText] = useState(drafts.get(draftKey) ?? "");
  const [files, setFiles] = useState([]);
  const [refusal, setRefusal] = useState(undefined);
  const [sending, setSending] = useState(false);
  const field = useRef(null);
  const picker = useRef(null);
  const hintId = useId();
  const type = (value) => {
    drafts.set(draftKey, value);
    setText(value);
    setRefusal(undefined);
  };
  useLayoutEffect(() => fitHeight(field.current), [text]);

  const send = async (event) => {
    event?.preventDefault();
    if (sending || (text.trim() === "" && files.length === 0)) return;
    if (text.length > TEXT_LIMIT) {
      setRefusal(tooLong(text.length));
      return;
    }
    setSending(true);
    try {
      const ids = [];
      for (const file of files) ids.push((await upload(viewer, file)).id);
      await act(viewer, "post", { in: place, text, files: ids });
      setFiles([]);
      type("");
    } catch (error) {
      setRefusal(error.message);
    }
    setSending(false);
    field.current?.focus();
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void send(event);
  };
  const attach = (list) => {
    const chosen = [...list];
    const large = chosen.find((file) => file.size > FILE_SIZE_LIMIT);
    setRefusal(large && `“${large.name}” is too large: 20 MB is the limit.`);
    setFiles([...files, ...chosen.filter((file) => file.size <= FILE_SIZE_LIMIT)]);
    field.current.focus();
  };
  const addMention = (name) => {
    type(`@${name} ${text}`);
    field.current.focus();
  };
  const onDrop = (event) => {
    event.preventDefault();
    attach(event.dataTransfer.files);
  };

  return html`<form
    class="composer"
    onSubmit=${send}
    onDragOver=${(event) => event.preventDefault()}
    onDrop=${onDrop}
  >
    ${refusal && html`<p class="refusal" role="alert">${refusal}</p>`}
    ${files.length > 0 && html`<${Chosen} files=${files} onDrop=${(gone) => setFiles(files.filter((one) => one !== gone))} />`}
    <div class="composer-box">
      <button
        type="button"
        class="icon-button"
        aria-label="Attach files"
        title="Attach files"
        onClick=${() => picker.current.click()}
      >
        <${AttachIcon} />
      </button>
      <input
        type="file"
        multiple
        hidden
        ref=${picker}
        onChange=${(event) => {
          attach(event.target.files);
          event.target.value = "";
        }}
      />
      <textarea
        ref=${field}
        rows="1"
        value=${text}
        placeholder=${label}
        aria-label=${label}
        aria-describedby=${hintId}
        onInput=${(event) => type(event.target.value)}
        onKeyDown=${onKeyDown}
      />
      <button
        type="submit"
        class="send"
        aria-label="Send"
        title="Send"
        aria-busy=${sending}
        disabled=${sending || (text.trim() === "" && files.length === 0)}
      >
        <${SendIcon} />
      </button>
    </div>
    <p class="hint">
      <span id=${hintId} class=${mention ? "unseen" : ""}>Enter sends, Shift + Enter starts a new line.</span
      >${" "}
      ${
        mention &&
        html`<button type="button" class="link" onClick=${() => addMention(mention)}>
          Mention @${mention}
        </button>`
      }
    </p>
  </form>`;
};

const Chosen = ({ files, onDrop }) =>
  html`<ul class="files chosen">
    ${files.map(
      (file) =>
        html`<li class="file">
          <span class="file-name"><bdi>${file.name}</bdi></span
          ><span class="quiet">${sizeOf(file.size)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label=${`Remove ${file.name}`}
            onClick=${() => onDrop(file)}
          >
            <${CloseIcon} />
          </button>
        </li>`,
    )}
  </ul>`;

const tooLong = (length) =>
  `This text is too long: it has ${length.toLocaleString("en-US")} characters, ` +
  `${TEXT_LIMIT.toLocaleString("en-US")} is the limit. Shorten it, or attach it as a file.`;

function fitHeight(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
}
