// What goes wrong at other help desk bots with threads, rooms and installations, and must not here (product.md, 7 to 9).
import type { EscalationPlan } from "../../src/plan/plan";
import { BOT, channelId, userId, workspaceOfPlan } from "../support/slack-workspace";
import { beginSlackStory, UNKNOWN, type SlackStory } from "../support/slack-story";

const NETWORK = "C0NETWORK01";
/** A question of the component that has a channel of its own. */
const WIFI = "open a ticket: the wifi in the gym is gone every noon";
const DAY = 24 * 3_600_000;

/** The network component's Tier 2 works in a channel of its own. */
const withNetworkChannel = (plan: EscalationPlan): EscalationPlan => {
  const components = plan.components.map((component) => {
    const second = { applicable: true, ...component.providers[2], channels: { slack: NETWORK } };
    const providers = { ...component.providers, 2: second };
    return component.key === "network" ? { ...component, providers } : component;
  });
  return { ...plan, components };
};

const withNetworkRoom = (plan: EscalationPlan) => {
  const workspace = workspaceOfPlan(plan);
  const members = [BOT, ...["dana", "eli", "sam", "priya"].map(userId)];
  return { ...workspace, channels: [...workspace.channels, { id: NETWORK, name: "network-desk", members }] };
};

let story: SlackStory;
beforeEach(async () => {
  story = await beginSlackStory("http", { plan: withNetworkChannel, workspace: withNetworkRoom });
});
afterEach(() => story.end());

const network = () => ({ ...story.desk, id: NETWORK });
const saidToAna = () => story.texts("ana", story.ana).join("\n");
const inThread = async (ticket = 1) => story.texts("dana", await story.threadOf(ticket)).join("\n");

describe("7. Follow-ups in the thread get no answer", () => {
  test("in a direct chat: under the question, and under what the help desk said", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    await story.post("ana", { ...story.ana, root: question }, "and the one in the gym too");
    expect(await inThread()).toContain("and the one in the gym too");
    await story.pass(2 * DAY);
    await story.post("ana", { ...story.ana, root: question }, "it rang at night");
    expect(await inThread()).toContain("it rang at night");
  });

  test("in a channel: the requester's words need no mention, and are answered where they are said", async () => {
    const room = story.channel("staff-room");
    const root = await story.post("ana", room, `${story.stage.mention} ${UNKNOWN}`);
    const thread = story.threadUnder("staff-room", root);
    await story.post("ana", thread, "it is the one in the gym");
    expect(await inThread()).toContain("it is the one in the gym");
    await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    expect(story.texts("ana", thread).at(-1)).toContain("on my way");
    await story.post("ana", thread, "status HD-1");
    expect(story.said("ana", thread).at(-1)?.text).toMatch(/HD-1 The school bell.*with Dana Brooks/);
  });

  test("after an answer: what follows in its thread is about that answer", async () => {
    const question = await story.post("ana", story.ana, "I forgot my password");
    await story.post("ana", { ...story.ana, root: question }, "that did not work");
    expect(saidToAna()).toContain("I've opened ticket HD-1");
  });
});

describe("7. The bot learns it was removed from a channel only at its next call: say so, fall back", () => {
  test.each<[string, () => void]>([
    ["removed from it", () => story.admin.kick(NETWORK, BOT)],
    ["archived", () => story.admin.archive(NETWORK)],
  ])(
    "the component's channel, %s: the thread goes on in the tier's own, and says why",
    async (_how, happens) => {
      await story.post("ana", story.ana, WIFI);
      expect(story.texts("dana", network()).at(-1)).toContain("HD-1");
      happens();
      await story.post("ana", story.ana, "and in the cafeteria as well");
      expect(story.card()).toContain("HD-1");
      expect(await inThread()).toContain("and in the cafeteria as well");
      expect(await inThread()).toContain("The earlier thread of this ticket is gone: it goes on here.");
      await story.post("eli", await story.threadOf(1), "I take it from here");
      await story.pass(6_000);
      expect(saidToAna()).toContain("I take it from here");
      expect(story.cards()).toHaveLength(1);
    },
  );

  test("before the ticket is there: it opens in the tier's own channel", async () => {
    story.admin.kick(NETWORK, BOT);
    await story.post("ana", story.ana, WIFI);
    expect(story.cards()).toEqual([expect.stringContaining("the wifi in the gym")]);
    expect(await inThread()).toContain("What the bot offered");
  });

  test("the room where it was asked: the requester is answered in a direct chat", async () => {
    const room = story.channel("staff-room");
    const root = await story.post("ana", room, `${story.stage.mention} ${UNKNOWN}`);
    await story.post("dana", await story.threadOf(1), "on my way");
    story.admin.kick(room.id, BOT);
    await story.pass(6_000);
    expect(saidToAna()).toContain("on my way");
    expect(story.texts("ana", story.threadUnder("staff-room", root)).join()).not.toContain("on my way");
    await story.post("ana", story.ana, "thank you, I wait");
    expect(await inThread()).toContain("thank you, I wait");
    await story.post("dana", await story.threadOf(1), "I am there");
    await story.pass(6_000);
    expect(saidToAna()).toContain("I am there");
  });

  test("the tier's own channel: there is nowhere to go, so the requester is told whom to call", async () => {
    story.admin.archive(channelId("service-desk"));
    await story.post("ana", story.ana, UNKNOWN);
    expect(saidToAna()).toMatch(/could not show your ticket HD-1.*555-0100/);
  });
});

describe("8. A slip in the thread reaches the requester. A reply that never reached them looks sent", () => {
  const markOf = async (reply: string) =>
    story.see("dana", await story.threadOf(1)).find(({ messageId }) => messageId === reply)?.mark;

  beforeEach(() => story.post("ana", story.ana, UNKNOWN));

  test("a slip is undone in time, and only by its author", async () => {
    const thread = await story.threadOf(1);
    const slip = await story.post("dana", thread, "what a nuisance she is");
    expect(await markOf(slip)).toBe("held");
    await story.press("dana", thread, "Undo");
    await story.pass(60_000);
    expect(await markOf(slip)).toBe("withdrawn");
    expect(saidToAna()).not.toContain("nuisance");
  });

  test("a note stays inside; so do words to a colleague, and those of somebody who is no technician", async () => {
    const thread = await story.threadOf(1);
    const note = await story.post("dana", thread, "note: she is new here, be kind");
    await story.post("dana", thread, `<@${userId("eli")}> can you look at the bell?`);
    story.admin.invite(story.desk.id, userId("omar"));
    await story.post("omar", thread, "I always turn it off by hand");
    await story.pass(60_000);
    expect(await markOf(note)).toBe("note");
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("a reply that was meant as a note is taken back by its edit", async () => {
    const reply = await story.post("dana", await story.threadOf(1), "she is new here, be kind");
    await story.pass(6_000);
    expect(saidToAna()).toContain("be kind");
    await story.edit("dana", reply, "note: she is new here, be kind");
    expect(saidToAna()).not.toContain("be kind");
    expect(await markOf(reply)).toBe("note");
  });

  test("a reply that does not arrive looks failed, and the thread says why and what else to do", async () => {
    story.admin.changePerson(userId("ana"), { deleted: true });
    story.slack.faults.error("chat.postMessage", "user_disabled", {
      channel: story.people.direct(userId("ana")),
      times: 99,
    });
    const reply = await story.post("dana", await story.threadOf(1), "are you there?");
    await story.pass(10_000);
    expect(await markOf(reply)).toBe("failed");
    expect(await inThread()).toMatch(/did not reach the requester.*deactivated.*ana@lakeside\.example/);
  });

  test("a reply that waits for Slack does not look delivered before it is", async () => {
    story.refuse(story.ana, "later");
    const reply = await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(60_000);
    expect(await markOf(reply)).toBe("held");
    story.refuse(story.ana, "fine");
    await story.pass(30 * 60_000);
    expect(await markOf(reply)).toBe("delivered");
    expect(saidToAna()).toContain("on my way");
  });
});

describe("9. Reconnecting or re-installing breaks the old threads; an archived or renamed channel loses tickets", () => {
  test.each<[string, () => void]>([
    ["its token was revoked", () => story.admin.revokeToken()],
    ["it was removed", () => story.admin.uninstall()],
  ])(
    "installed anew after %s: what waited is delivered, and the old threads live on",
    async (_why, happens) => {
      await story.post("ana", story.ana, UNKNOWN);
      const thread = await story.threadOf(1);
      const reply = await story.post("dana", thread, "on my way");
      happens();
      await story.pass(60_000);
      expect(saidToAna()).not.toContain("on my way");
      story.stage.installAnew();
      await story.restart();
      await story.pass(15 * 60_000);
      expect(saidToAna()).toContain("on my way");
      expect(story.see("dana", thread).find(({ messageId }) => messageId === reply)?.mark).toBe("delivered");
      await story.post("ana", story.ana, "thank you, I wait");
      expect(await story.threadOf(1)).toEqual(thread);
      expect(await inThread()).toContain("thank you, I wait");
      await story.press("dana", story.desk, "Release");
      expect(story.cards()).toEqual([expect.stringContaining("Assignee: Nobody yet")]);
    },
  );

  test("a renamed channel is the same channel", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    story.admin.rename(channelId("service-desk"), "it-help");
    await story.post("ana", story.ana, "it rings again");
    expect(await inThread()).toContain("it rings again");
    await story.post("ana", story.ana, "new: the gate at the back squeaks all day");
    expect(story.cards()).toHaveLength(2);
  });

  test("a channel archived with a ticket in work, and taken back: no ticket is lost, none is there twice", async () => {
    await story.post("ana", story.ana, WIFI);
    await story.press("dana", network(), "Take");
    story.admin.archive(NETWORK);
    await story.post("ana", story.ana, "still gone");
    expect(story.cards()).toEqual([expect.stringContaining("Assignee: Dana Brooks")]);
    story.admin.unarchive(NETWORK);
    await story.post("ana", story.ana, "and gone again");
    expect(await inThread()).toMatch(/still gone[\s\S]*and gone again/);
    await story.submit("dana", story.desk, "Resolve…", {
      text: "Mended.",
      kind: "solved",
      confirmation: "done",
    });
    expect(story.card()).toContain("Status: Closed");
  });

  test("both sockets break, and one is renewed: the threads do not notice", async () => {
    await story.end();
    story = await beginSlackStory("socket");
    await story.post("ana", story.ana, UNKNOWN);
    story.slack.sockets.drop("all");
    await story.post("ana", story.ana, "it rings again");
    story.slack.sockets.refresh("oldest");
    await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    expect(await inThread()).toContain("it rings again");
    expect(saidToAna()).toContain("on my way");
  });
});
