import { editionOf } from "../../src/knowledge/edition";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { createLearning } from "../../src/chores/learning";
import type { Log } from "../../src/log";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { createMovableClock, type MovableClock } from "../support/movable-clock";
import { ana, conversation, decided, emptyState, noted } from "../store/samples";

let test: TestDatabase;
let clock: MovableClock;
beforeEach(async () => {
  test = await createTestDatabase();
  clock = createMovableClock(noted.toISOString());
}, 60_000);
afterEach(() => test.drop());

const dayMs = 86_400_000;

const knowledge = (body: string) => {
  const { articles } = parseKnowledgeBase([
    { path: "vpn.md", text: `# The VPN\n\n${body}\n` },
    { path: "wifi.md", text: "# The Wi-Fi\n\nTurn it on.\n" },
  ]);
  return { articles };
};
const before = knowledge("Start the client.");
const mended = knowledge("Start the new client.");

const learn = (log: Log = quietLog) =>
  createLearning({ database: test.database, desks: ["main"], now: clock.now, everyMs: 3_600_000, log });

/** So many people say that the answer with the article as it is in `base` failed. */
async function failedFor(people: number, base = before, prefix = "a"): Promise<void> {
  const [article] = base.articles.filter(({ id }) => id === "vpn");
  if (!article) throw new Error("no article");
  for (let number = 0; number < people; number++) {
    const offer = {
      article: "vpn",
      edition: editionOf(article),
      title: "The VPN",
      kind: "answer" as const,
      confidence: 0.9,
      at: clock.now(),
      outcome: "failed" as const,
    };
    const requester = { ...ana, account: `${prefix}-${number}` };
    const saved = conversation({ id: `c-${prefix}-${number}`, requester, offers: [offer] });
    await inTransaction(test.database, (tx) =>
      saveDecision(tx, decided({ conversations: [saved] }), emptyState, clock.now()),
    );
  }
}

it("knows what was said once it has counted, and not a word earlier", async () => {
  await failedFor(4);
  const learning = learn();
  expect(learning.experience("main", before).size).toBe(0);
  await learning.start();
  expect(learning.experience("main", before).get("vpn")).toMatchObject({ confirmed: 0, failed: 4 });
  expect(learning.experience("main", before).has("wifi")).toBe(false);
  expect(learning.experience("other", before).size).toBe(0);
  await learning.stop();
});

it("gives the same until it counts again: nothing is asked of the database at a question", async () => {
  await failedFor(4);
  const learning = learn();
  await learning.refresh();
  const first = learning.experience("main", before);
  await failedFor(3, before, "b");
  expect(learning.experience("main", before)).toBe(first);
  await learning.refresh();
  expect(learning.experience("main", before).get("vpn")?.failed).toBe(7);
});

it("begins anew with an article that was mended, at once, and has its experience back when that is taken back", async () => {
  await failedFor(4);
  const learning = learn();
  await learning.refresh();
  expect(learning.experience("main", mended).has("vpn")).toBe(false);
  expect(learning.experience("main", before).get("vpn")?.failed).toBe(4);
  await failedFor(1, mended, "b");
  await learning.refresh();
  expect(learning.experience("main", mended).get("vpn")?.failed).toBe(1);
});

it("forgets after half a year", async () => {
  await failedFor(4);
  const learning = learn();
  clock.forward(179 * dayMs);
  await learning.refresh();
  expect(learning.experience("main", before).size).toBe(1);
  clock.forward(2 * dayMs);
  await learning.refresh();
  expect(learning.experience("main", before).size).toBe(0);
});

it("keeps what it knows while the database is away, and says so", async () => {
  await failedFor(4);
  const told: string[] = [];
  const learning = learn({ ...quietLog, warn: (what) => void told.push(what) });
  await learning.refresh();
  await test.database.$executeRaw`ALTER TABLE "ArticleOffer" RENAME TO "Away"`;
  await learning.start();
  expect(told).toEqual(["learning.trouble"]);
  expect(learning.experience("main", before).get("vpn")?.failed).toBe(4);
  await learning.stop();
});
