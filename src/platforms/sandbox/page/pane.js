/** How does one person's screen look? Who they are, their rooms, the open room's messages, and a thread beside it. */
import { html, useEffect, useLayoutEffect, useRef, useState } from "./draw.js";
import { act, loadMessages, loadRooms } from "./api.js";
import { Composer } from "./composer.js";
import { BackIcon, CloseIcon } from "./icons.js";
import { useLoaded } from "./live.js";
import { Avatar, Message } from "./message.js";
import { dayOf } from "./words.js";

const PAGE_OF_MESSAGES = 100;
/** Messages of one author within this time are drawn as one group. */
const GROUP_MS = 5 * 60_000;

export const Pane = ({ setup, side, viewer, onViewer, hidden }) => {
  const person = setup.people.find(({ account }) => account === viewer);
  const rooms = useLoaded(`rooms ${viewer}`, undefined, () => loadRooms(viewer)).data ?? [];
  const [chosen, setChosen] = useState({});
  const [threads, setThreads] = useState({});
  const place = rooms.find((room) => room.place === chosen[viewer])?.place ?? firstRoom(person, rooms);
  const thread = place?.startsWith("channel/") ? threads[`${viewer} ${place}`] : undefined;
  const setThread = (next) => setThreads({ ...threads, [`${viewer} ${place}`]: next });
  const closeThread = () => {
    setThread(undefined);
    // Drawn first: in a narrow screen the channel was hidden until now.
    setTimeout(() => document.querySelector(`#${side} [data-thread="${CSS.escape(thread)}"]`)?.focus());
  };
  return html`<section class="pane" id=${side} aria-label=${`${person.name}'s screen`} hidden=${hidden}>
    <header class="pane-head">
      <${WhoAmI} people=${setup.people} person=${person} onViewer=${onViewer} />
      <${Rooms} rooms=${rooms} place=${place} onRoom=${(next) => setChosen({ ...chosen, [viewer]: next })} />
    </header>
    <div class=${thread ? "rooms with-thread" : "rooms"}>
      ${place && html`<${Room} key=${`${viewer} ${place}`} setup=${setup} person=${person} place=${place} thread=${thread} onThread=${place.startsWith("channel/") ? setThread : undefined} />`}
      ${
        thread &&
        html`<${Room}
          key=${`${viewer} ${thread}`}
          setup=${setup}
          person=${person}
          place=${thread}
          onClose=${closeThread}
        />`
      }
    </div>
  </section>`;
};

/** Requesters begin in their chat, others where the work is: a thread they were asked into, or the first channel. */
function firstRoom(person, rooms) {
  const kinds = person.role === "requester" ? ["direct"] : ["channel", "direct"];
  const asked =
    person.role === "specialist" ? rooms.filter(({ kind }) => kind === "thread").at(-1) : undefined;
  return (asked ?? kinds.map((kind) => rooms.find((room) => room.kind === kind)).find(Boolean))?.place;
}

const WhoAmI = ({ people, person, onViewer }) =>
  html`<label class="who">
    <${Avatar} name=${person.name} />
    <span class="who-words"><span class="quiet">You are</span><strong>${person.name}</strong></span>
    <span class="who-title quiet">${person.title ?? person.role}</span>
    <select aria-label="You are" value=${person.account} onChange=${(event) => onViewer(event.target.value)}>
      ${people.map(
        ({ account, name, title, role }) =>
          html`<option value=${account}>${name} · ${title ?? role}</option>`,
      )}
    </select>
  </label>`;

const Rooms = ({ rooms, place, onRoom }) => {
  const seen = useRef({});
  for (const room of rooms)
    if (room.place === place || !(room.place in seen.current)) seen.current[room.place] = room.newest;
  return html`<nav class="room-tabs" aria-label="Conversations">
    ${rooms.map((room) => {
      const isNew = room.newest !== seen.current[room.place];
      return html`<button
        type="button"
        key=${room.place}
        class="room-tab"
        data-place=${room.place}
        aria-current=${room.place === place ? "page" : undefined}
        onClick=${() => onRoom(room.place)}
      >
        <span class="room-name">${room.kind === "channel" ? `# ${room.name}` : room.name}</span>
        ${isNew && html`<span class="dot"><span class="unseen">New messages</span></span>`}
      </button>`;
    })}
  </nav>`;
};

const Room = ({ setup, person, place, thread, onThread, onClose }) => {
  const viewer = person.account;
  const [limit, setLimit] = useState(PAGE_OF_MESSAGES);
  const { data, error } = useLoaded(`${viewer} ${place} ${limit}`, place, () =>
    loadMessages(viewer, place, limit),
  );
  const last = useRef(undefined);
  const view = data ?? last.current;
  last.current = view;
  const kind = place.split("/")[0];
  const head = useRef(null);
  // Opened by the keyboard, the thread is where the focus goes on.
  useEffect(() => onClose && head.current?.focus(), []);
  return html`<div class="room ${kind}">
    ${
      onClose &&
      html`<header class="thread-head">
        <button
          type="button"
          class="icon-button only-narrow"
          aria-label="Back to the channel"
          onClick=${onClose}
        >
          <${BackIcon} />
        </button>
        <h2 tabindex="-1" ref=${head}>Thread</h2>
        <button type="button" class="icon-button only-wide" aria-label="Close the thread" onClick=${onClose}>
          <${CloseIcon} />
        </button>
      </header>`
    }
    ${error && html`<p class="empty">${error}</p>`}
    ${
      view &&
      html`<${Messages}
        setup=${setup}
        person=${person}
        view=${view}
        kind=${kind}
        thread=${thread}
        onThread=${onThread}
        onEarlier=${() => setLimit(limit + 4 * PAGE_OF_MESSAGES)}
      />`
    }
    ${view && html`<${Composer} viewer=${viewer} place=${place} ...${composerWords(setup, view, kind)} />`}
  </div>`;
};

function composerWords(setup, view, kind) {
  if (kind === "direct") return { label: `Message ${setup.helpDeskName}` };
  if (kind === "thread") return { label: "Reply in this thread" };
  return {
    label: `Message #${view.name}`,
    mention: setup.helpDeskName,
  };
}

const Messages = ({ setup, person, view, kind, thread, onThread, onEarlier }) => {
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
