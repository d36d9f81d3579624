/** What happens with "Create ticket" in the menu of a message, or in the line below? The form for a new ticket, with that message in it. */
import type { Press } from "../../../desk/model";
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

/** A `composeExtension/fetchTask`. Nothing is stored yet, and nobody asked: Teams waits five seconds at most. */
export async function takeMenu(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  const { commandId, messagePayload } = objectOf(activity.value);
  const { text, author, link } = readMessage(messagePayload);
  const press: Press = { action: "open_ticket", ...(link !== undefined && { argument: link }) };
  const form = commandId === CREATE_TICKET ? shownForm(taking.options, press, scene.tenant) : undefined;
  if (!form) return wordInDialog(NOT_OURS);
  // Whoever wrote the message has the problem, unless they report it themselves.
  const onBehalf = author === scene.account ? undefined : author;
  const place = directChat(scene.tenant, scene.account);
  const note = { press, place, once: onceOfForm(activity, CREATE_TICKET) };
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
