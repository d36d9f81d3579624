/** What happens with "Create ticket" or "Draft an article" in the menu of a message, or below? The form for it, with that message in it. */
import type { ActionName, Press } from "../../../desk/events";
import { filledIn, shownForm } from "../../shown-form";
import type { Activity, InvokeAnswer } from "../activity";
import { directChat } from "../address";
import { formDialog } from "../drawing/form-card";
import { NOT_OURS, openDialog, wordInDialog } from "./answers";
import { htmlText } from "./html-text";
import { objectOf, textOf, type Scene } from "./scene";
import { onceOfForm } from "./take-press";
import type { Taking } from "./taking";

/** As the app's manifest names it. */
const CREATE_TICKET = "openTicket";
const DRAFT_ARTICLE = "draftArticle";

function actionOf(commandId: string | undefined): ActionName | undefined {
  if (commandId === CREATE_TICKET) return "open_ticket";
  return commandId === DRAFT_ARTICLE ? "draft_article" : undefined;
}

/** A `composeExtension/fetchTask`. Nothing is stored yet, and nobody asked: Teams waits five seconds at most. */
export async function takeMenu(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  const { commandId: written, messagePayload } = objectOf(activity.value);
  const commandId = textOf(written);
  const { text, author, link } = readMessage(messagePayload);
  const action = actionOf(commandId);
  if (!action) return wordInDialog(NOT_OURS);
  const press: Press = { action, ...(link !== undefined && { argument: link }) };
  const form = shownForm(taking.options, press, scene.tenant);
  if (!form) return wordInDialog(NOT_OURS);
  // Whoever wrote the message has the problem, unless they report it themselves.
  const onBehalf = author === scene.account ? undefined : author;
  const place = directChat(scene.tenant, scene.account);
  const note = { press, place, once: onceOfForm(activity, commandId ?? "") };
  return openDialog(formDialog(filledIn(form, { text, on_behalf: onBehalf }), note));
}

/** As Microsoft Graph describes a message. `author`: a person's Entra id. */
function readMessage(payload: unknown): { text?: string; author?: string; link?: string } {
  const { body, from, linkToMessage } = objectOf(payload);
  const { content, contentType } = objectOf(body);
  const written = textOf(content);
  const text = written !== undefined && contentType === "html" ? htmlText(written) : written;
  const author = textOf(objectOf(objectOf(from)["user"])["id"]);
  const link = textOf(linkToMessage);
  return {
    ...(text !== undefined && { text }),
    ...(author !== undefined && { author }),
    ...(link !== undefined && link.length <= LONGEST_LINK && { link }),
  };
}

/** What a press can carry. */
const LONGEST_LINK = 2_000;
