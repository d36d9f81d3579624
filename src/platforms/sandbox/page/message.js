/** How is one message drawn? Who, when, what, how its delivery stands, and what its author may still do with it. */
import { html, useEffect, useRef, useState } from "./draw.js";
import { act } from "./api.js";
import { Block, Files } from "./blocks.js";
import { confirmDialog } from "./dialogs.js";
import {
  CheckIcon,
  ClockIcon,
  DeleteIcon,
  EditIcon,
  NoteIcon,
  ThreadIcon,
  UndoIcon,
  WarnIcon,
} from "./icons.js";
import { hueOf, initialsOf, momentOf, repliesOf, timeOf } from "./words.js";

export const Avatar = ({ name, helpDesk }) =>
  html`<span class="avatar ${helpDesk ? "desk" : `hue-${hueOf(name)}`}" aria-hidden="true"
    >${initialsOf(name)}</span
  >`;

/** `follows`: right after another of the same author. `open`: its thread is. `onThread`: opens the thread under it. */
export const Message = ({ message, viewer, follows, open, onThread }) => {
  const [editing, setEditing] = useState(false);
  const helpDesk = message.by.account === undefined;
  const classes = [
    "message",
    message.mine && "mine",
    message.onlyYou && "only-you",
    helpDesk && "from-desk",
    open && "open",
    follows && "follows",
  ];
  return html`<article class=${classes.filter(Boolean).join(" ")} data-message=${message.id}>
    ${follows ? html`<span class="avatar-space" />` : html`<${Avatar} name=${message.by.name} helpDesk=${helpDesk} />`}
    <div class="message-main">
      <header class=${follows ? "unseen" : ""}>
        <strong>${message.mine ? "You" : message.by.name}</strong>
        ${message.by.title && !message.mine && html`<span class="title">${message.by.title}</span>`}
        <time datetime=${message.at} title=${momentOf(message.at)}>${timeOf(message.at)}</time>
      </header>
      ${
        editing
          ? html`<${Editor} message=${message} viewer=${viewer} onClose=${() => setEditing(false)} />`
          : html`<${Body} message=${message} viewer=${viewer} />`
      }
      <footer>
        ${message.edited && html`<span class="quiet">edited</span>`}
        ${message.onlyYou && html`<span class="quiet">Only you can see this</span>`}
        ${message.mark && html`<${MarkLine} mark=${message.mark} />`}
        ${message.thread && onThread && html`<${ThreadLink} thread=${message.thread} onThread=${onThread} />`}
      </footer>
    </div>
    ${
      message.mine &&
      !message.gone &&
      !editing &&
      html`<${OwnActions} message=${message} viewer=${viewer} onEdit=${() => setEditing(true)} />`
    }
  </article>`;
};

const Body = ({ message, viewer }) => {
  if (message.gone)
    return html`<div class="bubble gone">
      ${message.gone === "withdrawn" ? "This message was withdrawn." : "This message was deleted."}
    </div>`;
  const hasText = message.parts.length > 0;
  return html`${
    hasText &&
    html`<div class="bubble words" dir="auto">
      ${message.parts.map(({ text, account, helpDesk }) =>
        account || helpDesk ? html`<span class="mention">${text}</span>` : text,
      )}
    </div>`
  }
  ${
    message.blocks.length > 0 &&
    html`<div class="bubble blocks">
      ${message.blocks.map(
        (block, index) =>
          html`<${Block}
            block=${block}
            message=${message}
            viewer=${viewer}
            key=${`${block.kind}-${index}`}
          />`,
      )}
    </div>`
  }
  ${message.files.length > 0 && html`<${Files} files=${message.files} />`}`;
};

const MARKS = {
  held: [ClockIcon, "Goes out in a moment"],
  delivered: [CheckIcon, "Delivered"],
  failed: [WarnIcon, "Not delivered"],
  note: [NoteIcon, "Note, stays inside"],
  withdrawn: [UndoIcon, "Taken back"],
};

const MarkLine = ({ mark }) => {
  const [Icon, words] = MARKS[mark.state] ?? [NoteIcon, mark.state];
  return html`<span class="mark" data-state=${mark.state}
    ><${Icon} /><span>${words}${mark.reason && html`: <bdi>${mark.reason}</bdi>`}</span></span
  >`;
};

const ThreadLink = ({ thread, onThread }) =>
  html`<button
    type="button"
    class="thread-link"
    data-thread=${thread.place}
    onClick=${() => onThread(thread.place)}
  >
    <${ThreadIcon} /><span>${thread.replies > 0 ? repliesOf(thread.replies) : "Reply in thread"}</span>
    ${thread.newestAt && html`<span class="quiet">last at ${timeOf(thread.newestAt)}</span>`}
  </button>`;

const OwnActions = ({ message, viewer, onEdit }) => {
  const remove = async () => {
    const sure = await confirmDialog(
      "Delete this message?",
      "It is taken back everywhere it went.",
      "Delete",
    );
    // The message is gone from the page as soon as the sandbox says so; a refusal means it already is.
    if (sure) await act(viewer, "delete", { message: message.id }).catch(() => undefined);
  };
  return html`<div class="own-actions">
    <button type="button" class="icon-button" onClick=${onEdit} aria-label="Edit this message" title="Edit">
      <${EditIcon} />
    </button>
    <button
      type="button"
      class="icon-button"
      onClick=${remove}
      aria-label="Delete this message"
      title="Delete"
    >
      <${DeleteIcon} />
    </button>
  </div>`;
};

const Editor = ({ message, viewer, onClose }) => {
  const field = useRef(null);
  const [refusal, setRefusal] = useState(undefined);
  const [sending, setSending] = useState(false);
  const before = message.parts.map(({ text }) => text).join("");
  useEffect(() => {
    const { current } = field;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const save = async (event) => {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    try {
      await act(viewer, "edit", { message: message.id, text: field.current.value });
      onClose();
    } catch (error) {
      setRefusal(error.message);
      setSending(false);
    }
  };
  const onKeyDown = (event) => {
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) void save(event);
  };
  return html`<form class="editor" onSubmit=${save}>
    <textarea ref=${field} aria-label="Edit your message" rows="3" onKeyDown=${onKeyDown}>${before}</textarea>
    ${refusal && html`<p class="refusal" role="alert">${refusal}</p>`}
    <div class="buttons">
      <button type="submit" class="button primary" disabled=${sending}>Save</button>
      <button type="button" class="button plain" onClick=${onClose}>Cancel</button>
    </div>
  </form>`;
};
