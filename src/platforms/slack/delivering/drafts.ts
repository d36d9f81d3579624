/** How is a message drawn when Slack has refused it? More simply, then in plain text from where it was refused: never not at all. */
import type { Content } from "../../../desk/content";
import { BLOCKS_FAILURES } from "./failure-table";
import { hasCode } from "./failures";
import { plainParts } from "./plain-parts";
import { renderContent, type Part } from "../drawing/render";

/** `simple`: without what Slack may refuse for its own reasons. `plainFrom`: from this part on, plain text. */
export type Draft = { simple: boolean; plainFrom?: number };

export const FIRST_DRAFT: Draft = { simple: false };

/** The same for the same content and draft, so that what stands already is known by its number. */
export function partsOf(content: Content, { simple, plainFrom }: Draft): Part[] {
  const drawn = renderContent(content, simple ? "simple" : "full");
  if (plainFrom === undefined) return drawn;
  return [...drawn.slice(0, plainFrom), ...drawn.slice(plainFrom).flatMap(plainParts)];
}

/** After part `refused` was refused. Throws `error` when that is no reason to draw it anew, or there is no simpler way. */
export function simplerDraft(draft: Draft, refused: number, error: unknown): Draft {
  if (draft.plainFrom !== undefined || !hasCode(error, BLOCKS_FAILURES)) throw error;
  return refused === 0 && !draft.simple ? { simple: true } : { ...draft, plainFrom: refused };
}

/** Where all parts may be shown again. */
export async function showSomehow<T>(content: Content, show: (parts: Part[]) => Promise<T>): Promise<T> {
  for (let draft = FIRST_DRAFT; ;)
    try {
      return await show(partsOf(content, draft));
    } catch (error) {
      draft = simplerDraft(draft, 0, error);
    }
}
