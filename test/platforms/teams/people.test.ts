// Who is it, and what may they do?
import { ConnectorFailure, type Member } from "../../../src/platforms/teams/connector";
import { createPeople, type People } from "../../../src/platforms/teams/receiving/people";
import { readScene, type Scene } from "../../../src/platforms/teams/receiving/scene";
import {
  ANA,
  BEN,
  PEOPLE,
  TEAM,
  TENANT,
  TIER2,
  createBench,
  createFake,
  payload,
  refusal,
  testOptions,
  userOf,
  type Fake,
} from "./receiving-setup";

function sceneOf(situation: string): Scene {
  const scene = readScene(payload(situation));
  if ("ignored" in scene) throw new Error(scene.ignored);
  return scene;
}

const reply = sceneOf("playground-thread-reply"); // Ben's, in the Tier 2 channel
const trouble = () => {
  throw new ConnectorFailure("lost");
};

function setUp(): {
  fake: Fake;
  people: People;
  options: ReturnType<typeof testOptions>;
  pass(ms: number): void;
} {
  let now = Date.parse("2026-01-27T09:00:00Z");
  const fake = createFake();
  const options = testOptions({ now: () => new Date(now) });
  const people = createPeople(options, fake.connectorFor);
  return { fake, people, options, pass: (ms) => void (now += ms) };
}

/** Teams shows one person so, wherever it is asked. */
const shownAs = (more: Partial<Member>): Member => ({ id: reply.user, aadObjectId: BEN, ...more });

describe("a person", () => {
  test.each<[string, Partial<Member>, object]>([
    [
      "has the e-mail address of their mailbox",
      { email: "ben.o@lakeside.example" },
      { email: "ben.o@lakeside.example" },
    ],
    [
      "has the name they sign in with when there is no mailbox",
      { userPrincipalName: "ben@lakeside.example" },
      { email: "ben@lakeside.example" },
    ],
    [
      "is named by first and last name when there is no other",
      { givenName: "Ben", surname: "Okafor" },
      { name: "Ben Okafor" },
    ],
    ["is somebody when there is no name at all", {}, { name: "Somebody" }],
    [
      "is a guest, whose address we do not vouch for",
      { userRole: "guest", email: "x@elsewhere.example" },
      { outside: "another organisation" },
    ],
    [
      "comes from another tenant",
      { tenantId: "77777777-0000-4000-8000-000000000007", email: "x@elsewhere.example" },
      { outside: "77777777-0000-4000-8000-000000000007" },
    ],
    [
      "belongs here, and has an address that another organisation vouches for",
      { userPrincipalName: "eve_other.example#EXT#@lakeside.example", email: "ana.lopez@lakeside.example" },
      { account: BEN },
    ],
    ["is of this tenant, however its id is written", { tenantId: TENANT.toUpperCase() }, { account: BEN }],
  ])("%s", async (_, shown, expected) => {
    const { fake, people } = setUp();
    fake.lookUp = () => shownAs(shown);
    const person = await people.who(reply);
    expect(person).toMatchObject(expected);
    expect("email" in person).toBe("email" in expected);
    expect("outside" in person).toBe("outside" in expected);
  });

  test("whom Teams does not show is called as the message calls them", async () => {
    const { fake, people, options } = setUp();
    fake.lookUp = () => {
      throw refusal(403, "BotNotInConversationRoster");
    };
    expect(await people.who({ ...reply, name: "Ben from IT" })).toEqual({
      platform: "teams",
      account: BEN,
      name: "Ben from IT",
      workspace: TENANT,
      memberOf: [],
    });
    expect(options.warnings.map(({ event }) => event).toSorted()).toEqual([
      "teams.members_unknown",
      "teams.members_unknown",
      "teams.profile_unknown",
    ]);
  });
});

describe("memberships", () => {
  test("are asked again after a minute, or when somebody joined or left", async () => {
    const { fake, people, pass } = setUp();
    const isMember = async () => (await people.who(reply)).memberOf?.includes(TIER2);
    expect(await isMember()).toBe(true);
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => (conversation === TIER2 ? undefined : usual(conversation, user));
    expect(await isMember()).toBe(true);
    pass(60_000);
    expect(await isMember()).toBe(false);
    fake.lookUp = usual;
    expect(await isMember()).toBe(false);
    people.forget(TENANT);
    expect(await isMember()).toBe(true);
  });

  test("are forgotten by the notice that somebody was added", async () => {
    const fake = createFake();
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => (conversation === TEAM ? undefined : usual(conversation, user));
    const bench = createBench({ fake });
    await bench.give("thread-reply");
    fake.lookUp = usual;
    await bench.give("members-added");
    await bench.give("thread-reply", { id: "1769501170123" });
    expect(bench.events).toMatchObject([{ by: { memberOf: [TIER2] } }, { by: { memberOf: [TIER2, TEAM] } }]);
  });

  test("of one place that we may not see are none there, and the operator hears of it once", async () => {
    const { fake, people, options, pass } = setUp();
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => {
      if (conversation === TIER2) throw refusal(403, "Forbidden");
      return usual(conversation, user);
    };
    const elsewhere = sceneOf("watched-thread-reply");
    expect((await people.who(elsewhere)).memberOf).toEqual([TEAM]);
    pass(60_000);
    await people.who(elsewhere);
    expect(options.warnings).toEqual([
      { event: "teams.members_unknown", facts: { tenant: TENANT, of: TIER2, error: "Forbidden" } },
    ]);
  });

  test("that Teams cannot tell now keep a technician's word from being acknowledged", async () => {
    const fake = createFake();
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => (conversation === TEAM ? trouble() : usual(conversation, user));
    const bench = createBench({ fake });
    await expect(bench.give("thread-reply")).rejects.toThrow("lost");
    await expect(bench.give("press-in-thread")).rejects.toThrow("lost");
    expect(bench.events).toEqual([]);
  });

  test("that Teams cannot tell now are left out of what somebody asks in their own chat", async () => {
    const fake = createFake();
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => (conversation === TEAM ? trouble() : usual(conversation, user));
    const bench = createBench({ fake });
    await bench.give("direct-message");
    expect(bench.events).toMatchObject([{ by: { account: ANA, name: "Ana Lopez" } }]);
    expect("memberOf" in (bench.events[0] as { by: object }).by).toBe(false);
  });
});

describe("somebody mentioned", () => {
  test("is looked up by what Teams calls them, and keeps the name in the text", async () => {
    const { people } = setUp();
    const [ana, ben] = PEOPLE;
    expect(await people.named(reply, { id: ben?.id ?? "", name: "Ben" })).toEqual({
      account: BEN,
      name: "Ben",
    });
    // She is not in this channel.
    expect(await people.named(reply, { id: ana?.id ?? "", name: "Ana" })).toBeUndefined();
  });

  test("needs no look-up when Teams tells their Entra id", async () => {
    const { fake, people } = setUp();
    expect(await people.named(reply, { id: "29:1", name: "Ana", aadObjectId: ANA })).toEqual({
      account: ANA,
      name: "Ana",
    });
    expect(fake.lookups).toEqual([]);
  });

  test("keeps a message from nobody when they cannot be looked up", async () => {
    const fake = createFake();
    const usual = fake.lookUp;
    fake.lookUp = (conversation, user) => (user === userOf(BEN) ? trouble() : usual(conversation, user));
    const bench = createBench({ fake });
    await bench.give("thread-reply-with-mention");
    expect(bench.events).toMatchObject([
      { text: "note: @Ben Okafor can look", mentions: [{ name: "Ben Okafor" }] },
    ]);
  });
});
