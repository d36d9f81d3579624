/** Which message does somebody answer by quoting it? In a chat without threads that tells what they speak of. */
import type { Activity } from "../activity";
import { htmlOf } from "./message-text";

/** The start of a tag alone: an expression that looks for the end of a quote takes hours where there is none. */
const BEGINNING = /<blockquote\b([^<>]*)>/giu;
const QUOTED = /\sitemid="([^"]{1,200})"/iu;

/** Undefined: it quotes none, or several. */
export function quotedIn(activity: Activity): string | undefined {
  const found = [...(htmlOf(activity) ?? "").matchAll(BEGINNING)]
    .map(([, attributes = ""]) => attributes)
    .filter((attributes) => attributes.includes("schema.skype.com/Reply"))
    .map((attributes) => QUOTED.exec(attributes)?.[1]);
  return found.length === 1 ? found[0] : undefined;
}
