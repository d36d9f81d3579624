/** How does another system read this desk's tickets? Requests below /api, each with a token; nothing can be changed there. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Log } from "../log";
import { readHistory, readTicket, readTickets, type KeptTicket } from "../store/kept-tickets";
import { systemCode } from "../store/store-error";
import { errorName, type Database } from "../store/transaction";
import { beginTable, Refusal, refuse, send } from "./answers";
import { csvHead, csvLines } from "./csv";
import { openApi } from "./openapi";
import { allPages, placeOf } from "./pages";
import { BadParameter, readParameters, writeCursor, type Asked } from "./parameters";
import { createRate } from "./rate";
import { toApiEntry, toApiTicket } from "./ticket";
import type { ticketPage } from "./ticket-fields";
import { admit } from "./tokens";
import type { ApiToken } from "../store/api-tokens";
import type { z } from "zod";

/** As platforms take part in the HTTP server. */
export type Api = { path: string; handle(request: IncomingMessage, response: ServerResponse): void };

type Parts = {
  database: Database;
  now: () => Date;
  log: Log;
  version: string;
  /** Whether the program serves this desk. */
  isServed: (desk: string) => boolean;
};

/** A request whose token holds. */
type Call = { token: ApiToken; query: URLSearchParams; request: IncomingMessage; response: ServerResponse };

const METHODS = "GET, HEAD, OPTIONS";
const MOST_HISTORY = 2000;

export function createApi(parts: Parts): Api {
  const rate = createRate(parts.now);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const route = routeOf(pathname);
    if (!route)
      throw new Refusal(
        404,
        "There is nothing at this address. There are: /api/tickets, /api/tickets/{number}, /api/openapi.json.",
      );
    if (request.method === "OPTIONS") return void response.writeHead(204, { allow: METHODS }).end();
    if (request.method !== "GET" && request.method !== "HEAD")
      throw new Refusal(405, "Tickets can only be read here: send GET.", { allow: METHODS });
    const token = await requireToken(request);
    await route(parts, { token, query: searchParams, request, response });
  }

  async function requireToken(request: IncomingMessage): Promise<ApiToken> {
    const admitted = await admit(parts.database, request.headers.authorization, parts.now());
    if ("refused" in admitted)
      throw new Refusal(401, admitted.refused, { "www-authenticate": 'Bearer realm="tierdesk"' });
    const { token } = admitted;
    const wait = rate(token.id);
    if (wait !== undefined)
      throw new Refusal(429, `Too many requests with this token. Wait ${wait} seconds.`, {
        "retry-after": String(wait),
      });
    if (!parts.isServed(token.desk))
      throw new Refusal(403, `The desk ${token.desk} is not served here any more.`);
    return token;
  }

  return {
    path: "/api",
    handle(request, response) {
      // A body is of no use: it is read, so that the answer arrives, and dropped.
      request.resume();
      answer(request, response).catch((error: unknown) => fail(parts, response, error));
    },
  };
}

/** Never what was asked for, nor with what token. */
function fail({ log }: Parts, response: ServerResponse, error: unknown): void {
  const refusal = error instanceof BadParameter ? new Refusal(400, error.message) : error;
  if (!(refusal instanceof Refusal)) log.error("api.failed", { error: errorName(error) });
  if (response.headersSent) return void response.destroy();
  refuse(
    response,
    refusal instanceof Refusal ? refusal : new Refusal(500, "Something went wrong here. The log says what."),
  );
}

type Route = (parts: Parts, call: Call) => Promise<void> | void;

function routeOf(path: string): Route | undefined {
  if (path === "/api/tickets") return listTickets;
  if (path === "/api/openapi.json")
    return ({ version }, { response }) => send(response, 200, openApi(version));
  const number = /^\/api\/tickets\/([^/]+)$/.exec(path)?.[1];
  return number === undefined ? undefined : (parts, call) => showTicket(parts, call, number);
}

async function listTickets(parts: Parts, call: Call): Promise<void> {
  const { token, query, request, response } = call;
  const asked = readParameters(query);
  if ((asked.format ?? accepted(request)) === "csv") return sendTable(parts, call, asked);
  const filter = { ...asked.filter, desk: token.desk };
  const kept = await readTickets(parts.database, filter, asked.after, asked.limit + 1);
  const last = kept.length > asked.limit ? kept[asked.limit - 1] : undefined;
  const next = last ? pathOf(query, writeCursor(placeOf(last, asked.filter))) : null;
  const page: z.output<typeof ticketPage> = {
    tickets: kept.slice(0, asked.limit).map((one) => toApiTicket(one, token.withText)),
    next,
  };
  send(response, 200, page, next === null ? {} : { link: `<${next}>; rel="next"` });
}

/** Only when it is asked for alone: a browser accepts anything. */
const accepted = ({ headers }: IncomingMessage): "json" | "csv" =>
  headers.accept?.split(";")[0]?.trim().toLowerCase() === "text/csv" ? "csv" : "json";

function pathOf(query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set("cursor", cursor);
  return `/api/tickets?${next.toString()}`;
}

async function sendTable({ database, now }: Parts, call: Call, { filter, after }: Asked): Promise<void> {
  const { token, query, request, response } = call;
  if (after || query.has("limit"))
    throw new Refusal(400, "CSV has no pages: leave out `limit` and `cursor`.");
  beginTable(response);
  if (request.method === "HEAD") return void response.end();
  const pages = allPages(database, { ...filter, desk: token.desk }, now());
  try {
    await pipeline(tableOf(pages, token.withText), response);
  } catch (error) {
    // Who has gone away wants no more of it.
    if (systemCode(error) !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function* tableOf(pages: AsyncIterable<KeptTicket[]>, withText: boolean): AsyncGenerator<string> {
  yield csvHead();
  for await (const page of pages) yield csvLines(page.map((one) => toApiTicket(one, withText)));
}

async function showTicket(
  { database }: Parts,
  { token, query, response }: Call,
  written: string,
): Promise<void> {
  const [unknown] = query.keys();
  if (unknown !== undefined)
    throw new Refusal(400, `There is no parameter \`${unknown.slice(0, 50)}\` here, nor any other.`);
  if (!/^\d{1,9}$/.test(written))
    throw new Refusal(400, "The number of a ticket is its digits alone: /api/tickets/12 for HD-12.");
  const kept = await readTicket(database, token.desk, Number(written));
  if (!kept) throw new Refusal(404, `There is no ticket ${Number(written)} at this desk.`);
  const history = await readHistory(database, kept.ticket, MOST_HISTORY);
  const { withText } = token;
  send(response, 200, {
    ...toApiTicket(kept, withText),
    history: history.map((entry) => toApiEntry(entry, withText)),
  });
}
