// Who is this user, and what may they do by their channels and groups?
import { createPeople } from "../../../src/platforms/slack/receiving/people";
import { createMemory } from "../../../src/platforms/remembering";
import { TEAM, fakeWorkspace, refusal, testOptions, trouble } from "./receiving-setup";

const MINUTE = 60_000;

/** A clock that only the test moves. */
function movable() {
  let at = Date.parse("2026-01-27T09:00:00Z");
  return { now: () => new Date(at), pass: (ms: number) => void (at += ms) };
}

const count = (workspace: ReturnType<typeof fakeWorkspace>, method: string) =>
  workspace.calls.filter((call) => call.method === method).length;

test("a technician is told by the plan's channel and group, each page of it", async () => {
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace();
  expect((await people.who(workspace, "U0SPEC")).memberOf).toEqual(["C0TIER2", "S0TIER2"]);
  expect((await people.who(workspace, "U0ANA")).memberOf).toEqual([]);
});

test("who is only named is asked for without what they are in", async () => {
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace();
  expect(await people.nameOf(workspace, "U0TECH")).toBe("Tess Grant");
  expect(workspace.calls.map(({ method }) => method)).toEqual(["users.info"]);
});

test("many events at once ask Slack once", async () => {
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace();
  await Promise.all(Array.from({ length: 20 }, () => people.who(workspace, "U0TECH")));
  expect(count(workspace, "users.info")).toBe(1);
  expect(count(workspace, "usergroups.users.list")).toBe(1);
});

test("who joins or leaves is asked for anew when Slack tells so, and after a minute in any case", async () => {
  const clock = movable();
  const people = createPeople(testOptions({ now: clock.now }));
  let members = ["U0ANA"];
  const workspace = fakeWorkspace({ "conversations.members": () => ({ members }) });
  const isMember = async () => (await people.who(workspace, "U0ANA")).memberOf?.includes("C0TIER2");
  expect(await isMember()).toBe(true);
  members = [];
  expect(await isMember()).toBe(true);
  people.forgetMembers(TEAM, "C0TIER2");
  expect(await isMember()).toBe(false);
  members = ["U0ANA"];
  clock.pass(MINUTE);
  expect(await isMember()).toBe(true);
});

test("a new name is seen when Slack tells of it", async () => {
  const people = createPeople(testOptions());
  let name = "Ana Lopez";
  const workspace = fakeWorkspace({
    "users.info": () => ({ user: { team_id: TEAM, profile: { real_name: name } } }),
  });
  expect((await people.who(workspace, "U0ANA")).name).toBe("Ana Lopez");
  name = "Ana Lopez-Diaz";
  people.forgetUser(TEAM, "U0ANA");
  expect((await people.who(workspace, "U0ANA")).name).toBe("Ana Lopez-Diaz");
});

test("somebody of the same organisation but another workspace of it belongs here when they are in this one", async () => {
  const people = createPeople(testOptions());
  const user = {
    team_id: "T0OTHER",
    enterprise_user: { teams: ["T0OTHER", TEAM] },
    profile: { real_name: "Eve", email: "eve@lakeside.example" },
  };
  const person = await people.who(fakeWorkspace({ "users.info": () => ({ user }) }), "U0EVE");
  expect(person.outside).toBeUndefined();
  expect(person.email).toBe("eve@lakeside.example");
});

test("somebody whom Slack does not show is somebody, from where the event says", async () => {
  const people = createPeople(testOptions());
  const person = await people.who(fakeWorkspace(), "U0NOBODY", { teamId: "T0VENDOR" });
  expect(person).toEqual({
    platform: "slack",
    account: "U0NOBODY",
    name: "Somebody",
    workspace: TEAM,
    memberOf: [],
    outside: "T0VENDOR",
  });
});

test("the event comes again when Slack cannot tell who it is now", async () => {
  const people = createPeople(testOptions());
  for (const error of [trouble(), refusal("ratelimited"), refusal("internal_error")]) {
    const workspace = fakeWorkspace({
      "users.info": () => {
        throw error;
      },
    });
    await expect(people.who(workspace, "U0ANA")).rejects.toBe(error);
  }
});

describe("memberships that Slack does not tell", () => {
  const failing = (error: Error) =>
    fakeWorkspace({
      "conversations.members": () => {
        throw error;
      },
    });

  test("for good give no rights, and the operator is told once which right is missing", async () => {
    const clock = movable();
    const options = testOptions({ now: clock.now });
    const people = createPeople(options);
    const workspace = failing(refusal("missing_scope", { needed: "groups:read" }));
    expect((await people.who(workspace, "U0SPEC")).memberOf).toEqual(["S0TIER2"]);
    clock.pass(2 * MINUTE);
    await people.who(workspace, "U0SPEC");
    expect(options.logged).toEqual([
      {
        level: "warn",
        event: "slack.members_unknown",
        facts: { team: TEAM, of: "C0TIER2", error: "missing_scope", right: "groups:read" },
      },
    ]);
  });

  test("for now make the event come again where rights matter, and are left out where they do not", async () => {
    const people = createPeople(testOptions());
    await expect(people.who(failing(trouble()), "U0SPEC")).rejects.toThrow();
    const person = await people.who(failing(trouble()), "U0SPEC", { rights: false });
    expect(person).toMatchObject({ name: "Sam Reed" });
    expect(person.memberOf).toBeUndefined();
  });

  test("for now are as they were", async () => {
    const clock = movable();
    const people = createPeople(testOptions({ now: clock.now }));
    let isAway = false;
    const workspace = fakeWorkspace({
      "conversations.members": () => {
        if (isAway) throw trouble();
        return { members: ["U0SPEC"] };
      },
    });
    await people.who(workspace, "U0SPEC");
    isAway = true;
    clock.pass(2 * MINUTE);
    expect((await people.who(workspace, "U0SPEC")).memberOf).toContain("C0TIER2");
    people.forgetMembers(TEAM, "C0TIER2");
    await expect(people.who(workspace, "U0SPEC")).rejects.toThrow();
  });
});

describe("what is remembered", () => {
  const now = () => new Date(0);

  test("is limited: what was not used for longest goes first", async () => {
    const memory = createMemory<string>({ most: 2, forMs: 1, now });
    const loaded: string[] = [];
    const get = (key: string) => memory.get(key, async () => (loaded.push(key), key));
    for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
    expect(loaded).toEqual(["a", "b", "c", "b"]);
  });

  test("is not what was asked before somebody said to forget it", async () => {
    const memory = createMemory<string>({ most: 2, forMs: 1, now });
    let answer: (value: string) => void = () => {};
    const old = memory.get("a", () => new Promise<string>((resolve) => (answer = resolve)));
    memory.forget("a");
    answer("old");
    expect(await old).toBe("old");
    expect(await memory.get("a", async () => "new")).toBe("new");
  });

  test("is never a failure", async () => {
    const memory = createMemory<string>({ most: 2, forMs: 1, now });
    await expect(memory.get("a", () => Promise.reject(trouble()))).rejects.toThrow();
    expect(await memory.get("a", async () => "now")).toBe("now");
  });
});

test("an address that nobody confirmed may be anybody's, and is not told", async () => {
  const people = createPeople(testOptions());
  const workspace = fakeWorkspace({
    "users.info": () => ({
      user: {
        team_id: TEAM,
        is_email_confirmed: false,
        profile: { real_name: "Eve", email: "dana@lakeside.example" },
      },
    }),
  });
  expect((await people.who(workspace, "U0ANA")).email).toBeUndefined();
});
