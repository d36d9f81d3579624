// Does the draft from a gap tell how its tickets were solved, and leave out what is not for all to read?
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { draftArticle } from "../../src/chores/article-drafts";
import type { Ticket } from "../../src/desk/model";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { conversation, dana, decided, emptyState, noted, ticket } from "../store/samples";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { aPlan, theRules } from "../support/rules";

let test: TestDatabase;
let kb: string;
beforeAll(async () => {
  test = await createTestDatabase();
  kb = mkdtempSync(join(tmpdir(), "tierdesk-drafts-"));
}, 60_000);
afterAll(async () => {
  rmSync(kb, { recursive: true });
  await test.drop();
});

const solved = (number: number, note: string, changes: Partial<Ticket> = {}): Promise<void> =>
  inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({
        conversations: [conversation({ id: `c-${number}`, ticket: number })],
        ticket: ticket({
          number,
          conversation: `c-${number}`,
          thread: `t-${number}`,
          status: "closed",
          resolution: { kind: "solved", note, by: dana, at: noted },
          ...changes,
        }),
      }),
      emptyState,
      noted,
    ),
  );

it("has the words of those that are, and not of a report, a private matter or one that helped nobody", async () => {
  const plan = aPlan();
  const components = plan.components.map((one) => ({ ...one, private: one.key === "printing" }));
  await solved(1, "Turned the heat down.");
  await solved(2, "The power station is back.", { incident: 9 });
  await solved(3, "Her salary was printed twice.", { component: "printing" });
  await solved(4, "Never heard of again.", {
    resolution: { kind: "no_response", note: "Never heard of again.", by: dana, at: noted },
  });
  const written = await draftArticle(test.database, {
    desk: "main",
    kb,
    at: noted,
    rules: theRules({ ...plan, components }),
    source: {
      gap: {
        id: 1,
        questions: 4,
        people: 4,
        examples: ["the laminator leaves bubbles"],
        tickets: [4, 3, 2, 1],
      },
    },
  });
  expect(written).toEqual({ file: "drafts/the-laminator-leaves-bubbles.md" });
  const text = readFileSync(join(kb, "drafts", "the-laminator-leaves-bubbles.md"), "utf8");
  expect(text).toContain("> Turned the heat down.");
  expect(text).not.toMatch(/power station|salary|Never heard/);
});
