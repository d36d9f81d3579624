// Are the questions that found nothing or were not helped told, each once, and no others?
import type { HistoryType } from "../../src/desk/decision";
import type { Conversation, Offer, Ticket } from "../../src/desk/model";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { loadUnanswered } from "../../src/store/unanswered";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { ana, conversation, decided, emptyState, later, noted, ticket } from "./samples";

let test: TestDatabase;
beforeEach(async () => {
  test = await createTestDatabase();
}, 60_000);
afterEach(() => test.drop());

type Asked = { conversation?: Partial<Conversation>; ticket?: Partial<Ticket>; history?: HistoryType[] };

let number = 0;

/** A question that became a ticket. Gives its number. */
async function asked({ history = ["not_found"], ...changes }: Asked = {}): Promise<number> {
  const id = `c-${++number}`;
  const desk = changes.ticket?.desk ?? "main";
  const saved = conversation({ id, desk, question: `question ${number}`, ...changes.conversation });
  const opened = ticket({ number, conversation: id, thread: id, ...changes.ticket });
  const stories = history.map((type) => ({ conversation: id, ticket: opened.number, type }));
  await inTransaction(test.database, (tx) =>
    saveDecision(
      tx,
      decided({ conversations: [saved], ticket: opened, history: stories }),
      { ...emptyState, desk },
      noted,
    ),
  );
  return opened.number;
}

const offer = (changes: Partial<Offer>): Offer => ({
  article: "vpn",
  edition: "e1",
  title: "",
  kind: "answer",
  confidence: 0.9,
  at: noted,
  ...changes,
});

const found = (changes: Partial<Parameters<typeof loadUnanswered>[1]> = {}) =>
  loadUnanswered(test.database, { desk: "main", since: noted, without: [], ...changes });
const numbers = async (changes: Parameters<typeof found>[0] = {}): Promise<number[]> =>
  (await found(changes)).map((one) => one.ticket);

it("tells what found nothing, with what is known of it", async () => {
  const opened = await asked({ ticket: { component: "network", site: "high", openedAt: later(5) } });
  expect(await found()).toEqual([
    {
      ticket: opened,
      question: `question ${opened}`,
      person: "ana@lakeside.example",
      at: later(5),
      component: "network",
      site: "high",
      failed: null,
    },
  ]);
});

it("tells what was not helped: by the last answer that failed, or by none of several", async () => {
  const answer = await asked({
    history: ["failed"],
    conversation: {
      offers: [
        offer({ article: "first", outcome: "failed" }),
        offer({ outcome: "failed" }),
        offer({ article: "other", kind: "suggestion", outcome: "failed" }),
      ],
    },
  });
  const none = await asked({
    history: ["failed"],
    conversation: { offers: [offer({ kind: "suggestion", outcome: "failed" })] },
  });
  expect((await found()).map(({ ticket: one, failed }) => [one, failed])).toEqual([
    [none, null],
    [answer, { article: "vpn", edition: "e1" }],
  ]);
});

it.each<[string, Asked]>([
  ["was solved by an answer", { history: [], conversation: { offers: [offer({ outcome: "confirmed" })] } }],
  ["is for somebody else, and became a ticket anyway", { history: ["routed", "failed"] }],
  ["asked for a person at once", { history: [] }],
  ["is of an incident", { ticket: { incident: 99 } }],
  ["is a wish", { ticket: { kind: "enhancement" } }],
  ["is of a component that only some may read of", { ticket: { component: "staff" } }],
  ["was deleted", { conversation: { question: "" } }],
  ["was asked before", { ticket: { openedAt: later(-1) } }],
  ["is another desk's", { ticket: { desk: "other" } }],
])("leaves out what %s", async (_, changes) => {
  await asked(changes);
  const opened = await asked({ ticket: { component: "network" } });
  expect(await numbers({ without: ["staff"] })).toEqual([opened]);
});

it("takes one person on two platforms for one, and guests for whoever they are", async () => {
  const slack = { ...ana, platform: "slack" as const, email: "Ana@Lakeside.example" };
  const guest = { ...ana, account: "G-1", outside: "Elsewhere" };
  for (const requester of [ana, slack, guest])
    await asked({ conversation: { requester }, ticket: { requester } });
  expect(new Set((await found()).map(({ person }) => person)).size).toBe(2);
});
