/** A desk with tickets, and the API over HTTP as another system meets it. */
import { createApi } from "../../src/api/api";
import type { ApiTicket } from "../../src/api/ticket-fields";
import { hashOfToken, newToken } from "../../src/api/tokens";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { HistoryEntry } from "../../src/desk/decision";
import type { Ticket } from "../../src/desk/model";
import { saveToken } from "../../src/store/api-tokens";
import { saveDecision } from "../../src/store/save";
import { inTransaction } from "../../src/store/transaction";
import { startWebServer } from "../../src/web/server";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createMovableClock } from "../support/movable-clock";
import { conversation, decided, emptyState, later, noted, ticket } from "../store/samples";

export const dayMs = 86_400_000;

export type Page = { tickets: ApiTicket[]; next: string | null };

export type ApiDesk = Awaited<ReturnType<typeof openApiDesk>>;

export async function openApiDesk() {
  const database = await createTestDatabase();
  const clock = createMovableClock(noted.toISOString());
  const logged: string[] = [];
  const log = {
    info: (event: string, facts: object) => void logged.push(event + JSON.stringify(facts)),
    warn: (event: string, facts: object) => void logged.push(event + JSON.stringify(facts)),
    error: (event: string, facts: object) => void logged.push(event + JSON.stringify(facts)),
  };
  const api = createApi({
    database: database.database,
    now: clock.now,
    log,
    version: "1.2.3",
    isServed: (desk) => desk !== "closed-down",
  });
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    platforms: [{ http: api }],
    health: async () => ({ ok: true }),
  });
  const tokens = new Map<string, string>();
  /** A token of the desk, made when it is first asked for. */
  async function tokenOf(desk = DEFAULT_DESK, changes: Partial<Parameters<typeof saveToken>[1]> = {}) {
    const known = tokens.get(desk + JSON.stringify(changes));
    if (known) return known;
    const token = newToken();
    await saveToken(database.database, {
      desk,
      name: "test",
      withText: true,
      createdAt: noted,
      expiresAt: later(365 * dayMs),
      hash: hashOfToken(token),
      ...changes,
    });
    tokens.set(desk + JSON.stringify(changes), token);
    return token;
  }
  const get = async (
    path: string,
    {
      token,
      headers,
      ...init
    }: Omit<RequestInit, "headers"> & { token?: string; headers?: Record<string, string> } = {},
  ) =>
    fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token ?? (await tokenOf())}`, ...headers },
    });
  return {
    database,
    clock,
    logged,
    url: server.url,
    tokenOf,
    get,
    page: async (path: string, token?: string) =>
      (await get(path, token === undefined ? {} : { token })).json() as Promise<Page>,
    /** The status and the sentence of a refusal. */
    refusal: async (path: string, init: Parameters<typeof get>[1] = {}) => {
      const response = await get(path, init);
      const { status, detail } = (await response.json()) as { status: number; detail: string };
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.status).toBe(status);
      return [status, detail];
    },
    open: (number: number, changes: Partial<Ticket> = {}) =>
      openTicket(database, clock.now(), number, changes),
    change: (before: Ticket, after: Ticket) => change(database, clock.now(), before, after),
    note: (number: number, entry: Omit<HistoryEntry, "conversation" | "ticket">) =>
      save(database, clock.now(), { history: [{ conversation: `c-${number}`, ticket: number, ...entry }] }),
    /** Copies of ticket 1, up to this number. */
    fillUpTo: (last: number) => database.database.$executeRaw`
      INSERT INTO "Ticket" (number, desk, "conversationId", "requesterId", status, tier, priority, question, thread, "openedAt", "lastSpokenAt", "updatedAt", detail)
      SELECT g, desk, 'c-' || g, "requesterId", status, tier, priority, question, 't-' || g, "openedAt", "lastSpokenAt", "updatedAt", detail
        FROM "Ticket", generate_series(2, ${last}::int) g WHERE number = 1`,
    async end() {
      await server.close();
      await database.drop();
    },
  };
}

const save = (
  { database }: TestDatabase,
  now: Date,
  parts: Parameters<typeof decided>[0],
  state = emptyState,
) => inTransaction(database, (tx) => saveDecision(tx, decided(parts), state, now));

async function openTicket(database: TestDatabase, now: Date, number: number, changes: Partial<Ticket>) {
  const opened = ticket({
    number,
    conversation: `c-${number}`,
    thread: `t-${number}`,
    openedAt: now,
    lastSpokenAt: now,
    ...changes,
  });
  const { desk, requester, question } = opened;
  const its = conversation({
    id: opened.conversation,
    desk,
    requester,
    question,
    status: "ticket",
    ticket: number,
  });
  await save(database, now, {
    conversations: [its],
    ticket: opened,
    history: [{ conversation: its.id, ticket: number, type: "ticket_opened", by: requester }],
  });
  return opened;
}

const change = (database: TestDatabase, now: Date, before: Ticket, after: Ticket) =>
  save(database, now, { ticket: after }, { ...emptyState, ticket: before });
