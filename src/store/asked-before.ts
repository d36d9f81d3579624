/** What did people ask since a moment, and what came of each question? */
import type { Offer, Person } from "../desk/model";
import { fromPersonRow, type PersonRow } from "./person-row";
import type { Sql } from "./transaction";

/** In the requester's words, secrets masked. `offers`: in their order. `ticket`: one was opened. `route`: the first that took it. */
export type AskedBefore = {
  question: string;
  person: Person;
  offers: Pick<Offer, "article" | "edition" | "kind" | "outcome">[];
  ticket: boolean;
  route?: string;
};

/** A round trip each, and as much as is held at once. */
const AT_ONCE = 1000;

type Row = Omit<AskedBefore, "route" | "person"> & PersonRow & { id: string; route: string | null };

/** In batches, in the order of their ids: however many there are, few are held at once. What was deleted is not among them. */
export async function* askedSince(database: Sql, desk: string, since: Date): AsyncGenerator<AskedBefore[]> {
  let after = "";
  for (;;) {
    const rows = await database.$queryRaw<Row[]>`
      SELECT c.id, c.question, c.offers, c."ticketNumber" IS NOT NULL AS ticket,
             (SELECT h.text FROM "HistoryEntry" h WHERE h."conversationId" = c.id AND h.type = 'routed'
               ORDER BY h.id LIMIT 1) AS route,
             p.platform, p.workspace, p.account, p.name, p.email, p.key, p.outside
        FROM "Conversation" c JOIN "Person" p ON p.id = c."requesterId"
       WHERE c.id > ${after} AND c.desk = ${desk} AND c."askedAt" >= ${since}::timestamptz AND c.question <> ''
       ORDER BY c.id LIMIT ${AT_ONCE}::int`;
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id: _id, question, offers, ticket, route, ...person }) => ({
      question,
      person: fromPersonRow(person),
      offers,
      ticket,
      ...(route !== null && { route }),
    }));
    after = last.id;
  }
}

/** Questions since then whose text is no longer there: their author deleted it, or it was erased. */
export async function countDeleted(database: Sql, desk: string, since: Date): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Conversation"
     WHERE desk = ${desk} AND "askedAt" >= ${since}::timestamptz AND question = ''`;
  return row?.count ?? 0;
}
