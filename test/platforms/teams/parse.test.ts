// What does each thing that Teams sends mean to the desk?
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DeskEvent } from "../../../src/desk/events";
import { askedInChat, channelPlace, directChat, threadUnder } from "../../../src/platforms/teams/address";
import { parseActivity, type Parsed } from "../../../src/platforms/teams/receiving/parse";
import { createPeople } from "../../../src/platforms/teams/receiving/people";
import { readScene } from "../../../src/platforms/teams/receiving/scene";
import {
  ANA,
  BEN,
  CHAT,
  GUS,
  HELP,
  SERVICE,
  TENANT,
  TESS,
  TIER2,
  createBench,
  createFake,
  payload,
  testOptions,
} from "./receiving-setup";

type Expected = Partial<Record<string, unknown>> & { type: DeskEvent["type"] };

const ana = directChat(TENANT, ANA);
const anasChat = "a:1AnaChat-Zq8";
const tier2 = (root: string) => threadUnder(TENANT, TIER2, root);
const id = (rest: string) => `teams/${TENANT}/${rest}`;
const at = (place: object, messageId: string) => ({ in: place, messageId });
const said = { type: "message_posted" as const, addressed: true, files: [], mentions: [] };

/** An event with at least these fields, or why it is ignored. */
const PARSED: Record<string, Expected | string> = {
  "direct-message": {
    ...said,
    id: id(`${anasChat}/1769500801000/posted`),
    at: new Date(1769500801000),
    by: {
      platform: "teams",
      account: ANA,
      name: "Ana Lopez",
      workspace: TENANT,
      email: "ana.lopez@lakeside.example",
      memberOf: [],
    },
    message: at(ana, "1769500801000"),
    replyIn: ana,
    text: "My projector shows no picture & hums",
  },
  "direct-message-of-several-lines": { ...said, text: 'It says:\n\n  "paper jam"\nbut there is none' },
  "direct-message-with-entities": { ...said, text: "a <b> & c d" },
  "direct-message-that-types-entities": { ...said, text: "how do I write &amp; and &lt;at&gt;?" },
  "direct-message-that-fakes-a-mention": { ...said, text: "<at>Tess Grant</at> must fix this" },
  "direct-message-only-rich": {
    ...said,
    text: "Error 42\n- first\n- then this page (https://help.lakeside.example/printers)\n😕",
  },
  "direct-reply-with-quote": {
    ...said,
    text: "It is still dark today.\n\nIn reply to Helpdesk:\nHD-12 Projector is dark",
    quotes: at(ana, "1769500700000"),
  },
  "direct-one-word-with-quote": { ...said, text: "Yes", quotes: at(ana, "1769500700000") },
  "direct-file-without-text": {
    ...said,
    text: "",
    files: [
      {
        platform: "teams",
        id: expect.stringContaining("lakeside-my.sharepoint.com") as string,
        name: "screen.png",
        size: 0,
        mediaType: "image/png",
      },
    ],
  },
  "direct-picture-in-text": {
    ...said,
    text: "Look",
    files: [
      {
        platform: "teams",
        id: JSON.stringify({ from: `${SERVICE}v3/attachments/0-eus-d1/views/original`, service: SERVICE }),
        name: "picture",
        size: 0,
        mediaType: "image/*",
      },
    ],
  },
  "direct-card-passed-on": "nothing was said",
  "direct-edited": {
    type: "message_edited",
    id: expect.stringMatching(/\/1769500801000\/edited\/1769500813000\/[\w-]{8}$/u) as string,
    at: new Date(1769500813000),
    message: at(ana, "1769500801000"),
    text: "My projector is dark",
  },
  "direct-edited-long-after": { type: "message_edited", message: at(ana, "1769500801000") },
  "direct-deleted": {
    type: "message_deleted",
    id: id(`${anasChat}/1769500801000/deleted/1769500821000`),
    message: at(ana, "1769500801000"),
  },
  "direct-brought-back": {
    type: "message_edited",
    id: expect.stringContaining("/1769500801000/edited/1769500825000/") as string,
    text: "My projector is dark",
  },
  "card-refreshed": "nothing was rewritten",
  "channel-mention": {
    ...said,
    id: id(`${TIER2}/1769501100123/posted`),
    message: at(channelPlace(TENANT, TIER2), "1769501100123"),
    replyIn: tier2("1769501100123"),
    text: "the projector is dark",
    by: expect.objectContaining({
      account: BEN,
      email: "ben@lakeside.example",
      memberOf: [TIER2, "19:tEamLakesideIt-9fQ1@thread.tacv2"],
    }) as object,
  },
  "channel-mention-without-html": { ...said, text: "room 12 is cold" },
  "channel-mention-alone": "nothing was said",
  "channel-chatter": "not said to the help desk",
  "channel-chatter-edited": "not said to the help desk",
  "mention-added-by-edit": { type: "message_edited", text: "the oven is dead" },
  "thread-reply": {
    ...said,
    id: id(`${TIER2}/1769501160123/posted`),
    addressed: false,
    message: at(tier2("1769501100123"), "1769501160123"),
    replyIn: tier2("1769501100123"),
    text: "Please restart it.",
  },
  "thread-reply-with-mention": {
    ...said,
    text: "note: @Ben Okafor can look",
    mentions: [{ account: BEN, name: "Ben Okafor" }],
  },
  "thread-reply-that-names-a-channel": { ...said, addressed: false, text: "see @Announcements" },
  "thread-reply-edited": {
    type: "message_edited",
    message: at(tier2("1769501100123"), "1769501160123"),
    text: "Please restart it twice.",
  },
  "thread-reply-deleted": {
    type: "message_deleted",
    message: at(tier2("1769501100123"), "1769501160123"),
  },
  "watched-question": {
    ...said,
    message: at(channelPlace(TENANT, HELP), "1769501200123"),
    replyIn: threadUnder(TENANT, HELP, "1769501200123"),
    text: "No sound in room 4",
  },
  "watched-thread-reply": {
    ...said,
    addressed: false,
    message: at(threadUnder(TENANT, HELP, "1769501200123"), "1769501260123"),
  },
  "playground-channel-mention": {
    ...said,
    id: id(`${TIER2}/1769501300099/posted`),
    message: at(channelPlace(TENANT, TIER2), "1769501300099"),
    text: "the printer is jammed",
  },
  "playground-thread-reply": {
    ...said,
    id: id(`${TIER2}/c37d7de7-0db7-48dd-8b53-7850c36d3195/posted`),
    message: at(tier2("1769501300099"), "c37d7de7-0db7-48dd-8b53-7850c36d3195"),
    text: "it still is",
  },
  "group-chat-mention": {
    ...said,
    message: at(askedInChat(TENANT, CHAT, ANA), "1769500831000"),
    replyIn: askedInChat(TENANT, CHAT, ANA),
    text: "we need a beamer",
  },
  "group-chat-chatter": "not said to the help desk",
  "guest-question": {
    ...said,
    by: {
      platform: "teams",
      account: GUS,
      name: "Gus Guest (Guest)",
      workspace: TENANT,
      outside: "another organisation",
      memberOf: ["19:tEamLakesideIt-9fQ1@thread.tacv2"],
    },
  },
  "said-by-an-app": "not a person",
  "own-message": "our own doing",
  "thanks-in-direct-chat": {
    type: "message_thanked",
    id: id(`${anasChat}/1769500810777/thanked/${ANA}`),
    message: at(ana, "1769500810777"),
  },
  "thanks-in-channel": {
    type: "message_thanked",
    message: at(channelPlace(TENANT, TIER2), "1769501110555"),
  },
  "reaction-that-does-not-thank": "a reaction that does not thank",
  "reaction-taken-back": "a reaction taken back",
  typing: "typing is nothing for the desk",
};

const card = tier2("1769501100123");
const taken = { type: "button_pressed" as const, press: { action: "take", ticket: 7 }, in: card };

/** What is stored, of whatever is no word of somebody's. */
const TAKEN: Record<string, Expected | "nothing"> = {
  "press-in-thread": {
    ...taken,
    id: id(`press/card/7/take#1/${TESS}/14745845`),
    by: expect.objectContaining({ account: TESS }) as object,
  },
  "press-in-thread-sent-again": { ...taken, id: id(`press/card/7/take#1/${TESS}/14745845`) },
  "press-as-message": { ...taken, id: id(`press/card/7/take#1/${TESS}/14745845`) },
  "press-in-direct-chat": {
    type: "button_pressed",
    id: id(`press/answer/C1#1/${ANA}/14745845`),
    in: ana,
    press: { action: "solved", conversation: "C1" },
  },
  "press-in-group-chat": { type: "button_pressed", in: askedInChat(TENANT, CHAT, BEN) },
  "press-of-another-app": "nothing",
  "press-of-another-app-as-message": "nothing",
  "press-that-opens-form": "nothing",
  "press-without-form-any-more": {
    type: "button_pressed",
    press: { action: "release", ticket: 7 },
    in: card,
  },
  "form-sent": {
    type: "form_submitted",
    id: id(`form/card/7/reply#2/f:inv-1#1/${TESS}`),
    in: card,
    press: { action: "reply", ticket: 7 },
    values: { text: "It is on its way." },
  },
  "form-sent-empty": "nothing",
  "form-with-person": {
    type: "form_submitted",
    values: { assignee: BEN },
    people: {
      assignee: expect.objectContaining({
        account: BEN,
        name: "Ben Okafor",
        memberOf: [TIER2, "19:tEamLakesideIt-9fQ1@thread.tacv2"],
      }) as object,
    },
  },
  "form-with-stranger": "nothing",
  "form-for-another-chat": "nothing",
  "form-of-another-app": "nothing",
  "menu-on-message": "nothing",
  "menu-on-own-message": "nothing",
  "menu-without-message": "nothing",
  "menu-of-another-version": "nothing",
  "menu-form-sent": {
    type: "form_submitted",
    in: directChat(TENANT, TESS),
    press: { action: "open_ticket", argument: "https://teams.microsoft.com/l/message/1" },
    people: { on_behalf: expect.objectContaining({ account: BEN, name: "Ben Okafor" }) as object },
  },
  "invoke-of-another-kind": "nothing",
  "installed-for-person": {
    type: "command_given",
    id: id(`installed/${ANA}/f:install-1`),
    in: ana,
    text: "help",
  },
  "installed-again-as-upgrade": "nothing",
  "installed-in-team": "nothing",
  "taken-from-person": "nothing",
  "members-added": "nothing",
  "app-removed-from-team": "nothing",
  "channel-deleted": "nothing",
  "channel-renamed": "nothing",
  "team-deleted": "nothing",
};

test("every payload has an expected outcome, and the reverse", () => {
  const files = readdirSync(join(__dirname, "payloads")).map((file) => file.replace(".json", ""));
  expect(Object.keys({ ...PARSED, ...TAKEN }).toSorted()).toEqual(files.toSorted());
});

describe("something said, changed or thanked for", () => {
  const fake = createFake();
  const people = createPeople(testOptions(), fake.connectorFor);

  async function parse(situation: string): Promise<Parsed> {
    const activity = payload(situation);
    const scene = readScene(activity);
    if ("ignored" in scene) return scene;
    return parseActivity(activity, scene, {
      who: () => people.who(scene),
      named: (account) => people.named(scene, account),
      watched: [HELP],
      wasTold: () => false,
      now: () => new Date("2026-01-27T09:00:00Z"),
    });
  }

  test.each(Object.entries(PARSED))("%s", async (situation, expected) => {
    const parsed = await parse(situation);
    if (typeof expected === "string") expect(parsed).toEqual({ ignored: expected });
    else expect(parsed).toMatchObject({ event: expect.objectContaining(expected) as object });
  });

  test("is stored just so when Teams sends it", async () => {
    for (const [situation, expected] of Object.entries(PARSED)) {
      const bench = createBench();
      expect(await bench.give(situation)).toBeUndefined();
      await bench.idle();
      const stored = typeof expected === "string" ? [] : [expect.objectContaining(expected) as object];
      expect({ [situation]: bench.events.slice(-1) }).toEqual({ [situation]: stored });
    }
  });
});

describe("a press, a form, the menu or a notice", () => {
  test.each(Object.entries(TAKEN))("%s", async (situation, expected) => {
    const bench = createBench();
    await bench.give(situation);
    await bench.idle();
    expect(bench.events).toEqual(expected === "nothing" ? [] : [expect.objectContaining(expected) as object]);
  });
});
