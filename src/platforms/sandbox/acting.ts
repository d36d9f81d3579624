/** What may a person do in the sandbox? Each act is checked, then stored; what is refused says why, in words for that person. */
import type { Field, Form } from "../../desk/content";
import type { Press } from "../../desk/events";
import type { Address } from "../../desk/model";
import type { FormFor } from "../platform";
import { placeKey } from "./address";
import type { Act, Change } from "./changes";
import { checkForm } from "../../desk/form-check";
import { buttonsOf, pressId } from "./presses";
import { findPerson, isIn, placeExists, type Setup } from "./setup";
import type { StoredMessage, World } from "./world";

/** Longest text of a message, in characters (UTF-16 units, as the page counts them). Slack's limit too. */
export const TEXT_LIMIT = 40_000;
/** Files with one message. */
const FILE_LIMIT = 10;
/** A text that begins so is a command, not a message. */
const COMMAND = "/helpdesk";

/** `fields`: what to put right, by the name of the form's field. */
export type Refused = { refused: string; fields?: Record<string, string> };
export type Done = { message?: string };

export type Acting = {
  setup: Setup;
  world: World;
  formFor: FormFor;
  now: () => Date;
  /** Stores and applies; throws when it cannot be stored. */
  record(change: Change): void;
};

/** `once`: made by the page for one rendered button or opened form; the same one again is the same act. */
export type ButtonAct = { message: string; button: string; once: string };

export function postMessage(
  acting: Acting,
  by: string,
  post: { in: Address; text: string; files: string[] },
): Done | Refused {
  const refusal = checkPost(acting, by, post);
  if (refusal !== undefined) return { refused: refusal };
  if (isCommand(post.text)) return giveCommand(acting, by, post);
  const message = `m${acting.world.newest + 1}`;
  const id = `sandbox/${placeKey(post.in)}/${message}/posted`;
  acting.record({ type: "posted", ...stamp(acting, id, by), message, ...post });
  return { message };
}

export function editMessage(acting: Acting, by: string, id: string, text: string): Done | Refused {
  const message = ownMessage(acting, by, id);
  if ("refused" in message) return message;
  if (text === message.text) return {};
  const refusal = checkText(text, message.files);
  if (refusal !== undefined) return { refused: refusal };
  const event = `sandbox/${placeKey(message.in)}/${id}/edited/${message.revision + 1}`;
  acting.record({ type: "edited", ...stamp(acting, event, by), message: id, text });
  return {};
}

export function deleteMessage(acting: Acting, by: string, id: string): Done | Refused {
  const message = ownMessage(acting, by, id);
  if ("refused" in message) return message;
  const event = `sandbox/${placeKey(message.in)}/${id}/deleted`;
  acting.record({ type: "deleted", ...stamp(acting, event, by), message: id });
  return {};
}

export function pressButton(acting: Acting, by: string, act: ButtonAct): Done | Refused {
  const found = findPress(acting, by, act);
  if ("refused" in found) return found;
  const id = onceId(by, act.once);
  if (acting.world.recent.includes(id)) return {};
  acting.record({ type: "pressed", ...stamp(acting, id, by), in: found.message.in, press: found.press });
  return {};
}

/** The form that a button opens, for somebody who can see the button. */
export function openForm(acting: Acting, by: string, act: Omit<ButtonAct, "once">): { form: Form } | Refused {
  const found = findPress(acting, by, act);
  if ("refused" in found) return found;
  const form = formOf(acting, found.press);
  return form ? { form } : { refused: "This form is not available any more." };
}

/** Somebody is chosen from a list of everybody: the sandbox is small. */
function formOf({ formFor, setup }: Acting, press: Press): Form | undefined {
  const form = formFor(press);
  const options = setup.people.map(({ account, name }) => ({ value: account, label: name }));
  const fields = form?.fields.map((field): Field => {
    return field.kind === "person" ? { ...field, kind: "choice", options } : field;
  });
  return form && fields && { ...form, fields };
}

/** Accounts chosen in `person` fields, by field. */
function peopleIn(form: Form | undefined, values: Record<string, string>): Record<string, string> {
  const chosen = form?.fields.flatMap(({ name, kind }) => {
    const account = kind === "person" ? values[name] : undefined;
    return account === undefined ? [] : [[name, account] as const];
  });
  return Object.fromEntries(chosen ?? []);
}

export function submitForm(
  acting: Acting,
  by: string,
  act: ButtonAct & { values: Record<string, string> },
): Done | Refused {
  const found = findPress(acting, by, act);
  if ("refused" in found) return found;
  const form = formOf(acting, found.press);
  if (!form) return { refused: "This form is not available any more." };
  const checked = checkForm(form, act.values);
  if ("fields" in checked) return { refused: "Please look at the marked fields.", fields: checked.fields };
  const id = onceId(by, act.once);
  if (acting.world.recent.includes(id)) return {};
  const { values } = checked;
  acting.record({
    type: "submitted",
    ...stamp(acting, id, by),
    in: found.message.in,
    press: found.press,
    values,
    people: peopleIn(acting.formFor(found.press), values),
  });
  return {};
}

const isCommand = (text: string) => text === COMMAND || text.startsWith(`${COMMAND} `);

function giveCommand(acting: Acting, by: string, post: { in: Address; text: string }): Done {
  // A command is no message, but takes a message's number: so its id is new.
  const number = acting.world.newest + 1;
  const id = `sandbox/${placeKey(post.in)}/m${number}/commanded`;
  const text = post.text.slice(COMMAND.length).trim();
  acting.record({ type: "commanded", ...stamp(acting, id, by), in: post.in, text, number });
  return {};
}

const stamp = (acting: Acting, id: string, by: string): Pick<Act, "id" | "at" | "by"> => ({
  id,
  at: acting.now().toISOString(),
  by,
});

const onceId = (by: string, once: string) => `sandbox/press/${by}/${once}`;

function checkPost(
  { setup, world }: Acting,
  by: string,
  post: { in: Address; text: string; files: string[] },
): string | undefined {
  if (!findPerson(setup, by)) return "This person is not in the sandbox.";
  if (!placeExists(setup, world, post.in)) return "This conversation is not there any more.";
  if (!isIn(setup, world, by, post.in)) return "You are not a member of this conversation.";
  if (post.files.length > FILE_LIMIT) return `At most ${FILE_LIMIT} files go with one message.`;
  if (post.files.some((id) => world.files.get(id)?.by !== by))
    return "A file did not arrive. Please attach it again.";
  return checkText(post.text, post.files);
}

function checkText(text: string, files: string[]): string | undefined {
  if (text.length > TEXT_LIMIT) return textTooLong(text.length);
  if (text.trim() === "" && files.length === 0) return "Write something or attach a file first.";
  return undefined;
}

/** `length` undefined: so long that it was not read to its end. */
export const textTooLong = (length?: number): string =>
  `This text is too long: ${length === undefined ? "" : `it has ${count(length)} characters, `}${count(TEXT_LIMIT)} is the limit. ` +
  "Shorten it, or attach it as a file.";

const count = (number: number) => number.toLocaleString("en-US");

function ownMessage({ world }: Acting, by: string, id: string): StoredMessage | Refused {
  const message = world.messages.get(id);
  if (!message || message.gone) return { refused: "This message is not there any more." };
  if (message.by !== by) return { refused: "Only your own messages can be changed." };
  return message;
}

function findPress(
  { setup, world }: Acting,
  by: string,
  act: Omit<ButtonAct, "once">,
): { message: StoredMessage; press: Press } | Refused {
  const message = world.messages.get(act.message);
  const press = message?.presses[act.button];
  if (!message || !press || message.gone) return { refused: "This button is not there any more." };
  if (!isIn(setup, world, by, message.in)) return { refused: "You are not a member of this conversation." };
  if (message.onlyFor !== undefined && message.onlyFor !== by)
    return { refused: "This button is not there any more." };
  return { message, press };
}

/** The button of a message that reads so now: for stories and tests, where nobody sees a page. */
export function buttonLabelled(world: World, message: string, label: string): string | undefined {
  const content = world.messages.get(message)?.content;
  const button = content && buttonsOf(content).find((one) => one.label === label);
  return button && pressId(button.press);
}
