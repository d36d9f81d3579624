// What does each thing that Slack sends mean to the desk?
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DeskEvent } from "../../../src/desk/events";
import { channelPlace, directChat, threadUnder } from "../../../src/platforms/slack/address";
import { readBody } from "../../../src/platforms/slack/receiving/bodies";
import { parseEvent } from "../../../src/platforms/slack/receiving/parse";
import { createPeople } from "../../../src/platforms/slack/receiving/people";
import {
  BOT,
  TEAM,
  createBench,
  fakeWorkspace,
  fakeWorkspaces,
  payload,
  testOptions,
} from "./receiving-setup";

type Expected = Partial<Record<string, unknown>> & { type: DeskEvent["type"]; id: string };

const ana = directChat(TEAM, "U0ANA");
const anaThread = (ts: string) => directChat(TEAM, "U0ANA", ts);
const card = threadUnder(TEAM, "C0TIER2", "1769501150.000100");
const help = threadUnder(TEAM, "C0HELP", "1769501100.000100");
const id = (rest: string) => `slack/${TEAM}/${rest}`;
const posted = (channel: string, ts: string) => ({
  type: "message_posted" as const,
  id: id(`${channel}/${ts}/posted`),
});
const at = (place: object, messageId: string) => ({ in: place, messageId });

/** An event with at least these fields, or why it is ignored. */
const EVENTS: Record<string, Expected | string> = {
  "direct-message": {
    ...posted("D0ANA", "1769500801.000100"),
    at: new Date(1769500801000),
    by: {
      platform: "slack",
      account: "U0ANA",
      name: "Ana Lopez",
      workspace: TEAM,
      email: "ana@lakeside.example",
      memberOf: [],
    },
    message: at(ana, "1769500801.000100"),
    replyIn: anaThread("1769500801.000100"),
    text: "My projector shows no picture & hums",
    mentions: [],
    files: [],
    addressed: true,
  },
  "direct-reply": {
    ...posted("D0ANA", "1769500860.000200"),
    message: at(ana, "1769500860.000200"),
    replyIn: anaThread("1769500801.000100"),
  },
  "direct-message-with-mention-of-colleague": {
    ...posted("D0ANA", "1769500802.000100"),
    text: "@Ben Okafor had it too, mail jane@acme.com or ben@lakeside.example",
    mentions: [{ account: "U0BEN", name: "Ben Okafor" }],
  },
  "direct-file-without-text": {
    ...posted("D0ANA", "1769500803.000100"),
    text: "",
    files: [
      {
        platform: "slack",
        id: `${TEAM}/F0SCREEN01`,
        name: "screen.png",
        size: 48213,
        mediaType: "image/png",
      },
    ],
  },
  "direct-files-kept-back": {
    ...posted("D0ANA", "1769500804.000100"),
    files: [
      {
        platform: "slack",
        id: `${TEAM}/F0GONE`,
        name: "file",
        size: 0,
        mediaType: "application/octet-stream",
      },
      { platform: "slack", id: `${TEAM}/F0OLD`, name: "old.pdf", size: 0, mediaType: "application/pdf" },
      {
        platform: "slack",
        id: `${TEAM}/F0STRANGE`,
        name: "file",
        size: 0,
        mediaType: "application/octet-stream",
      },
    ],
  },
  "direct-me-message": { ...posted("D0ANA", "1769500805.000100"), text: "is waiting for the projector" },
  "direct-forwarded-message": {
    ...posted("D0ANA", "1769500806.000100"),
    text: "What about this?\n\nForwarded from Ben Okafor:\nThe Wi-Fi in room 12 is down <again>",
  },
  "direct-by-the-bot": "our own message",
  "direct-assistant-thread-root": "our own message",
  "direct-edited": {
    type: "message_edited",
    id: id("D0ANA/1769500801.000100/edited/1769500900.000000"),
    at: new Date(1769500900000),
    message: at(ana, "1769500801.000100"),
    text: "My projector shows a blue picture",
  },
  "direct-deleted": {
    type: "message_deleted",
    id: id("D0ANA/1769500801.000100/deleted"),
    at: new Date(1769500950000),
    message: at(ana, "1769500801.000100"),
  },
  "mention-as-message": {
    ...posted("C0GENERAL", "1769501000.000100"),
    message: at(channelPlace(TEAM, "C0GENERAL"), "1769501000.000100"),
    replyIn: threadUnder(TEAM, "C0GENERAL", "1769501000.000100"),
    text: "how do I reset my password?",
    mentions: [],
    addressed: true,
  },
  "mention-as-app-mention": {
    ...posted("C0GENERAL", "1769501000.000100"),
    text: "how do I reset my password?",
    addressed: true,
  },
  "mention-in-thread": {
    ...posted("C0GENERAL", "1769501030.000100"),
    message: at(threadUnder(TEAM, "C0GENERAL", "1769501000.000100"), "1769501030.000100"),
    text: "Me too",
    addressed: true,
  },
  "mention-added-by-edit": { ...posted("C0GENERAL", "1769501040.000100"), addressed: true },
  "watched-question": {
    ...posted("C0HELP", "1769501100.000100"),
    text: "The #printing queue is stuck, see the queue (https://print.lakeside.example/q?a=1&b=2)",
    addressed: true,
  },
  "watched-thread-reply": {
    ...posted("C0HELP", "1769501130.000100"),
    message: at(help, "1769501130.000100"),
    addressed: false,
  },
  "watched-thread-broadcast": {
    ...posted("C0HELP", "1769501160.000100"),
    message: at(help, "1769501160.000100"),
    replyIn: help,
    addressed: false,
  },
  "private-channel-thread-reply": {
    ...posted("C0TIER2", "1769501200.000100"),
    message: at(card, "1769501200.000100"),
    replyIn: card,
    text: "note: the lamp is worn out",
    addressed: false,
    by: {
      platform: "slack",
      account: "U0TECH",
      name: "Tess Grant",
      workspace: TEAM,
      email: "tess@lakeside.example",
      memberOf: ["C0TIER2"],
    },
  },
  "private-channel-reply-to-colleague": {
    ...posted("C0TIER2", "1769501210.000100"),
    text: "@Sam Reed can you look at the switch?",
    mentions: [{ account: "U0SPEC", name: "Sam Reed" }],
  },
  "channel-chatter": "not said to the help desk",
  "channel-names-somebody-else": "not said to the help desk",
  "channel-join": "a notice: channel_join",
  "channel-topic": "a notice: channel_topic",
  "bot-in-watched-channel": "said by an app",
  "bot-message-subtype": "said by an app",
  slackbot: "said by Slack",
  "group-chat": "in a group chat",
  unfurl: "nothing was rewritten",
  "unfurl-of-edited-message": "nothing was rewritten",
  "reply-count": "nothing was rewritten",
  "own-card-updated": "our own message",
  "own-message-deleted": "our own message",
  "edit-that-changes-no-word": "the words are the same",
  "thread-reply-edited": {
    type: "message_edited",
    id: id("C0TIER2/1769501200.000100/edited/1769501599.000000"),
    message: at(card, "1769501200.000100"),
    text: "note: the lamp is fine",
  },
  "mention-taken-out-by-edit": {
    type: "message_edited",
    id: id("C0GENERAL/1769501000.000100/edited/1769501629.000000"),
    message: at(channelPlace(TEAM, "C0GENERAL"), "1769501000.000100"),
    text: "never mind",
  },
  "chatter-edited": "not said to the help desk",
  "deleted-root-with-replies": {
    type: "message_deleted",
    id: id("C0HELP/1769501100.000100/deleted"),
    message: at(channelPlace(TEAM, "C0HELP"), "1769501100.000100"),
  },
  "thread-reply-deleted": {
    type: "message_deleted",
    id: id("C0TIER2/1769501200.000100/deleted"),
    message: at(card, "1769501200.000100"),
  },
  "message-replied": "a hidden message",
  "slack-connect-question": {
    ...posted("C0HELP", "1769501800.000100"),
    by: {
      platform: "slack",
      account: "U0VENDOR",
      name: "Vic Vendor",
      workspace: TEAM,
      memberOf: [],
      outside: "T0VENDOR",
    },
  },
  "guest-question": {
    ...posted("C0HELP", "1769501810.000100"),
    by: {
      platform: "slack",
      account: "U0GUEST",
      name: "Gus Guest",
      workspace: TEAM,
      email: "gus@guests.example",
      memberOf: [],
    },
  },
  "thanks-in-direct-chat": {
    type: "message_thanked",
    id: id("D0ANA/1769500807.000100/thanked/U0ANA"),
    message: at(ana, "1769500807.000100"),
  },
  "thanks-in-channel": {
    type: "message_thanked",
    id: id("C0GENERAL/1769501005.000100/thanked/U0ANA"),
    message: at(channelPlace(TEAM, "C0GENERAL"), "1769501005.000100"),
  },
  "thanks-to-somebody-else": "a reaction to somebody else's message",
  "reaction-that-does-not-thank": "a reaction that does not thank",
  "own-reaction": "our own reaction",
  "home-opened": { type: "home_opened", id: id("home/U0ANA/1769502000.000100") },
  "chat-opened": "opened the chat, not the home page",
  "channel-renamed": "channel_rename is nothing for the desk",
  "member-joined": "member_joined_channel is nothing for the desk",
  "user-changed": "user_change is nothing for the desk",
  "group-members-changed": "subteam_members_changed is nothing for the desk",
  "without-authorizations": { ...posted("D0ANA", "1769502200.000100") },
  "emulated-direct-message": {
    ...posted("D0ANA", "1769502300.000100"),
    message: at(ana, "1769502300.000100"),
  },
  "app-uninstalled": "app_uninstalled is nothing for the desk",
  "tokens-revoked": "tokens_revoked is nothing for the desk",
  "user-tokens-revoked": "tokens_revoked is nothing for the desk",
};

/** Presses, forms, commands and shortcuts: what the desk stores of each. */
const OTHERS: Record<string, Expected | "nothing"> = {
  "press-on-card": {
    type: "button_pressed",
    id: id("press/C0TIER2/1769501150.000100/U0TECH/1769503000.123456"),
    at: new Date(1769503000123),
    in: channelPlace(TEAM, "C0TIER2"),
    press: { action: "take", ticket: 12 },
  },
  "press-in-thread": {
    type: "button_pressed",
    id: id("press/C0TIER2/1769501151.000100/U0TECH/1769503000.123456"),
    in: card,
    press: { action: "undo_reply", ticket: 12, argument: "relay:1" },
  },
  "press-in-direct-chat": {
    type: "button_pressed",
    id: id("press/D0ANA/1769500807.000100/U0ANA/1769503000.123456"),
    in: anaThread("1769500801.000100"),
    press: { action: "solved", conversation: "c7" },
  },
  "press-on-message-for-one": {
    type: "button_pressed",
    id: id("press/C0TIER2/1769503100.000100/U0TECH/1769503000.123456"),
    in: card,
  },
  "press-in-menu": "nothing",
  "press-that-opens-form": "nothing",
  "press-on-home": {
    type: "button_pressed",
    id: id("press/home/V0HOME/U0ANA/1769503003.123456"),
    in: ana,
    press: { action: "reopen", ticket: 9 },
  },
  "asked-on-home": {
    type: "command_given",
    id: id("press/home/V0HOME/U0ANA/1769503004.123456"),
    in: ana,
    text: "where is my <ticket>?",
  },
  "press-of-another-version": "nothing",
  "press-by-outsider": {
    type: "button_pressed",
    id: id("press/C0HELP/1769501150.000100/U0VENDOR/1769503006.123456"),
    by: {
      platform: "slack",
      account: "U0VENDOR",
      name: "Vic Vendor",
      workspace: TEAM,
      memberOf: [],
      outside: "T0VENDOR",
    },
  },
  "command-in-channel": {
    type: "command_given",
    id: id("command/1111.2222.aaaa"),
    in: channelPlace(TEAM, "C0GENERAL"),
    text: "status",
  },
  "command-in-direct-chat": {
    type: "command_given",
    id: id("command/1111.2222.bbbb"),
    in: ana,
    text: "is @Ben Okafor away & who helps?",
  },
  "shortcut-global": "nothing",
  "shortcut-on-message": "nothing",
  "form-sent": {
    type: "form_submitted",
    id: id("view/V0FORM/submitted"),
    in: card,
    press: { action: "reply", ticket: 12 },
    values: { text: "Please try <!channel> & again", on_behalf: "U0ANA" },
    people: { on_behalf: expect.objectContaining({ account: "U0ANA", name: "Ana Lopez" }) },
  },
  "form-sent-empty": "nothing",
  "form-with-forged-note": "nothing",
  "form-closed": "nothing",
};

test("every payload has an expected outcome, and the reverse", () => {
  const files = readdirSync(join(__dirname, "payloads")).map((file) => file.replace(".json", ""));
  expect(Object.keys({ ...EVENTS, ...OTHERS }).toSorted()).toEqual(files.toSorted());
});

describe("an event of Slack's", () => {
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace();

  test.each(Object.entries(EVENTS))("%s", async (situation, expected) => {
    const body = readBody(payload(situation));
    if (body.kind !== "event") throw new Error("Not an event");
    const parsed = await parseEvent(body.body, {
      team: TEAM,
      botUser: BOT,
      watched: ["C0HELP"],
      who: (user, hint) => people.who(workspace, user, hint),
      nameOf: (user) => people.nameOf(workspace, user),
    });
    if (typeof expected === "string") expect(parsed).toEqual({ ignored: expected });
    else expect(parsed).toMatchObject({ event: expect.objectContaining(expected) });
  });
});

describe("a press, form, command or shortcut", () => {
  test.each(Object.entries(OTHERS))("%s", async (situation, expected) => {
    const bench = createBench(fakeWorkspaces(fakeWorkspace()));
    await bench.give(payload(situation));
    await bench.idle();
    const stored = expected === "nothing" ? [] : [expect.objectContaining(expected)];
    expect(bench.events).toEqual(stored);
    expect(bench.answers).toHaveLength(1);
  });
});

test("one post is one event, whether Slack calls it a message or a mention", async () => {
  const bench = createBench(fakeWorkspaces(fakeWorkspace()));
  await bench.give(payload("mention-as-message"));
  await bench.give(payload("mention-as-app-mention"));
  expect(bench.events[1]).toEqual(bench.events[0]);
});
