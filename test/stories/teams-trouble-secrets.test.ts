// What goes wrong at other help desk bots with what people write and with secrets, and must not here (product.md, 15 to 17).
import { inspect } from "node:util";
import { CARD_TYPE, type Entity } from "../../src/platforms/teams/activity";
import { createTeams } from "../../src/platforms/teams";
import { elementsIn } from "../support/teams/card-walk";
import { cardsOf, entitiesOf } from "../support/teams/reading";
import { accountId, APP_ID, TENANT, tenantOfPlan } from "../support/teams-tenant";
import { keptIn } from "../support/teams-stage";
import { beginTeamsStory, UNKNOWN, type TeamsStory } from "../support/teams-story";

let story: TeamsStory;

describe("15. Relayed text that pings everyone: escaped in both directions", () => {
  /** What Teams' clients make mentions, links or marks of is among it. */
  const NASTY = [
    "<at>all</at> <at>Priya Raman</at> <at>everyone</at> @everyone <!channel>",
    "[bank](https://evil.example) ![p](https://evil.example/p.png) <https://evil.example|bank>",
    "**bold** _it_ `code` &lt;at&gt;all&lt;/at&gt; <script>alert(1)</script> {{DATE(2027-01-12T15:00:00Z)}}",
  ].join("\n");

  beforeEach(async () => {
    story = await beginTeamsStory({
      tenant: (plan) => {
        const tenant = tenantOfPlan(plan);
        const people = tenant.people.map((one) =>
          one.account === accountId("ana")
            ? { ...one, name: "<at>all</at> **Ana** [Lopez](https://evil.example)" }
            : one,
        );
        return { ...tenant, people };
      },
    });
  });
  afterEach(() => story.end());

  const everywhere = () =>
    [story.desk, story.room, ...["ana", "ben", "dana"].map(story.direct)]
      .flatMap((place) => story.all(place.kind === "direct" ? keyOf(place.id) : "dana", place))
      .filter(({ by }) => by === "app");
  const keyOf = (account: string) =>
    ["ana", "ben", "dana"].find((key) => accountId(key) === account) ?? "ana";

  /** Neither in text nor in cards, nor in what notifications show. */
  function expectHarmless(): void {
    const said = everywhere();
    expect(said.length).toBeGreaterThan(3);
    for (const { raw } of said) {
      const cards = cardsOf(raw);
      expect(raw.text).toBe("");
      const mentioned: Entity[] = [...raw.entities, ...cards.flatMap(entitiesOf)];
      expect(
        mentioned.map(({ mentioned: who }) => who?.name).filter((name) => name !== "Dana Brooks"),
      ).toEqual([]);
      expect(raw.attachments.map(({ contentType }) => contentType)).toEqual(cards.map(() => CARD_TYPE));
      const elements = cards.flatMap(elementsIn);
      const marked = elements.filter(({ type }) => type === "TextBlock").map(({ text }) => String(text));
      expect(marked.filter((text) => /evil|<at>all|Priya|script/.test(text))).toEqual([]);
      expect(JSON.stringify(elements)).not.toMatch(/"url":"https?:\/\/evil|\{\{DATE/);
    }
  }

  test("from the requester to the technicians: question, follow-up, name, file", async () => {
    await story.post("ana", story.ana, `${UNKNOWN} ${NASTY}`);
    await story.post("ana", story.ana, NASTY, [
      { name: "<at>all</at> [x](https://evil.example).png", data: Buffer.from("x") },
    ]);
    await story.post("ana", story.room, `${story.stage.mention} new: ${UNKNOWN} ${NASTY}`);
    expect(await story.inThread()).toContain("**bold** _it_ `code`");
    expectHarmless();
  });

  test("from a technician to the requester: reply, question, resolution", async () => {
    await story.post("ana", story.ana, UNKNOWN);
    await story.post(
      "dana",
      await story.threadOf(1),
      `Well. ${NASTY.replaceAll("<at>Priya Raman</at>", "")}`,
    );
    await story.pass(6_000);
    await story.submit("dana", story.desk, "Ask for more…", { text: NASTY });
    await story.post("ana", story.ana, "room 21");
    await story.submit("dana", story.desk, "Resolve…", { text: NASTY, kind: "solved", confirmation: "ask" });
    expect(
      story.texts("ana", story.ana).filter((text) => text.includes("**bold** _it_ `code`")),
    ).toHaveLength(3);
    expectHarmless();
  });

  test("nor in the edit of either", async () => {
    const question = await story.post("ana", story.ana, UNKNOWN);
    await story.edit("ana", question, `${UNKNOWN} ${NASTY}`);
    const more = await story.post("ana", story.ana, "room 21");
    await story.edit("ana", more, NASTY);
    const reply = await story.post("dana", await story.threadOf(1), "on my way");
    await story.pass(6_000);
    await story.edit("dana", reply, NASTY);
    expectHarmless();
  });
});

describe("16. Signature checks that are skipped when the secret is blank: refuse to start", () => {
  const make = (access: Partial<{ appId: string; password: string; tenant: string }>) =>
    createTeams({
      access: { kind: "password", appId: APP_ID, tenant: TENANT, password: "a-secret", ...access },
      references: keptIn(new Map()),
      formFor: () => undefined,
      planFor: () => ({ watched: [], memberships: [] }),
      now: () => new Date(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    });

  test.each(["appId", "tenant", "password"])("a blank %s", (name) => {
    for (const blank of ["", "  "]) expect(() => make({ [name]: blank })).toThrow(/^Teams has no .*\.$/);
    expect(make({}).name).toBe("teams");
  });
});

describe("17. Message text in logs: never", () => {
  const logged: string[] = [];
  const write = (level: string) => (event: string, facts: object) =>
    void logged.push(`${level} ${event} ${inspect(facts, { depth: 9 })}`);
  const log = { info: write("info"), warn: write("warn"), error: write("error") };
  /** In all that people write, nowhere else. */
  const WORD = "Zanzibarwort";
  const spies: jest.SpyInstance[] = [];

  beforeEach(() => {
    logged.length = 0;
    for (const stream of [process.stdout, process.stderr])
      spies.push(jest.spyOn(stream, "write").mockImplementation((text) => logged.push(String(text)) > 0));
    for (const method of ["log", "info", "warn", "error", "debug"] as const)
      spies.push(
        jest.spyOn(console, method).mockImplementation((...words) => void logged.push(words.join(" "))),
      );
  });
  afterEach(async () => {
    for (const spy of spies.splice(0)) spy.mockRestore();
    await story.end();
  });

  const file = [{ name: `${WORD}.png`, data: Buffer.from("x") }];

  async function everythingIsSaid(): Promise<void> {
    await story.post("ana", story.ana, `The school bell of ${WORD} rings too early`, file);
    await story.post("ben", story.room, `${story.stage.mention} open a ticket: the gate of ${WORD} squeaks`);
    await story.submit("dana", story.desk, "Ask for more…", { text: `Which ${WORD}?` });
    await story.post("ana", story.ana, `the ${WORD} in the gym`);
  }

  async function teamsFails(): Promise<void> {
    const { faults } = story;
    const reply = await story.post("dana", await story.threadOf(1), `the ${WORD} is mended`);
    for (const status of [400, 413, 403, 404, 412, 500, 418]) faults.fail(["send", "create"], { status });
    faults.reset("send", { afterEffect: true });
    faults.fail("member", { status: 500 });
    await story.edit("dana", reply, `the ${WORD} is mended now`);
    await story.post("eli", await story.threadOf(1), `another ${WORD}`, file);
    await story.pass(10 * 60_000);
    story.admin.deleteChannel(story.desk.id);
    await story.post("ana", story.ana, `${WORD} again`);
    story.teams.tell({ type: "message", text: WORD, conversation: { id: WORD }, from: 5, value: WORD });
    await fetch(story.stage.url, { method: "POST", body: `{"type":"message","text":"${WORD}"}` });
    await fetch(story.stage.url, { method: "POST", body: WORD });
    await story.pass(10 * 60_000);
  }

  async function databaseFails(): Promise<void> {
    const { database } = story.database;
    await database.$executeRaw`ALTER TABLE "HistoryEntry" RENAME TO "Away"`;
    await story.stage.post("ben", story.direct("ben"), `the light of ${WORD} is out`);
    while (!logged.some((line) => line.includes("inbox.failed")))
      await new Promise((wait) => setTimeout(wait, 5));
    await database.$executeRaw`ALTER TABLE "Away" RENAME TO "HistoryEntry"`;
    await story.pass(60_000);
  }

  test("neither when all goes well nor when it does not", async () => {
    story = await beginTeamsStory({ log });
    await everythingIsSaid();
    await teamsFails();
    await databaseFails();
    const names = logged.map((line) => line.split(" ")[1]);
    const expected = ["inbox.handled", "outbox.sent", "outbox.not_delivered", "inbox.failed"];
    expect(names).toEqual(expect.arrayContaining(expected));
    expect(logged.filter((line) => line.includes(WORD))).toEqual([]);
    const { database } = story.database;
    const kept = JSON.stringify([
      await database.outboxMessage.findMany({ select: { error: true } }),
      await database.inboxEvent.findMany({ select: { error: true } }),
    ]);
    expect(kept).toContain("was not found");
    expect(kept).not.toContain(WORD);
  });
});
