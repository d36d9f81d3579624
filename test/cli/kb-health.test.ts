// Does `kb health` show what people said, the worst first, and `kb questions` what can be pasted?
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kbHealth } from "../../src/cli/kb-health";
import { kbQuestions } from "../../src/cli/kb-questions";
import type { Offer } from "../../src/desk/model";
import { editionOf } from "../../src/knowledge/edition";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { ana, conversation, decided, emptyState, later, noted, ticket } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";

const plan = join(__dirname, "..", "..", "helpdesk.yaml");
let test: TestDatabase;
let kb: string;
beforeEach(async () => {
  test = await createTestDatabase();
  kb = mkdtempSync(join(tmpdir(), "tierdesk-health-"));
  mkdirSync(join(kb, "net"));
  write("net/vpn.md", "---\ntitle: Connect to the VPN\nreview_by: 2026-01-31\n---\nStart it.\n");
  write("printer.md", "---\ntitle: Clear a paper jam\nreview_by: 2027-01-31\n---\nPull.\n");
  write("toner.md", "# Change the toner\n\nTake a cartridge.\n");
  write("badges.md", "---\nfaq: true\n---\n# Badges\n\n## Where do I get a new badge?\n\nThere.\n");
}, 60_000);
afterEach(async () => {
  rmSync(kb, { recursive: true });
  await test.drop();
});

const write = (path: string, text: string): void => writeFileSync(join(kb, path), text);
const health = (options: { since?: string; json?: true; desk?: string } = {}) =>
  kbHealth({ kb, desk: "main", ...options }, test.database, later(1000));
const questions = (options: { most?: string; json?: true; since?: string; plan?: string } = {}) =>
  kbQuestions({ kb, desk: "main", plan, most: "5", ...options }, test.database, later(1000));

let number = 0;

/** Somebody asks, and the article is offered: as the answer, or as one of several that they choose. */
async function offered(
  id: string,
  outcome?: Offer["outcome"],
  { question = "how?", by = `Person ${number}`, chosen = false, at = noted } = {},
): Promise<void> {
  const { articles } = await readKnowledgeBase(kb);
  const found = articles.find((article) => article.id === id);
  const offer = { article: id, title: "", confidence: 0.9, at, ...(found && { edition: editionOf(found) }) };
  const saved = conversation({
    id: `c-${++number}`,
    question,
    requester: { ...ana, account: by, name: by },
    offers: [
      ...(chosen ? [{ ...offer, kind: "suggestion" as const }] : []),
      { ...offer, kind: "answer" as const, ...(outcome && { outcome }) },
    ],
  });
  await inTransaction(test.database, (tx) =>
    saveDecision(tx, decided({ conversations: [saved] }), emptyState, noted),
  );
}

describe("kb health", () => {
  it("shows each article's figures, the worst first, those that nobody saw last", async () => {
    for (let time = 0; time < 6; time++) await offered("printer", "failed");
    for (let time = 0; time < 4; time++) await offered("net/vpn", "confirmed");
    await offered("net/vpn", "silent");
    await offered("net/vpn", "failed");
    await offered("taken-away", "failed");
    expect(await health()).toEqual({
      exitCode: 0,
      text: [
        "  shown  answer  solved  silent  failed  need help  points  article",
        "      6       6       0       0       6      100 %     -13  printer (fails a lot)",
        "      6       6       4       1       1       20 %       0  net/vpn (review was due on 2026-01-31)",
        "",
        "shown: conversations in which it was shown. answer: as the answer, or chosen from several.",
        "need help: of those who said how it ended, the share that still needed help.",
        "points: what experience adds to a confidence of 80 %, each person's last word on the article as it is now.",
        "",
        "Never shown since 2025-09-03:",
        "  badges#where-do-i-get-a-new-badge",
        "  toner",
        "",
        "4 articles, 2 shown since 2025-09-03, 1 to be reviewed.",
        "Shown, and not in the knowledge base any more: 1.",
      ].join("\n"),
    });
  });

  it("counts from a day on, and says when that is no day", async () => {
    await offered("printer", "failed", { at: new Date("2026-02-01T12:00:00Z") });
    await offered("printer", "failed");
    const failed = async (since: string) => {
      const lines = JSON.parse((await health({ since, json: true })).text) as {
        article: string;
        failed: number;
      }[];
      return lines.find(({ article }) => article === "printer")?.failed;
    };
    expect(await failed("2026-02-02")).toBe(1);
    expect(await failed("2026-02-01")).toBe(2);
    expect(await health({ since: "2026-02-31" })).toEqual({
      exitCode: 1,
      text: '"2026-02-31" is no day. Write it as 2026-09-01, or 30d for the last 30 days.',
    });
  });

  it("is one JSON array for programs, with nothing left out", async () => {
    await offered("printer", "failed");
    await offered("printer");
    const lines = JSON.parse((await health({ json: true })).text) as unknown[];
    expect(lines).toHaveLength(4);
    expect(lines[0]).toEqual({
      article: "printer",
      title: "Clear a paper jam",
      file: "printer.md",
      offered: 2,
      answered: 2,
      confirmed: 0,
      silent: 1,
      failed: 1,
      neededHelp: 1,
      points: 0,
      failing: false,
      neverShown: false,
      reviewBy: "2027-01-31",
      ledToBy: [],
      brokenLinks: [],
      collidesWith: [],
    });
  });

  it("says of what was never shown that a guide leads there: who read it in there counts for the guide", async () => {
    write(
      "stuck.md",
      "---\ntitle: Stuck\nguide: true\n---\n## A\n\n- [No ink](toner.md)\n- [Fine](#solved)\n",
    );
    const { text } = await health();
    expect(text).toContain("  toner (a way leads there from stuck, which is not counted)\n");
    const lines = JSON.parse((await health({ json: true })).text) as { article: string; ledToBy: string[] }[];
    expect(lines.filter(({ ledToBy }) => ledToBy.length > 0)).toEqual([
      expect.objectContaining({ article: "toner", ledToBy: ["stuck"] }),
    ]);
  });

  it("names pairs in each other's way, by what they say and by what people chose, and broken links", async () => {
    write(
      "toner.md",
      "---\ntitle: Change the toner\nquestions: [the cartridge of the printer is empty]\n---\n[Paper](jam.md)\n",
    );
    write("second.md", "---\ntitle: The cartridge of the printer is empty today\n---\nBuy one.\n");
    const { text } = await health();
    expect(text).toContain(
      [
        "In each other's way (tell them apart in title, `questions` and `not`):",
        "  second and toner",
        '      "The cartridge of the printer is empty today" of second: without it, the other would answer',
      ].join("\n"),
    );
    expect(text).toContain("Broken links:\n  toner.md:5: jam.md: there is no jam.md.\n");
    const lines = JSON.parse((await health({ json: true })).text) as { article: string }[];
    expect(lines.find(({ article }) => article === "toner")).toMatchObject({
      brokenLinks: [{ line: 5, target: "jam.md" }],
      collidesWith: [{ article: "second", together: 0 }],
    });
  });

  it("shows nothing of another desk, and ends badly without articles", async () => {
    await offered("printer", "failed");
    expect((await health({ desk: "other" })).text).toContain("4 articles, 0 shown");
    rmSync(join(kb, "net"), { recursive: true });
    for (const file of ["printer.md", "toner.md", "badges.md"]) rmSync(join(kb, file));
    expect((await health()).exitCode).toBe(1);
  });
});

describe("kb questions", () => {
  it("prints lines to paste below `questions:`, which then are the article's", async () => {
    const chosen = { chosen: true, question: 'Hi, "tunnel": does not start. Thanks, Ana' };
    await offered("net/vpn", "confirmed", { ...chosen, by: "Ben Carter" });
    await offered("net/vpn", "confirmed", { ...chosen, by: "Grace Kim" });
    await offered("net/vpn", "confirmed", { chosen: true, question: "how do I connect to the VPN?" });
    await offered("net/vpn", "failed", { chosen: true, question: "remote desktop" });
    await offered("net/vpn", "confirmed", { question: "gatekeeper fails" });
    const { text } = await questions();
    const [place, ...lines] = text.split("\n\n")[0]?.split("\n") ?? [];
    expect(place).toBe(`${kb}/net/vpn.md:2: add to \`questions:\` of "Connect to the VPN"`);
    expect(lines).toEqual(['  - "\\"tunnel\\": does not start" # 2 people']);
    const pasted = `---\ntitle: Connect to the VPN\nquestions:\n${lines.join("\n")}\n---\nStart it.\n`;
    const { articles, problems } = parseKnowledgeBase([{ path: "vpn.md", text: pasted }]);
    expect(problems).toEqual([]);
    expect(articles[0]?.questions).toEqual(['"tunnel": does not start']);
  });

  it("an article on a FAQ page gets a line to add to its first paragraph", async () => {
    const id = "badges#where-do-i-get-a-new-badge";
    await offered(id, "confirmed", { chosen: true, question: "my card fell into the river; what now" });
    expect((await questions()).text).toContain(
      `${kb}/badges.md:6: add to \`Also asked:\` below "Where do I get a new badge?"\n  Also asked: my card fell into the river, what now`,
    );
  });

  it("takes up what a technician solved by naming the article, unless it was reopened or merged away", async () => {
    const resolved = (how: Partial<ReturnType<typeof ticket>>, question: string) => {
      const id = `c-${++number}`;
      const saved = conversation({ id, question });
      const solvedBy = ticket({ number, conversation: id, thread: id, question, status: "closed", ...how });
      return inTransaction(test.database, (tx) =>
        saveDecision(tx, decided({ conversations: [saved], ticket: solvedBy }), emptyState, noted),
      );
    };
    const resolution = { kind: "solved" as const, note: "net/vpn.md", by: ana, at: noted };
    await resolved({ resolution }, "the tunnel is down");
    await resolved({ resolution: { ...resolution, kind: "duplicate" } }, "gatekeeper is down");
    await resolved({ status: "open" }, "globalprotect is down");
    const found = JSON.parse((await questions({ json: true })).text) as unknown;
    expect(found).toEqual([
      {
        article: "net/vpn",
        title: "Connect to the VPN",
        file: "net/vpn.md",
        questions: [{ text: "the tunnel is down", people: 1 }],
      },
    ]);
  });

  it("shows nobody's words where the plan, with the names to take out, cannot be read", async () => {
    await offered("net/vpn", "confirmed", { chosen: true, question: "the tunnel of Lena Fischer is down" });
    const { text, exitCode } = await questions({ plan: join(kb, "no-plan.yaml") });
    expect({ text, exitCode }).toEqual({
      text: `There is no file ${join(kb, "no-plan.yaml")}. \`tierdesk plan check\` has the details.`,
      exitCode: 1,
    });
  });

  it("changes no file, says so when there is nothing, and refuses what is no number", async () => {
    const before = readFileSync(join(kb, "net/vpn.md"), "utf8");
    expect((await questions()).text).toContain("Nothing to propose");
    await offered("net/vpn", "confirmed", { chosen: true, question: "the tunnel is down" });
    await questions();
    expect(readFileSync(join(kb, "net/vpn.md"), "utf8")).toBe(before);
    expect(await questions({ most: "many" })).toEqual({
      exitCode: 1,
      text: '"many" is no number of questions.',
    });
  });

  it("gives no more than is asked for", async () => {
    for (const question of ["the tunnel is down", "globalprotect fails", "gatekeeper says no"])
      await offered("net/vpn", "confirmed", { chosen: true, question });
    const found = JSON.parse((await questions({ json: true, most: "2" })).text) as { questions: unknown[] }[];
    expect(found[0]?.questions).toHaveLength(2);
  });
});
