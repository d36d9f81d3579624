/** What does Teams get to hear at once from something pressed or filled in? */
import type { InvokeAnswer } from "../activity";

export const NOT_SAVED = "I could not save this just now. Please press again.";
export const NOT_OURS = "This button is not available any more.";
export const NOT_OURS_FORM = "This form is not available any more.";

/**
 * Under the card, for who pressed. Never empty: Teams takes an answer without words for a failure, says that the app cannot be
 * reached and sends the press again (https://github.com/vercel/chat/issues/731).
 */
export const wordUnderCard = (value: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: "application/vnd.microsoft.activity.message", value },
});

/** `dialog`: as `drawing` made it. */
export const openDialog = (dialog: unknown): InvokeAnswer => ({
  status: 200,
  body: { task: { type: "continue", value: dialog } },
});

/** In place of a dialog, or of what it showed. */
export const wordInDialog = (value: string): InvokeAnswer => ({
  status: 200,
  body: { task: { type: "message", value } },
});

/** A dialog that a card opened closes by an empty answer, one of the message menu by one that says nothing. */
export const closeDialog = (isFromMenu: boolean): InvokeAnswer =>
  isFromMenu ? { status: 200, body: {} } : { status: 200 };
