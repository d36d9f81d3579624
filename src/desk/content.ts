/** What does a message or form show? Neutral: each platform draws it with its own parts and limits. */
import type { Press } from "./events";
import type { FileRef, Person } from "./model";

/** What a message shows; each platform draws it with its own parts and limits. */
export type Content = {
  /** One plain line for notifications and screen readers. */
  summary: string;
  blocks: Block[];
};

export type Block =
  /** Ours or an article's: markdown. Never people's words. */
  | { kind: "text"; markdown: string }
  /** People's words: plain text, escaped where shown. */
  | { kind: "quote"; from: string; text: string; edited?: boolean }
  /** Plain text on both sides. */
  | { kind: "facts"; facts: { label: string; value: string }[] }
  | { kind: "files"; files: FileRef[] }
  | { kind: "mention"; people: Person[]; text: string }
  | { kind: "buttons"; buttons: Button[] }
  /** A line to type a question into, which is then given as a command. Only on a home page. */
  | { kind: "ask"; label: string; placeholder: string };

/**
 * `opensForm`: the platform shows `formFor(press)` first and sends a form_submitted instead of a button_pressed.
 * `more`: less often needed; a platform may put it into a menu.
 */
export type Button = {
  label: string;
  press: Press;
  style?: "primary" | "danger";
  opensForm?: true;
  more?: true;
};

export type Form = { title: string; submit: string; fields: Field[] };

export type Field = {
  name: string;
  label: string;
  /** `person`: somebody of the platform; the event's `people` says who. */
  kind: "line" | "text" | "choice" | "person";
  required: boolean;
  /** What stands there at first: a text, an option's value, an account. */
  initial?: string;
  /** Longest text, in characters. */
  max?: number;
  options?: { value: string; label: string }[];
  hint?: string;
};
