// What goes wrong at other help desk bots with threads, rooms and installations, and must not here (product.md, 7 to 9).
import type { EscalationPlan } from "../../src/plan/plan";
import { channelPlace } from "../../src/platforms/teams/address";
import type { TenantOptions } from "../support/teams/options";
import {
  accountId,
  channelId,
  GROUP_CHAT,
  SERVICE_TEAM,
  STAFF_TEAM,
  TENANT,
  tenantOfPlan,
} from "../support/teams-tenant";
import { whereIs } from "../support/teams-acting";
import { beginTeamsStory, UNKNOWN, type TeamsStory } from "../support/teams-story";

const NETWORK_TEAM = "19:networkteam0000000000000000000000@thread.tacv2";
const NETWORK = "19:networkdesk0000000000000000000000@thread.tacv2";
/** A question of the component that has a channel of its own. */
const WIFI = "open a ticket: the wifi in the gym is gone every noon";

/** The network component's Tier 2 works in a channel of its own. */
const withNetworkChannel = (plan: EscalationPlan): EscalationPlan => {
  const components = plan.components.map((component) => {
    const second = { applicable: true, ...component.providers[2], channels: { teams: NETWORK } };
    const providers = { ...component.providers, 2: second };
    return component.key === "network" ? { ...component, providers } : component;
  });
  return { ...plan, components };
};

const withNetworkTeam = (plan: EscalationPlan): TenantOptions => {
  const tenant = tenantOfPlan(plan);
  const members = ["dana", "eli", "sam", "priya"].map(accountId);
  const team = {
    id: NETWORK_TEAM,
    name: "Network",
    members,
    channels: [{ id: NETWORK, name: "network-desk" }],
  };
  return { ...tenant, teams: [...tenant.teams, team] };
};

let story: TeamsStory;
beforeEach(async () => {
  story = await beginTeamsStory({ plan: withNetworkChannel, tenant: withNetworkTeam });
});
afterEach(() => story.end());

const network = () => channelPlace(TENANT, NETWORK);
const chat = () => channelPlace(TENANT, GROUP_CHAT);
const reply = async (text: string, by = "dana") => {
  const message = await story.post(by, await story.threadOf(1), text);
  await story.pass(6_000);
  return message;
};

describe("7. Follow-ups in the thread get no answer", () => {
  test("in a direct chat, which has no threads: what follows belongs to the ticket", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.post("ana", story.ana, "and the one in the gym too");
    expect(await story.inThread()).toContain("and the one in the gym too");
    await story.pass(20 * 60_000);
    await story.post("ana", story.ana, "it rang again just now");
    expect(await story.inThread()).toContain("it rang again just now");
  });

  test("in a channel: the requester's words need no mention, and are answered where they are said", async () => {
    const root = await story.post("ana", story.room, `${story.stage.mention} ${UNKNOWN}`);
    const thread = story.threadUnder("staff-room", root);
    await story.post("ana", thread, "it is the one in the gym");
    expect(await story.inThread()).toContain("it is the one in the gym");
    await reply("on my way");
    expect(story.texts("ana", thread).at(-1)).toContain("on my way");
    await story.post("ana", thread, "status HD-1");
    expect(story.said("ana", thread).at(-1)?.text).toMatch(/HD-1 The school bell.*with Dana Brooks/);
  });

  test("in a channel without consent: the requester mentions the help desk again", async () => {
    story.admin.consent(STAFF_TEAM, false);
    const root = await story.post("ana", story.room, `${story.stage.mention} ${UNKNOWN}`);
    const thread = story.threadUnder("staff-room", root);
    await story.post("ana", thread, `${story.stage.mention} it is the one in the gym`);
    expect(await story.inThread()).toContain("it is the one in the gym");
    expect(story.cards()).toHaveLength(1);
  });

  test("in a group chat: answers name who asked, and two people's matters stay apart", async () => {
    await story.post("ana", chat(), `${story.stage.mention} ${UNKNOWN}`);
    await story.post("ben", chat(), `${story.stage.mention} the gate at the back squeaks all day`);
    expect(story.cards()).toHaveLength(2);
    await story.post("ana", chat(), `${story.stage.mention} it is the one in the gym`);
    expect(await story.inThread(1)).toContain("it is the one in the gym");
    expect(await story.inThread(2)).not.toContain("it is the one in the gym");
    await reply("on my way");
    expect(story.said("ben", chat()).at(-1)?.text).toMatch(/Ana Lopez[\s\S]*on my way/);
  });

  test("after an answer: what follows is about that answer", async () => {
    await story.post("ana", story.ana, "I forgot my password");
    await story.post("ana", story.ana, "that did not work");
    expect(story.saidTo("ana")).toContain("I've opened ticket HD-1");
  });
});

describe("7. The bot learns it was removed from a channel only at its next call: say so, fall back", () => {
  test.each<[string, () => void]>([
    ["the app is taken out of its team", () => story.admin.uninstall(NETWORK_TEAM)],
    ["the channel is deleted", () => story.admin.deleteChannel(NETWORK)],
    ["its team is deleted", () => story.admin.deleteTeam(NETWORK_TEAM)],
  ])(
    "the component's channel: %s, and the thread goes on in the tier's own, and says why",
    async (_how, happens) => {
      await story.post("ana", story.ana, WIFI);
      expect(story.texts("dana", network()).at(-1)).toContain("HD-1");
      happens();
      await story.post("ana", story.ana, "and in the cafeteria as well");
      expect(story.card()).toContain("HD-1");
      expect(await story.inThread()).toContain("and in the cafeteria as well");
      expect(await story.inThread()).toContain("The earlier thread of this ticket is gone: it goes on here.");
      await reply("I take it from here", "eli");
      expect(story.saidTo("ana")).toContain("I take it from here");
      expect(story.cards()).toHaveLength(1);
    },
  );

  test("before the ticket is there: it opens in the tier's own channel", async () => {
    story.admin.uninstall(NETWORK_TEAM);
    await story.post("ana", story.ana, WIFI);
    expect(story.cards()).toEqual([expect.stringContaining("the wifi in the gym")]);
    expect(await story.inThread()).toContain("What the bot offered");
  });

  test("the room where it was asked: the requester is answered in a direct chat", async () => {
    const root = await story.post("ana", story.room, `${story.stage.mention} ${UNKNOWN}`);
    await story.post("dana", await story.threadOf(1), "on my way");
    story.admin.uninstall(STAFF_TEAM);
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("on my way");
    expect(story.texts("ana", story.threadUnder("staff-room", root)).join()).not.toContain("on my way");
    await story.post("ana", story.ana, "thank you, I wait");
    expect(await story.inThread()).toContain("thank you, I wait");
  });

  test("the tier's own channel: there is nowhere to go, so the requester is told whom to call", async () => {
    story.admin.deleteTeam(SERVICE_TEAM);
    await story.post("ana", story.ana, UNKNOWN);
    expect(story.saidTo("ana")).toMatch(/could not show your ticket HD-1.*555-0100/);
  });
});

describe("8. A slip in the thread reaches the requester. A reply that never reached them looks sent", () => {
  beforeEach(() => story.post("ana", story.ana, UNKNOWN));

  test("a slip is undone in time", async () => {
    const thread = await story.threadOf(1);
    const slip = await story.post("dana", thread, "what a nuisance she is");
    expect(await story.markOf(slip)).toBe("held");
    await story.press("dana", thread, "Undo");
    await story.pass(60_000);
    expect(await story.markOf(slip)).toBe("withdrawn");
    expect(story.saidTo("ana")).not.toContain("nuisance");
  });

  test("a note stays inside; so do words to a colleague, and those of somebody who is no technician", async () => {
    const thread = await story.threadOf(1);
    const note = await story.post("dana", thread, "note: she is new here, be kind");
    await story.post("dana", thread, "<at>Eli Novak</at> can you look at the bell?");
    story.admin.addMember(SERVICE_TEAM, accountId("omar"));
    await story.post("omar", thread, "I always turn it off by hand");
    await story.pass(60_000);
    expect(await story.markOf(note)).toBe("note");
    expect(story.said("ana", story.ana)).toHaveLength(1);
  });

  test("a reply that was meant as a note is taken back by its edit", async () => {
    const message = await reply("she is new here, be kind");
    expect(story.saidTo("ana")).toContain("be kind");
    await story.edit("dana", message, "note: she is new here, be kind");
    expect(story.saidTo("ana")).not.toContain("be kind");
    expect(await story.markOf(message)).toBe("note");
  });

  test("a slip that is deleted, and brought back: the requester reads it again, once", async () => {
    const thread = await story.threadOf(1);
    const message = await reply("I come at ten");
    await story.stage.remove("dana", message);
    await story.settle();
    expect(story.saidTo("ana")).not.toContain("at ten");
    story.people.restore(accountId("dana"), whereIs(thread), message);
    await story.settle();
    await story.pass(6_000);
    expect(story.saidTo("ana").split("I come at ten")).toHaveLength(2);
    expect(await story.markOf(message)).toBe("delivered");
  });

  test("a requester's words that are deleted, and brought back: they are in the thread again, once", async () => {
    const message = await story.post("ana", story.ana, "it is the one in the gym");
    await story.stage.remove("ana", message);
    await story.settle();
    expect(await story.inThread()).not.toContain("in the gym");
    story.people.restore(accountId("ana"), whereIs(story.ana), message);
    await story.settle();
    expect((await story.inThread()).split("in the gym")).toHaveLength(2);
    await story.edit("ana", message, "it is the one in the library");
    expect(await story.inThread()).toMatch(/in the library/);
    expect(await story.inThread()).not.toContain("in the gym");
  });

  test("who has blocked the app: the reply looks failed, and the thread says why and what else to do", async () => {
    const conversation = story.teams.chatOf(accountId("ana"));
    story.faults.fail("send", { status: 403, code: "ConversationBlockedByUser", conversation, times: 99 });
    const message = await reply("are you there?");
    expect(await story.markOf(message)).toBe("failed");
    expect(await story.inThread()).toMatch(/did not reach the requester.*blocked.*ana@lakeside\.example/);
  });

  test("a reply that waits for Teams does not look delivered before it is", async () => {
    story.refuse(story.ana, "later");
    const message = await reply("on my way");
    expect(await story.markOf(message)).toBe("held");
    story.refuse(story.ana, "fine");
    await story.pass(30 * 60_000);
    expect(await story.markOf(message)).toBe("delivered");
    expect(story.saidTo("ana")).toContain("on my way");
  });
});

describe("9. Reconnecting or re-installing breaks the old threads; an archived or renamed channel loses tickets", () => {
  test("taken out of the team and installed anew: the old thread lives on", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    const thread = await story.threadOf(1);
    story.admin.uninstall(SERVICE_TEAM);
    await story.settle();
    story.admin.install(SERVICE_TEAM);
    await story.settle();
    await story.post("ana", story.ana, "thank you, I wait");
    expect(await story.threadOf(1)).toEqual(thread);
    expect(await story.inThread()).toContain("thank you, I wait");
    await reply("on my way");
    expect(story.saidTo("ana")).toContain("on my way");
    expect(story.cards()).toEqual([expect.stringContaining("Assignee: Dana Brooks")]);
  });

  test("a renamed channel, and a renamed team, are the same ones", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    story.admin.renameChannel(channelId("service-desk"), "it-help");
    story.admin.renameTeam(SERVICE_TEAM, "IT");
    await story.post("ana", story.ana, "it rings again");
    expect(await story.inThread()).toContain("it rings again");
    await story.post("ana", story.ana, "new: the gate at the back squeaks all day");
    expect(story.cards()).toHaveLength(2);
  });

  test("a channel deleted with a ticket in work, and restored: no ticket is lost, none is there twice", async () => {
    await story.post("ana", story.ana, WIFI);
    await story.press("dana", network(), "Take");
    story.admin.deleteChannel(NETWORK);
    await story.post("ana", story.ana, "still gone");
    expect(story.cards()).toEqual([expect.stringContaining("Assignee: Dana Brooks")]);
    story.admin.restoreChannel(NETWORK);
    await story.post("ana", story.ana, "and gone again");
    expect(await story.inThread()).toMatch(/still gone[\s\S]*and gone again/);
    await story.submit("dana", story.desk, "Resolve…", {
      text: "Mended.",
      kind: "solved",
      confirmation: "done",
    });
    expect(story.card()).toContain("Status: Closed");
  });
});
