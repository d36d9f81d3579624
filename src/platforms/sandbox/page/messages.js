/** How are the messages of a place listed? By day and author, the newest in sight; an empty chat says how to begin. */
import { html, useEffect, useLayoutEffect, useRef } from "./draw.js";
import { act } from "./api.js";
import { Avatar, Message } from "./message.js";
import { dayOf } from "./words.js";

/** Messages of one author within this time are drawn as one group. */
const GROUP_MS = 5 * 60_000;

export const Messages = ({ setup, person, view, kind, thread, onThread, onEarlier }) => {
  const list = useRef(null);
  const stay = useRef(true);
  const newest = view.messages.at(-1);
  const state = `${newest?.id} ${view.messages.map(({ revision }) => revision).join("")}`;
  useLayoutEffect(() => {
    if (stay.current || newest?.mine) showNewest(list.current);
  }, [state]);
  useEffect(() => {
    const keep = new ResizeObserver(() => {
      if (stay.current && list.current) showNewest(list.current);
    });
    keep.observe(list.current);
    return () => keep.disconnect();
  }, []);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = list.current;
    stay.current = scrollHeight - scrollTop - clientHeight < 80 || scrollTop >= topOfNewest(list.current);
  };
  const draw = (message, before) =>
    html`<${Message}
      key=${message.id}
      message=${message}
      viewer=${person.account}
      follows=${belongTogether(before, message)}
      open=${thread !== undefined && message.thread?.place === thread}
      onThread=${onThread}
    />`;
  const empty = view.messages.length === 0 && !view.root;
  return html`<div
    class="messages"
    ref=${list}
    onScroll=${onScroll}
    role="log"
    aria-live="polite"
    aria-label=${`Messages: ${view.name}`}
    tabindex="0"
  >
    ${view.root && html`<div class="root">${draw(view.root)}</div>`}
    ${
      view.earlier > 0 &&
      html`<button type="button" class="button plain earlier" onClick=${onEarlier}>
        Show earlier messages
      </button>`
    }
    ${empty && html`<${Empty} setup=${setup} person=${person} kind=${kind} place=${view.place} />`}
    ${view.messages.map((message, index) => {
      const before = view.messages[index - 1] ?? view.root;
      const newDay = !before || dayOf(before.at) !== dayOf(message.at);
      return html`${newDay && html`<div class="day" key=${`day ${message.id}`}><span>${dayOf(message.at)}</span></div>`}
      ${draw(message, newDay || index === 0 ? undefined : before)}`;
    })}
  </div>`;
};

/** To the end, but never past the beginning of the newest message: a long answer is read from its first line. */
function showNewest(list) {
  list.scrollTop = Math.min(list.scrollHeight, topOfNewest(list));
}

const topOfNewest = (list) => (list.lastElementChild?.offsetTop ?? 0) - list.offsetTop - 12;

const belongTogether = (before, message) =>
  before !== undefined &&
  before.by.account === message.by.account &&
  before.onlyYou === message.onlyYou &&
  !before.blocks.some(({ kind }) => kind === "facts") &&
  new Date(message.at) - new Date(before.at) < GROUP_MS;

const Empty = ({ setup, person, kind, place }) => {
  if (kind !== "direct")
    return html`<div class="empty">
      <h2>It is quiet here</h2>
      <p>Messages appear as soon as somebody writes one.</p>
    </div>`;
  const ask = (text) => act(person.account, "post", { in: place, text, files: [] }).catch(() => undefined);
  return html`<div class="welcome">
    <${Avatar} name=${setup.helpDeskName} helpDesk=${true} />
    <h2>Hello ${person.name.split(" ")[0]}, how can we help?</h2>
    <p>Describe your question or problem in your own words.</p>
    ${
      setup.suggestions.length > 0 &&
      html`<ul aria-label="Suggested questions">
        ${setup.suggestions.map(
          (text) =>
            html`<li>
              <button type="button" class="suggestion" onClick=${() => ask(text)}>${text}</button>
            </li>`,
        )}
      </ul>`
    }
  </div>`;
};
