/** How does Slack send in Socket Mode? Envelopes over any of the app's connections, each acknowledged by its id. */
import type { Server } from "node:http";
import type { Socket } from "node:net";
import WebSocket from "ws";
import { isObject, parseObject } from "./arguments";
import type { Outcome, Parcel, Transport } from "./transport";
import type { Json, World } from "./world";

export type Sockets = Transport & {
  /** Connections that take envelopes. */
  open(): number;
  /** Asks the oldest connection (or all) to come again, as Slack does every few hours. */
  refresh(which?: "oldest" | "all", reason?: "warning" | "refresh_requested"): void;
  /** From now on the oldest connection is refreshed every so often; 0: no more. */
  refreshEvery(ms: number): void;
  /** Connections break, without a word. */
  drop(): void;
};

const TYPES = { event: "events_api", interactive: "interactive", command: "slash_commands" } as const;

export function createSockets(world: World, server: Server): Sockets {
  const door = new WebSocket.Server({ noServer: true });
  const connections = new Set<WebSocket>();
  const waiting: (() => void)[] = [];
  const pending = new Map<string, (outcome: Outcome) => void>();
  const timers = new Set<NodeJS.Timeout>();
  let turn = 0;
  let refreshing: NodeJS.Timeout | undefined;

  server.on("upgrade", (request, socket, head) =>
    // ws 7 is typed for sockets only.
    door.handleUpgrade(request, socket as Socket, head, (connection) => welcome(connection)),
  );

  function welcome(connection: WebSocket): void {
    connections.add(connection);
    connection.on("message", (data) => acknowledge(String(data)));
    connection.on("close", () => connections.delete(connection));
    connection.on("error", () => connections.delete(connection));
    const ping = setInterval(() => connection.ping(), 10_000).unref();
    timers.add(ping);
    connection.on("close", () => clearInterval(ping));
    connection.send(JSON.stringify(hello(world, connections.size)));
    for (const go of waiting.splice(0)) go();
  }

  function acknowledge(text: string): void {
    const { envelope_id: id, payload } = parseObject(text, "invalid_json");
    const answer = isObject(payload) && Object.keys(payload).length > 0 ? payload : undefined;
    pending.get(String(id))?.({ acknowledged: true, answer });
  }

  /** One after the other. */
  function choose(): WebSocket | undefined {
    const open = [...connections].filter((one) => one.readyState === WebSocket.OPEN);
    return open[turn++ % Math.max(open.length, 1)];
  }

  async function connected(): Promise<WebSocket> {
    for (;;) {
      const connection = choose();
      if (connection) return connection;
      await new Promise<void>((go) => waiting.push(go));
    }
  }

  function refresh(which: "oldest" | "all" = "oldest", reason = "refresh_requested"): void {
    const asked = which === "all" ? [...connections] : [...connections].slice(0, 1);
    for (const connection of asked) {
      connections.delete(connection);
      connection.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "simulator" } }));
    }
  }

  return {
    send: async (parcel, retry) => {
      const connection = await connected();
      const id = world.nextId("envelope-");
      const settled = new Promise<Outcome>((settle) => {
        pending.set(id, settle);
        const fail = (reason: string) => settle({ acknowledged: false, reason });
        const timer = setTimeout(() => fail("timeout"), world.options.ackTimeoutMs ?? 3_000);
        timers.add(timer);
        connection.once("close", () => fail("connection_closed"));
      });
      connection.send(JSON.stringify(envelopeOf(id, parcel, retry?.count ?? 0, retry?.reason ?? "")));
      const outcome = await settled;
      pending.delete(id);
      return outcome;
    },
    open: () => connections.size,
    refresh,
    refreshEvery: (ms) => {
      clearInterval(refreshing);
      refreshing = ms > 0 ? setInterval(() => refresh(), ms) : undefined;
    },
    drop: () => {
      for (const connection of connections) connection.terminate();
    },
    close: () => {
      clearInterval(refreshing);
      for (const timer of timers) clearTimeout(timer);
      for (const connection of door.clients) connection.terminate();
      door.close();
    },
  };
}

function envelopeOf(id: string, { kind, body }: Parcel, attempt: number, reason: string): Json {
  return {
    envelope_id: id,
    type: TYPES[kind],
    accepts_response_payload: kind !== "event",
    payload: body,
    ...(kind === "event" && { retry_attempt: attempt, retry_reason: reason }),
  };
}

const hello = ({ app }: World, count: number): Json => ({
  type: "hello",
  num_connections: count,
  debug_info: { host: "simulator", build_number: 1, approximate_connection_time: 18_060 },
  connection_info: { app_id: app.id },
});
