/** What happens with a shortcut? The form for a new ticket, or a draft article, comes up; on somebody's message, with that message in it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Form } from "../../../desk/content";
import type { ActionName, Press } from "../../../desk/events";
import { filledIn, shownForm } from "../../shown-form";
import { directChat } from "../address";
import type { Interaction } from "./bodies";
import { openForm } from "./forms";
import { readText } from "./message-text";
import { teamHint } from "./parse-press";
import { contextFor, type Request, type Taking } from "./taking";
import type { Workspace } from "../workspaces";

/** As `manifest.json` names them. */
const GLOBAL_SHORTCUT = "open_ticket";
const MESSAGE_SHORTCUT = "ticket_from_message";
const DRAFT_SHORTCUT = "draft_from_message";

/** Of the three seconds that Slack gives for opening the form. */
const GATHER_MS = 1_000;

export const isOurShortcut = ({ type, callback_id: id }: Interaction): boolean =>
  (type === "shortcut" && id === GLOBAL_SHORTCUT) ||
  (type === "message_action" && (id === MESSAGE_SHORTCUT || id === DRAFT_SHORTCUT));

const actionOf = ({ callback_id: id }: Interaction): ActionName =>
  id === DRAFT_SHORTCUT ? "draft_article" : "open_ticket";

export async function takeShortcut(taking: Taking, request: Request<Interaction>): Promise<void> {
  const { body, workspace, ack } = request;
  const press: Press = { action: actionOf(body) };
  const form = shownForm(taking.options, press, workspace.team);
  if (!form) return storeShortcut(taking, request, press);
  await ack();
  if (body.user?.id && body.trigger_id)
    taking.later(showForm(taking, workspace, body, { form, by: body.user.id, trigger: body.trigger_id }));
}

async function showForm(
  taking: Taking,
  workspace: Workspace,
  body: Interaction,
  { form, by, trigger }: { form: Form; by: string; trigger: string },
): Promise<void> {
  const [link, text] = await Promise.all([
    inTime(linkTo(workspace, body), undefined),
    inTime(textOf(taking, workspace, body), undefined),
  ]);
  const press: Press = { action: actionOf(body), ...(link !== undefined && { argument: link }) };
  const onBehalf = authorOf(workspace, body, by);
  await openForm(
    workspace,
    {
      form: filledIn(form, { text, on_behalf: onBehalf }),
      press,
      place: directChat(workspace.team, by),
      trigger,
      by,
    },
    taking.options.log,
  );
}

/** Without a form the desk says what it can. */
async function storeShortcut(
  taking: Taking,
  { body, workspace, ack }: Request<Interaction>,
  press: Press,
): Promise<void> {
  const { user, trigger_id: trigger } = body;
  const { team } = workspace;
  if (user?.id && trigger)
    await taking.receive({
      id: `slack/${team}/shortcut/${trigger}`,
      at: taking.options.now(),
      type: "button_pressed",
      by: await contextFor(taking, workspace).who(user.id, teamHint(body)),
      in: directChat(team, user.id),
      press,
    });
  await ack();
}

/** Whoever wrote the message has the problem, unless they report it themselves or are no person. */
function authorOf({ botUser }: Workspace, { message }: Interaction, by: string): string | undefined {
  const author = message?.bot_id === undefined ? message?.user : undefined;
  return author === by || author === botUser ? undefined : author;
}

async function textOf(
  taking: Taking,
  workspace: Workspace,
  { message }: Interaction,
): Promise<string | undefined> {
  if (!message?.text) return undefined;
  return (await readText(message.text, contextFor(taking, workspace))).text;
}

async function linkTo({ client }: Workspace, { channel, message }: Interaction): Promise<string | undefined> {
  if (!channel?.id || !message?.ts) return undefined;
  return (await client.chat.getPermalink({ channel: channel.id, message_ts: message.ts })).permalink;
}

/** The form comes up without what Slack does not tell in time. */
const inTime = <T>(work: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([work.catch(() => otherwise), sleep(GATHER_MS, otherwise, { ref: false })]);
