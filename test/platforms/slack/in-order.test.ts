// Does the desk hear what happened as it was, in whatever order Slack tells it?
import type { DeskEvent } from "../../../src/desk/events";
import { inOrder } from "../../../src/platforms/in-order";
import { parseEvent, type Parsed } from "../../../src/platforms/slack/receiving/parse";
import { createPeople } from "../../../src/platforms/slack/receiving/people";
import { BOT, fakeWorkspace, payload, TEAM, testOptions } from "./receiving-setup";

type Message = { ts: string; text: string; edited: { ts: string } };
type Changed = { event_ts: string; message?: Message; previous_message?: Message };

/** The payload's change as if it had happened so long after its message was written. */
async function parse(
  name: string,
  afterSeconds = 60,
  change: (event: Changed) => void = () => {},
): Promise<Exclude<Parsed, { ignored: string }>> {
  const body = payload(name) as { event: Changed };
  const { message, previous_message: before } = body.event;
  if (before) body.event.event_ts = `${Math.floor(Number(before.ts)) + afterSeconds}.000000`;
  if (message) message.edited.ts = body.event.event_ts;
  change(body.event);
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace();
  const parsed = await parseEvent(body, {
    team: TEAM,
    botUser: BOT,
    watched: [],
    who: (user, hint) => people.who(workspace, user, hint),
    nameOf: (user) => people.nameOf(workspace, user),
  });
  if ("ignored" in parsed) throw new Error(parsed.ignored);
  return parsed;
}

test("an edit comes with the message as it was, under the name that the message itself has", async () => {
  const post = await parse("direct-message");
  const { event, first } = await parse("direct-edited");
  expect(event).toMatchObject({ type: "message_edited", text: "My projector shows a blue picture" });
  expect(first).toEqual(post.event);
});

test("a deletion takes the name of the message, which then is not taken any more", async () => {
  const { event, first } = await parse("direct-deleted");
  expect(event).toMatchObject({ type: "message_deleted", id: expect.stringMatching(/\/deleted$/) });
  expect(first).toMatchObject({ type: "message_deleted", id: expect.stringMatching(/\/posted$/) });
});

test.each(["direct-edited", "direct-deleted"])(
  "%s: after ten minutes the message itself has come",
  async (name) => {
    expect((await parse(name, 599)).first).toBeDefined();
    expect((await parse(name, 601)).first).toBeUndefined();
  },
);

test("where an edit adds the mention, what stood there before was not said to the help desk", async () => {
  const swapped = (event: Changed) => {
    const [now, then] = [event.previous_message?.text ?? "", event.message?.text ?? ""];
    Object.assign(event.message ?? {}, { text: now });
    Object.assign(event.previous_message ?? {}, { text: then });
  };
  expect((await parse("mention-taken-out-by-edit")).first).toMatchObject({ type: "message_posted" });
  const added = await parse("mention-taken-out-by-edit", 60, swapped);
  expect(added.event).toMatchObject({ type: "message_edited" });
  expect(added.first).toBeUndefined();
});

describe("told to the desk", () => {
  const at = (seconds: number) => new Date(seconds * 1000);
  const message = {
    in: { platform: "slack", workspace: TEAM, kind: "direct", id: "U0ANA" },
    messageId: "1.1",
  } as const;
  const by = { platform: "slack", account: "U0ANA", name: "Ana", workspace: TEAM } as const;
  const words = { by, message, text: "", files: [], mentions: [] };
  const post: DeskEvent = {
    ...words,
    id: "m/posted",
    at: at(1),
    type: "message_posted",
    replyIn: message.in,
    addressed: true,
  };
  const edit = (seconds: number): DeskEvent => ({
    ...words,
    id: `m/edited/${seconds}`,
    at: at(seconds),
    type: "message_edited",
  });

  async function toldOf(events: [event: DeskEvent, first?: DeskEvent][]): Promise<string[]> {
    const told: string[] = [];
    const tell = inOrder(async ({ id }) => void told.push(id));
    for (const [event, first] of events) await tell(event, first);
    return told;
  }

  test("what comes first, once", async () => {
    expect(
      await toldOf([
        [edit(2), post],
        [edit(3), post],
      ]),
    ).toEqual(["m/posted", "m/edited/2", "m/edited/3"]);
    expect(await toldOf([[post], [edit(2), post]])).toEqual(["m/posted", "m/edited/2"]);
  });

  test("no older edit after a newer one; the same one as often as it comes", async () => {
    expect(await toldOf([[edit(3)], [edit(2)], [edit(3)], [edit(4)]])).toEqual([
      "m/edited/3",
      "m/edited/3",
      "m/edited/4",
    ]);
  });

  test("an edit that could not be stored does not stand in the way of the older one", async () => {
    const told: string[] = [];
    let isAway = true;
    const tell = inOrder(async ({ id }) => {
      if (isAway) throw new Error("away");
      told.push(id);
    });
    await expect(tell(edit(3))).rejects.toThrow("away");
    isAway = false;
    await tell(edit(2));
    await tell(edit(3));
    expect(told).toEqual(["m/edited/2", "m/edited/3"]);
  });
});
