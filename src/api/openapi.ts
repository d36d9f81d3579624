/** How does a program find out what it can ask, and what comes back? OpenAPI 3.1, from the same fields and parameters. */
import { z } from "zod";
import { PARAMETERS } from "./parameters";
import { eventFields } from "./event-fields";
import {
  historyFields,
  personFields,
  problemFields,
  ticketFields,
  ticketPage,
  ticketWithHistory,
} from "./ticket-fields";

type Json = Record<string, unknown>;

export function openApi(version: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Tierdesk",
      version,
      description: "The tickets of one help desk, to read. docs/api.md has examples.",
    },
    security: [{ token: [] }],
    paths: {
      "/api/tickets": {
        get: {
          operationId: "listTickets",
          summary: "Tickets, by number; with `updated_since` in the order in which they changed",
          parameters: Object.entries(PARAMETERS).map(([name, parameter]) => asParameter(name, parameter)),
          responses: {
            200: {
              description: "A page of tickets; as CSV all of them.",
              headers: {
                Link: {
                  schema: { type: "string" },
                  description: '`<path>; rel="next"`, where there is one.',
                },
              },
              content: { ...json("TicketPage"), "text/csv": { schema: { type: "string" } } },
            },
            ...refusals(400, 401, 403, 429, 500),
          },
        },
      },
      "/api/tickets/{number}": {
        get: {
          operationId: "getTicket",
          summary: "One ticket with its history",
          parameters: [{ name: "number", in: "path", required: true, schema: { type: "integer" } }],
          responses: {
            200: { description: "The ticket.", content: json("TicketWithHistory") },
            ...refusals(400, 401, 403, 404, 429, 500),
          },
        },
      },
      "/api/openapi.json": {
        get: {
          operationId: "getDescription",
          summary: "This description",
          responses: {
            200: {
              description: "OpenAPI 3.1.",
              content: { "application/json": { schema: { type: "object" } } },
            },
            ...refusals(401, 403, 429, 500),
          },
        },
      },
    },
    webhooks: { ticketEvent: { post: ticketEvent } },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "`tierdesk token create` makes one." },
      },
      schemas: schemas(),
    },
  };
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string): Json => ({ "application/json": { schema: ref(name) } });

const inHeader = (name: string, description: string): Json => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});

/** Sent by us: signed, and without a token. */
const ticketEvent: Json = {
  operationId: "ticketEvent",
  summary: "What an address in `webhooks` of the plan is sent",
  security: [],
  parameters: [
    inHeader("webhook-id", "The same at each try: keep those that you have handled."),
    inHeader("webhook-timestamp", "Seconds since 1970, of this try."),
    inHeader("webhook-signature", "Standard Webhooks 1.0. docs/api.md shows how to check it."),
  ],
  requestBody: { required: true, content: json("TicketEvent") },
  responses: { "2XX": { description: "Taken. With any other answer it is sent again." } },
};

function asParameter(name: string, { of, list, about }: { of: z.ZodType; list?: true; about: string }): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(of);
  return {
    name,
    in: "query",
    description: about,
    schema: list ? { type: "array", items: schema } : schema,
    ...(list && { style: "form", explode: false }),
  };
}

const REFUSALS: Record<number, string> = {
  400: "Something in the request cannot be read. `detail` says what to send.",
  401: "No token, or one that does not hold.",
  403: "The desk of the token is not served any more.",
  404: "There is no such ticket at this desk.",
  429: "Too many requests. `Retry-After` says for how many seconds to wait.",
  500: "Something went wrong here, and the log says what.",
};

const refusals = (...statuses: number[]): Json =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: REFUSALS[status], content: { "application/problem+json": { schema: ref("Problem") } } },
    ]),
  );

/** What stands in several places gets a name of its own. */
function schemas(): Json {
  const registry = z.registry<{ id: string }>();
  const named = {
    Person: personFields,
    Ticket: ticketFields,
    HistoryEntry: historyFields,
    TicketPage: ticketPage,
    TicketWithHistory: ticketWithHistory,
    TicketEvent: eventFields,
    Problem: problemFields,
  };
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _schema, $id: _id, ...schema }]) => [name, schema]),
  );
}
