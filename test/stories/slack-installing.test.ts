// How do schools come, go and come back in one program, and what is kept of them?
import { createInstallations } from "../../src/store/installations";
import { createSealer } from "../../src/store/sealing";
import { BOT, userId } from "../support/slack-workspace";
import { openTwoSchools, STRANGERS, type TwoSchools } from "../support/two-schools";
import { SCHOOLS } from "../support/two-schools-files";

let both: TwoSchools;
let lake: ReturnType<TwoSchools["in"]>;
let hill: ReturnType<TwoSchools["in"]>;

beforeEach(async () => {
  both = await openTwoSchools();
  lake = both.in("lakewater");
  hill = both.in("hilltop");
  await both.install(SCHOOLS.lakewater);
  await both.install(SCHOOLS.hilltop);
});
afterEach(async () => {
  // Whatever a test plays: every word of one school holds its name, so none of them may stand in the other.
  const [ofLake, ofHill] = [lake.everything(), hill.everything()];
  await both.end();
  expect(ofLake).not.toMatch(/hilltop/i);
  expect(ofHill).not.toMatch(/lakewater/i);
});

const BELL = "open a ticket: the bell rings ten minutes too early";
const lakesBell = () => lake.ask("ana", `${BELL} at lakewater`);
const hillsGate = () => hill.ask("ana", "open a ticket: the gate squeaks at hilltop");

describe("a workspace that no desk names", () => {
  test("cannot install the app, and leaves no token behind", async () => {
    const { page } = await both.install(STRANGERS);
    expect(page).toContain("not served");
    expect(await both.installations.find(STRANGERS)).toBeUndefined();
    expect(
      both.slack.calls.filter(({ method, team }) => method === "auth.revoke" && team === STRANGERS),
    ).toHaveLength(1);
  });

  test("is not answered at all when its installation is left from before", async () => {
    const token = both.slack.admin(STRANGERS).install();
    await both.installations.save({ team: STRANGERS, teamName: "strangers", token, user: BOT, scopes: [] });
    const people = both.slack.as(STRANGERS);
    people.post(userId("ana"), { dm: true }, "I forgot my password");
    people.post(userId("ana"), { channel: "C0STAFFROOM" }, `<@${BOT}> I forgot my password`);
    people.openHome(userId("ana"));
    people.openMessages(userId("ana"));
    await people.command(userId("ana"), "C0STAFFROOM", "my tickets");
    await both.settle();
    expect(both.received.some((event) => "by" in event && event.by.workspace === STRANGERS)).toBe(true);
    expect(
      both.slack.messages(STRANGERS, userId("ana"), userId("ana")).filter(({ by }) => by === "app"),
    ).toEqual([]);
    expect(
      both.slack.messages(STRANGERS, "C0STAFFROOM", userId("ana")).filter(({ by }) => by === "app"),
    ).toEqual([]);
    expect([people.home(userId("ana")), people.prompts(userId("ana"))]).toEqual([undefined, []]);
    expect(await both.database.database.inboxEvent.count({ where: { id: { contains: STRANGERS } } })).toBe(0);
  });
});

describe("a school that removes the app", () => {
  test("and installs it anew keeps its tickets and threads; the other school notices nothing", async () => {
    await lakesBell();
    await hillsGate();
    await hill.ask("dana", "on my way (hilltop)", hill.threadOf("HD-2"));
    both.slack.admin(SCHOOLS.hilltop).uninstall();
    await both.settle();
    expect(await both.installations.find(SCHOOLS.hilltop)).toBeUndefined();
    await both.pass(60_000);
    await lake.ask("ana", "it rings at lakewater again");
    expect(lake.texts("dana", lake.threadOf("HD-1")).join()).toContain("it rings at lakewater again");
    expect(hill.toldTo("ana").join()).not.toContain("on my way");

    await both.install(SCHOOLS.hilltop);
    await both.pass(15 * 60_000);
    expect(hill.toldTo("ana").at(-1)).toContain("on my way (hilltop)");
    await hill.ask("ana", "I am at the hilltop gate");
    expect(hill.texts("dana", hill.threadOf("HD-2")).join()).toContain("I am at the hilltop gate");
    await hill.ask("ana", "status HD-2");
    expect(hill.toldTo("ana").at(-1)).toContain("HD-2");
    expect([lake.cards().length, hill.cards().length]).toEqual([1, 1]);
  });

  test("and whose token is only revoked: the same; also after a restart in between", async () => {
    await hillsGate();
    both.slack.admin(SCHOOLS.hilltop).revokeToken();
    await both.settle();
    await both.restart();
    await both.install(SCHOOLS.hilltop);
    await hill.ask("ana", "I am at the hilltop gate");
    expect(hill.texts("dana", hill.threadOf("HD-1")).join()).toContain("I am at the hilltop gate");
  });
});

test("tokens are not readable in the database, and open with no other key", async () => {
  await lakesBell();
  const { database } = both.database;
  const tables = await database.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      database.$queryRawUnsafe<{ row: string }[]>(`SELECT to_jsonb(t)::text AS row FROM "${name}" t`),
    ),
  );
  const all = rows.flat().map(({ row }) => row);
  expect(all.filter((row) => row.includes(SCHOOLS.lakewater)).length).toBeGreaterThan(2);
  expect(all.filter((row) => row.includes("xoxb"))).toEqual([]);
  expect((await both.installations.find(SCHOOLS.lakewater))?.token).toMatch(/^xoxb-/);
  const stranger = createInstallations(database, "slack", createSealer([Buffer.alloc(32, 8)]));
  await expect(stranger.find(SCHOOLS.lakewater)).rejects.toThrow();
});
