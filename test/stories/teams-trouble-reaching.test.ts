// What goes wrong at other help desk bots when they want to reach somebody in Teams, and must not here (product.md, 10).
import type { TenantOptions } from "../support/teams/options";
import { accountId, SERVICE_TEAM, STAFF_TEAM, TENANT, tenantOfPlan } from "../support/teams-tenant";
import { beginTeamsStory, UNKNOWN, type TeamsStory } from "../support/teams-story";
import type { EscalationPlan } from "../../src/plan/plan";

let story: TeamsStory;
afterEach(() => story.end());

/** These people never opened the app. */
const without =
  (...keys: string[]) =>
  (plan: EscalationPlan): TenantOptions => {
    const tenant = tenantOfPlan(plan);
    const accounts = keys.map(accountId);
    const people = tenant.people.map((one) => ({ ...one, installed: !accounts.includes(one.account) }));
    return { ...tenant, people };
  };

const ask = async (by: string, text: string) => {
  const root = await story.post(by, story.room, `${story.stage.mention} ${text}`);
  return story.threadUnder("staff-room", root);
};

describe("10. No proactive message to people who never opened the bot: fall back, tell the technician", () => {
  test("who has the app and never said a word is written to all the same", async () => {
    story = await beginTeamsStory();
    await openFor("omar");
    await reply("on my way");
    expect(story.saidTo("omar")).toContain("on my way");
  });

  test("who has not: the reply looks failed, the thread says why, and how else to reach them", async () => {
    story = await beginTeamsStory({ tenant: without("omar") });
    await openFor("omar");
    const message = await reply("on my way");
    expect(await story.markOf(message)).toBe("failed");
    expect(await story.inThread()).toMatch(
      /did not reach the requester.*does not have the app.*omar@lakeside\.example/,
    );
  });

  test("who asked in a channel is answered there, app or not", async () => {
    story = await beginTeamsStory({ tenant: without("omar") });
    const thread = await ask("omar", UNKNOWN);
    expect(story.texts("omar", thread).join()).toContain("HD-1");
    expect(await story.markOf(await reply("on my way"))).toBe("delivered");
    expect(story.texts("omar", thread).join()).toContain("on my way");
  });

  test("who goes on in private without the app: the technician reads that nothing arrives there", async () => {
    story = await beginTeamsStory({ tenant: without("omar") });
    const thread = await ask("omar", UNKNOWN);
    await story.press("omar", thread, "Go on in private");
    expect(await story.markOf(await reply("on my way"))).toBe("failed");
    expect(await story.inThread()).toMatch(/does not have the app.*omar@lakeside\.example/);
  });

  test("who goes on in private without the app reads in the channel that nothing arrives, and how it would", async () => {
    story = await beginTeamsStory({ tenant: without("omar") });
    const thread = await ask("omar", "I forgot my password");
    await story.press("omar", thread, "Go on in private");
    const told = story.texts("omar", thread).filter((text) => text.includes("could not write to you"));
    expect(told).toEqual([expect.stringMatching(/Open this app in Teams, or add it there.*555-0100/)]);
    story.admin.install(accountId("omar"));
    await story.settle();
    await story.post("omar", story.direct("omar"), "I forgot my password");
    expect(story.saidTo("omar")).toContain("Forgot your password");
  });

  test("whose matter is a private one, without the app: told in the channel, without a word of it; technicians know", async () => {
    const plan = (whole: EscalationPlan): EscalationPlan => ({
      ...whole,
      components: whole.components.map((one) => (one.key === "security" ? { ...one, private: true } : one)),
    });
    story = await beginTeamsStory({ plan, tenant: without("omar") });
    const thread = await ask("omar", "open a ticket: I clicked a phishing link");
    const said = story.said("omar", thread).map(({ text }) => text);
    expect(said.join("\n")).toContain("I could not write to you in a direct message");
    expect(said.join("\n")).not.toMatch(/HD-1|phishing/);
    expect(await story.inThread()).toMatch(/does not get what I write.*does not have the app.*omar@lakeside/);
    expect(await story.markOf(await reply("on my way"))).toBe("failed");
    expect((await story.inThread()).split("does not get what I write")).toHaveLength(2);
  });

  test("a requester who removes the app, and takes it again: the next reply arrives", async () => {
    story = await beginTeamsStory();
    await story.post("ana", story.ana, UNKNOWN);
    story.admin.uninstall(accountId("ana"));
    await story.settle();
    expect(await story.markOf(await reply("are you there?"))).toBe("failed");
    story.admin.install(accountId("ana"));
    await story.settle();
    expect(await story.markOf(await reply("and now?"))).toBe("delivered");
    expect(story.saidTo("ana")).toContain("and now?");
  });

  test("a specialist who is not in the team: named in the thread, and the technician reads who can add them", async () => {
    story = await beginTeamsStory({
      tenant: (plan) => {
        const tenant = tenantOfPlan(plan);
        const teams = tenant.teams.map((team) => ({
          ...team,
          members: team.members.filter((one) => team.id === STAFF_TEAM || one !== accountId("kofi")),
        }));
        return { ...tenant, teams };
      },
    });
    await story.post("ana", story.ana, "open a ticket: the wifi in the gym is gone every noon");
    await story.submit("dana", story.desk, "Escalate…", { text: "The access point looks fine from here." });
    const said = await story.inThread();
    expect(said).toContain("Kofi Mensah");
    expect(said).toMatch(/not in the team.*An owner of the team can/);
    expect(said).toContain("kofi@lakeside.example");
  });

  /** A technician writes down what somebody told them. */
  async function openFor(requester: string): Promise<void> {
    const told = await story.post("dana", story.room, `${story.stage.mention} hello`);
    await story.people.useMessageAction(accountId("dana"), story.room.id, told, "openTicket");
    await story.people.submit(accountId("dana"), { text: UNKNOWN, on_behalf: accountId(requester) });
    await story.settle();
    expect(story.card()).toContain("Omar Haddad");
  }
});

describe("10. Channel replies without @mention need resource-specific consent", () => {
  beforeEach(async () => {
    story = await beginTeamsStory();
  });

  const HINT = "only messages that mention it";

  test("not given: the card says so; what mentions the help desk is relayed without the mention", async () => {
    story.admin.consent(SERVICE_TEAM, false);
    await story.post("ana", story.ana, UNKNOWN);
    expect(story.card()).toContain(HINT);
    await reply("nobody hears this");
    const message = await reply(`${story.stage.mention} on my way`);
    expect(await story.markOf(message)).toBe("delivered");
    expect(story.saidTo("ana")).toMatch(/on my way/);
    expect(story.saidTo("ana")).not.toMatch(/nobody hears this|<at>/);
  });

  test("not given: the buttons of the card do all that a reply does", async () => {
    story.admin.consent(SERVICE_TEAM, false);
    await story.post("ana", story.ana, UNKNOWN);
    await story.submit("dana", story.desk, "Reply…", { text: "on my way" });
    await story.pass(6_000);
    expect(story.saidTo("ana")).toContain("on my way");
  });

  test("given: a reply needs no mention, and then the card does not ask for one any more", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await reply("on my way");
    expect(story.saidTo("ana")).toContain("on my way");
    expect(story.card()).not.toContain(HINT);
  });

  test("given: what people say to each other in the team's channels is not ours", async () => {
    await story.post("ben", story.room, "lunch? the projector in room 3 is broken anyway");
    expect(story.received).toEqual([]);
    expect(story.said("ben", story.room)).toEqual([]);
  });
});

describe("10. Stale conversation references", () => {
  const keyOf = (key: string) => `${TENANT} ${accountId(key)}`;

  beforeEach(async () => {
    story = await beginTeamsStory();
    await story.post("ana", story.ana, UNKNOWN);
  });

  const change = (more: object): void => {
    const known = story.stage.references.get(keyOf("ana"));
    if (!known) throw new Error("Nobody remembers Ana.");
    story.stage.references.set(keyOf("ana"), { ...known, ...more });
  };

  test("a chat that Teams does not know any more is opened anew", async () => {
    change({ conversation: "a:1gone" });
    expect(await story.markOf(await reply("on my way"))).toBe("delivered");
    expect(story.saidTo("ana")).toContain("on my way");
  });

  test("forgotten altogether: Teams is asked for the chat, at the address of the others", async () => {
    story.stage.references.delete(keyOf("ana"));
    expect(await story.markOf(await reply("on my way"))).toBe("delivered");
  });

  test("an address that has moved: what waits is delivered once the person is heard of again", async () => {
    change({ serviceUrl: "http://127.0.0.1:9/teams/" });
    expect(await story.markOf(await reply("on my way"))).toBe("held");
    await story.restart();
    await story.post("ana", story.ana, "hello?");
    await story.pass(30 * 60_000);
    expect(story.saidTo("ana")).toContain("on my way");
  });

  test("an activity that Teams did not sign moves nothing: no token goes to its address", async () => {
    const before = structuredClone(story.stage.references.get(keyOf("ana")));
    const forged = {
      type: "message",
      id: "1",
      text: "hello",
      channelId: "msteams",
      serviceUrl: "http://127.0.0.1:9/evil/",
      from: { id: story.teams.idOf(accountId("ana")), aadObjectId: accountId("ana") },
      conversation: { id: "a:1evil", conversationType: "personal", tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
    };
    const answer = await fetch(story.stage.url, { method: "POST", body: JSON.stringify(forged) });
    expect(answer.status).toBe(401);
    expect(story.stage.references.get(keyOf("ana"))).toEqual(before);
  });
});

/** Of the technician in the ticket's thread, past its hold. */
async function reply(text: string): Promise<string> {
  const message = await story.post("dana", await story.threadOf(1), text);
  await story.pass(6_000);
  return message;
}
