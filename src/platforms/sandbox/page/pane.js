/** How does one person's screen look? Who they are, their rooms, the open room's messages, and a thread beside it. */
import { html, useEffect, useRef, useState } from "./draw.js";
import { loadMessages, loadRooms } from "./api.js";
import { Composer } from "./composer.js";
import { BackIcon, CloseIcon } from "./icons.js";
import { useLoaded } from "./live.js";
import { Avatar } from "./message.js";
import { Messages } from "./messages.js";

const PAGE_OF_MESSAGES = 100;

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
