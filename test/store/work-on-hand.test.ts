import { loadState } from "../../src/store/load";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { loadWork } from "../../src/store/work-on-hand";
import type { Ticket } from "../../src/desk/model";
import { aPlan } from "../support/rules";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, dana, decided, emptyState, later, noted, posted, ticket } from "./samples";

let store: TestDatabase;
beforeEach(async () => {
  store = await createTestDatabase();
}, 60_000);
afterEach(() => store.drop());

async function has(number: number, changes: Partial<Ticket>): Promise<void> {
  const id = `c-${number}`;
  const saved = { ...ticket(), number, conversation: id, thread: `ticket-${number}`, ...changes };
  await inTransaction(store.database, (tx) =>
    saveDecision(
      tx,
      decided({ conversations: [{ ...conversation(), id }], ticket: saved }),
      emptyState,
      noted,
    ),
  );
}
const eli = { ...dana, account: "U-eli", name: "Eli Novak", key: "eli" };

it("counts open and waiting tickets of everybody who has some, and knows when they got the last", async () => {
  await has(1, { assignee: dana, assignedAt: later(1000) });
  await has(2, { assignee: dana, assignedAt: later(3000), status: "waiting", waitingOn: "requester" });
  await has(3, { assignee: dana, assignedAt: later(9000), status: "closed" });
  await has(4, { assignee: eli });
  await has(5, {});
  await has(6, { assignee: eli, desk: "another" });
  const work = await inTransaction(store.database, (tx) => loadWork(tx, "main"));
  expect(work.toSorted((a, b) => b.open - a.open)).toEqual([
    { person: dana, open: 2, lastAssignedAt: later(3000) },
    { person: eli, open: 1 },
  ]);
});

it("is loaded where the plan gives tickets out, and not otherwise", async () => {
  await has(1, { assignee: dana });
  const event = posted("m1", { by: ana });
  const load = (assign?: "auto" | "manual") =>
    inTransaction(store.database, (tx) =>
      loadState(tx, event, "main", () => ({
        ...aPlan(),
        tiers: aPlan().tiers.map((tier) => ({ ...tier, ...(assign && { assign }) })),
      })),
    );
  expect((await load("auto")).load).toEqual([{ person: dana, open: 1 }]);
  expect((await load("manual")).load).toBeUndefined();
  expect((await load()).load).toBeUndefined();
});
