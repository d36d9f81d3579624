/** How are the parts of a help desk message drawn? Text of ours is safe HTML from the server; people's words are set as text. */
import { html, useRef, useState } from "./draw.js";
import { act, newOnce } from "./api.js";
import { openFormDialog } from "./dialogs.js";
import { FileIcon } from "./icons.js";
import { sizeOf } from "./words.js";

/** Facts that are told at a glance, as coloured labels above the others. */
const AT_A_GLANCE = ["status", "priority"];

/** A second click within this time is the same click: a double click must not act twice. */
const SAME_CLICK_MS = 1_200;

export const Block = ({ block, message, viewer }) => {
  switch (block.kind) {
    case "text":
      return html`<div class="prose" dangerouslySetInnerHTML=${{ __html: block.html }} />`;
    case "quote":
      return html`<${Quote} ...${block} />`;
    case "facts":
      return html`<${Facts} facts=${block.facts} />`;
    case "files":
      return html`<${Files} files=${block.files} />`;
    case "mention":
      return html`<p class="prose">
        ${block.names.map((name) => html`<span class="mention">@${name}</span> `)}<bdi>${block.text}</bdi>
      </p>`;
    case "buttons":
      return html`<${Buttons} buttons=${block.buttons} message=${message} viewer=${viewer} />`;
    default:
      return undefined;
  }
};

const Quote = ({ from, text, edited }) =>
  html`<figure class="quote">
    <figcaption><bdi>${from}</bdi>${edited && html` <span class="quiet">(edited)</span>`}</figcaption>
    <blockquote dir="auto">${text}</blockquote>
  </figure>`;

const Facts = ({ facts }) => {
  const glance = facts.filter(({ label }) => AT_A_GLANCE.includes(label.toLowerCase()));
  const others = facts.filter((fact) => !glance.includes(fact));
  return html`<dl class="facts">
    ${
      glance.length > 0 &&
      html`<div class="glance">
        ${glance.map(
          ({ label, value }) =>
            html`<div class="pill" data-label=${label.toLowerCase()} data-value=${firstWord(value)}>
              <dt class=${label.toLowerCase() === "status" ? "unseen" : ""}>${label}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </div>`
    }
    ${others.map(
      ({ label, value }) =>
        html`<div class="fact">
          <dt>${label}</dt>
          <dd dir="auto">${value}</dd>
        </div>`,
    )}
  </dl>`;
};

const firstWord = (value) => value.toLowerCase().split(/[\s,;:(]+/u)[0];

export const Files = ({ files }) =>
  html`<ul class="files">
    ${files.map(
      ({ name, size, href, shown }) =>
        html`<li>
          ${
            shown
              ? html`<img class="picture" src=${href} alt=${name.replace(/\.png$/u, "")} />`
              : href
                ? html`<a class="file" href=${href} download=${name}
                    ><${FileIcon} /><span class="file-name"><bdi>${name}</bdi></span
                    ><span class="quiet">${sizeOf(size)}</span></a
                  >`
                : html`<span class="file"
                    ><${FileIcon} /><span class="file-name"><bdi>${name}</bdi></span
                    ><span class="quiet">${sizeOf(size)}, not available here</span></span
                  >`
          }
        </li>`,
    )}
  </ul>`;

const Buttons = ({ buttons, message, viewer }) => {
  const [sending, setSending] = useState(undefined);
  const [refusal, setRefusal] = useState(undefined);
  // One id for one click: kept until the sandbox has taken it, so that trying again after a lost answer is no second press.
  const onces = useRef({});
  const press = async (button) => {
    if (sending !== undefined) return;
    setRefusal(undefined);
    if (button.opensForm) return openFormDialog({ viewer, message: message.id, button: button.id });
    setSending(button.id);
    try {
      const once = (onces.current[button.id] ??= newOnce());
      await act(viewer, "press", { message: message.id, button: button.id, once });
      await new Promise((resolve) => setTimeout(resolve, SAME_CLICK_MS));
      delete onces.current[button.id];
    } catch (error) {
      setRefusal(error.message);
    }
    setSending(undefined);
  };
  const draw = (button) =>
    html`<button
      type="button"
      class="button ${button.style}"
      key=${button.id}
      aria-disabled=${sending !== undefined}
      aria-busy=${sending === button.id}
      aria-haspopup=${button.opensForm ? "dialog" : undefined}
      onClick=${() => press(button)}
    >
      ${button.label}
    </button>`;
  // One button alone is no shorter behind another.
  const rest = buttons.filter(({ more }) => more);
  const isMenu = rest.length > 1;
  return html`<div class="buttons">
      ${buttons.filter(({ more }) => !(more && isMenu)).map(draw)}
      ${
        isMenu &&
        html`<details class="more">
          <summary class="button plain">More</summary>
          <div class="more-buttons">${rest.map(draw)}</div>
        </details>`
      }
    </div>
    ${refusal && html`<p class="refusal" role="alert">${refusal}</p>`}`;
};
