/** How is a message drawn for a place: with which links, note and mention, and how when Teams has refused its card? */
import type { Content } from "../../../desk/content";
import type { Attachment, OutboundActivity } from "../activity";
import { renderContent, type Extras } from "../drawing/render";
import { isRefusal } from "./failures";
import { plainParts } from "./plain-parts";

/** `pictures`: shown below the last part. `plainFrom`: from this part on, plain text. */
export type Draft = Extras & { pictures: Attachment[]; plainFrom?: number };

/** Teams refuses messages of about 100 KB, and asks to stay below 80. */
const LONGEST_BYTES = 80_000;

/** Teams could not take the card itself. */
const CARD_REFUSED = [400, 413];

/** The same for the same draft, so that what stands already is known by its number. */
export function partsOf(content: Content, key: string, draft: Draft): OutboundActivity[] {
  const { pictures, plainFrom, ...options } = draft;
  const drawn = renderContent(content, key, options);
  if (plainFrom !== undefined)
    return [...drawn.slice(0, plainFrom), ...drawn.slice(plainFrom).flatMap(plainParts)];
  const last = pictures.reduce(withPicture, drawn.at(-1) ?? { type: "message" });
  return [...drawn.slice(0, -1), last];
}

/** A picture that does not fit is only named. */
function withPicture(activity: OutboundActivity, picture: Attachment): OutboundActivity {
  const shown = { ...activity, attachments: [...(activity.attachments ?? []), picture] };
  return Buffer.byteLength(JSON.stringify(shown)) > LONGEST_BYTES ? activity : shown;
}

/** After part `refused` was refused. Throws `error` when that is no reason to draw it anew, or there is no simpler way. */
export function simplerDraft(draft: Draft, refused: number, error: unknown): Draft {
  if (draft.plainFrom !== undefined || !isRefusal(error, ...CARD_REFUSED)) throw error;
  return draft.pictures.length > 0 ? { ...draft, pictures: [] } : { ...draft, plainFrom: refused };
}

/** Where all parts may be shown again. */
export async function showSomehow<T>(
  content: Content,
  key: string,
  asked: Draft,
  show: (parts: OutboundActivity[]) => Promise<T>,
): Promise<T> {
  for (let draft = asked; ;)
    try {
      return await show(partsOf(content, key, draft));
    } catch (error) {
      draft = simplerDraft(draft, 0, error);
    }
}
