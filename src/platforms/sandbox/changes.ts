/** What can happen in the sandbox? Each change is one line of its journal; the world is what all of them add up to. */
import type { Content } from "../../desk/content";
import type { Mark } from "../../desk/decision";
import type { Press } from "../../desk/events";
import type { Address, FileRef } from "../../desk/model";

/** What a person did. `id` becomes the DeskEvent's id; kept until the desk has stored that event. `at`: ISO 8601. */
export type Act = { id: string; at: string; by: string } & (
  | { type: "posted"; message: string; in: Address; text: string; files: string[] }
  | { type: "edited"; message: string; text: string }
  | { type: "deleted"; message: string }
  | { type: "pressed"; in: Address; press: Press }
  | {
      type: "submitted";
      in: Address;
      press: Press;
      values: Record<string, string>;
      people?: Record<string, string>;
    }
  | { type: "commanded"; in: Address; text: string; number: number }
);

/** What the help desk did. */
export type Deed =
  | {
      type: "bot_posted";
      message: string;
      at: string;
      in: Address;
      key: string;
      content: Content;
      onlyFor?: string;
    }
  | { type: "bot_updated"; message: string; content: Content }
  | { type: "bot_withdrew"; message: string }
  | { type: "bot_marked"; message: string; mark: Mark }
  | { type: "bot_invited"; in: Address; account: string };

export type Upload = { type: "uploaded"; file: FileRef; by: string };

/** The desk has stored the event of this id. */
export type Given = { type: "given"; id: string };

export type Change = Act | Deed | Upload | Given;
