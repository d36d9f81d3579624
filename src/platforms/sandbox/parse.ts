/** What does a person's act mean to the desk? One DeskEvent, always the same one for the same act. */
import type { DeskEvent } from "../../desk/events";
import type { FileRef, MessageRef, Person } from "../../desk/model";
import { channelOf, threadUnder } from "./address";
import type { Act } from "./changes";
import { mentionsIn, namesHelpDesk, withoutHelpDesk } from "./mentions";
import { deskPerson, findChannel, type Setup } from "./setup";
import type { StoredMessage, World } from "./world";

/** Undefined: the message it was about is no longer known, so there is nothing to tell. */
export function parseAct(setup: Setup, world: World, act: Act): DeskEvent | undefined {
  const head = { id: act.id, at: new Date(act.at) };
  const by = deskPerson(setup, act.by);
  switch (act.type) {
    case "posted":
      return { ...head, type: "message_posted", by, ...parsePost(setup, world, act) };
    case "edited": {
      const message = world.messages.get(act.message);
      if (!message) return undefined;
      const files = filesOf(world, message.files);
      return {
        ...head,
        type: "message_edited",
        by,
        message: refTo(message),
        files,
        ...parseText(setup, act.text),
      };
    }
    case "deleted": {
      const message = world.messages.get(act.message);
      return message && { ...head, type: "message_deleted", message: refTo(message) };
    }
    case "pressed":
      return { ...head, type: "button_pressed", by, in: act.in, press: act.press };
    case "submitted":
      return {
        ...head,
        type: "form_submitted",
        by,
        in: act.in,
        press: act.press,
        values: act.values,
        people: peopleOf(setup, act.people ?? {}),
      };
    case "commanded":
      return { ...head, type: "command_given", by, in: act.in, text: act.text };
  }
}

const peopleOf = (setup: Setup, accounts: Record<string, string>): Record<string, Person> =>
  Object.fromEntries(Object.entries(accounts).map(([field, account]) => [field, deskPerson(setup, account)]));

function parsePost(setup: Setup, world: World, act: Extract<Act, { type: "posted" }>) {
  const { kind } = act.in;
  return {
    message: { in: act.in, messageId: act.message },
    replyIn: kind === "channel" ? threadUnder(channelOf(act.in) ?? "", act.message) : act.in,
    files: filesOf(world, act.files),
    addressed:
      kind === "direct" || namesHelpDesk(setup, act.text) || findChannel(setup, act.in)?.watched === true,
    ...parseText(setup, act.text),
  };
}

const parseText = (setup: Setup, text: string) => ({
  text: withoutHelpDesk(setup, text),
  mentions: mentionsIn(setup, text),
});

const filesOf = (world: World, ids: string[]): FileRef[] =>
  ids.flatMap((id) => world.files.get(id)?.file ?? []);

const refTo = (message: StoredMessage): MessageRef => ({ in: message.in, messageId: message.id });
