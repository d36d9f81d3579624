/** How does Slack send in Socket Mode? Envelopes over any of the app's connections, each acknowledged by its id. */
import type { Server } from "node:http";
import WebSocket from "ws";
import { isObject, parseObject } from "./arguments";
import { createConnections, type Connections } from "./connections";
import type { Outcome, Parcel, Retry, Transport } from "./transport";
import type { Json, World } from "./world";

export type Sockets = Transport &
  Pick<Connections, "open" | "refresh" | "drop"> & {
    /** From now on the oldest connection is refreshed every so often; 0: no more. */
    refreshEvery(ms: number): void;
  };

const TYPES = { event: "events_api", interactive: "interactive", command: "slash_commands" } as const;

type Settle = (outcome: Outcome) => void;

export function createSockets(world: World, server: Server): Sockets {
  const door = new WebSocket.Server({ noServer: true });
  const { welcome, next, open, refresh, drop } = createConnections(world);
  const pending = new Map<string, Settle>();
  let refreshing: NodeJS.Timeout | undefined;

  server.on("upgrade", (request, socket, head) =>
    door.handleUpgrade(request, socket, head, (connection) => {
      connection.on("message", (data) => acknowledge(pending, (data as Buffer).toString()));
      welcome(connection);
    }),
  );

  return {
    send: async (parcel, retry) => {
      const connection = await next();
      const id = world.nextId("envelope-");
      const outcome = acknowledgement(pending, id, connection, world.options.ackTimeoutMs ?? 3_000);
      connection.send(JSON.stringify(envelopeOf(id, parcel, retry)));
      return outcome;
    },
    open,
    refresh,
    drop,
    refreshEvery: (ms) => {
      clearInterval(refreshing);
      refreshing = ms > 0 ? setInterval(() => refresh(), ms) : undefined;
    },
    close: () => {
      clearInterval(refreshing);
      for (const connection of door.clients) connection.terminate();
      door.close();
    },
  };
}

/** A connection that ends takes what it did not acknowledge with it. */
function acknowledgement(
  pending: Map<string, Settle>,
  id: string,
  connection: WebSocket,
  timeoutMs: number,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (reason: string) => settle({ acknowledged: false, reason });
    const onClose = () => fail("connection_closed");
    const timer = setTimeout(() => fail("timeout"), timeoutMs);
    const settle: Settle = (outcome) => {
      clearTimeout(timer);
      connection.off("close", onClose);
      pending.delete(id);
      resolve(outcome);
    };
    pending.set(id, settle);
    connection.on("close", onClose);
  });
}

function acknowledge(pending: Map<string, Settle>, text: string): void {
  const { envelope_id: id, payload } = parseObject(text, "invalid_json");
  const answer = isObject(payload) && Object.keys(payload).length > 0 ? payload : undefined;
  pending.get(String(id))?.({ acknowledged: true, answer });
}

const envelopeOf = (id: string, { kind, body }: Parcel, retry?: Retry): Json => ({
  envelope_id: id,
  type: TYPES[kind],
  accepts_response_payload: kind !== "event",
  payload: body,
  ...(kind === "event" && { retry_attempt: retry?.count ?? 0, retry_reason: retry?.reason ?? "" }),
});
