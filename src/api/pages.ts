/** How is a list of any length read without keeping it in memory? Page by page, each beginning after the last ticket of the one before. */
import { readTickets, type KeptTicket, type Place, type TicketFilter } from "../store/kept-tickets";
import type { Sql } from "../store/transaction";

/** 300,000 tickets: 24 s of work and 255 MB at most, the program itself included. */
const PAGE = 500;

export const placeOf = ({ ticket, updatedAt }: KeptTicket, { updatedSince }: TicketFilter): Place => ({
  number: ticket.number,
  ...(updatedSince && { updatedAt }),
});

/** What changes meanwhile would come again at the end, for ever on a busy desk: it ends with what had changed when it began. */
export async function* allPages(
  database: Sql,
  filter: TicketFilter & { desk: string },
  now: Date,
): AsyncGenerator<KeptTicket[]> {
  for (let after: Place | undefined; ;) {
    const page = await readTickets(database, filter, after, PAGE);
    const last = page.at(-1);
    if (last) yield page;
    if (last === undefined || page.length < PAGE) return;
    after = placeOf(last, filter);
    if (filter.updatedSince && last.updatedAt > now) return;
  }
}
