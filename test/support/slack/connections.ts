/** Which of the app's connections takes the next envelope? One after the other; none that was asked to come again. */
import WebSocket from "ws";
import type { Json, World } from "./world";

export type Which = "oldest" | "all";

export type Connections = {
  welcome(connection: WebSocket): void;
  /** Waits until there is one. */
  next(): Promise<WebSocket>;
  /** Those that take envelopes. */
  open(): number;
  /** Asks the oldest connection (or all) to come again, as Slack does every few hours. */
  refresh(which?: Which, reason?: "warning" | "refresh_requested"): void;
  /** The oldest connection (or all) breaks, without a word. */
  drop(which?: Which): void;
};

export function createConnections(world: World): Connections {
  const connections = new Set<WebSocket>();
  const waiting: (() => void)[] = [];
  let turn = 0;
  const chosen = (which: Which) => [...connections].slice(0, which === "all" ? undefined : 1);

  async function next(): Promise<WebSocket> {
    for (;;) {
      const open = [...connections].filter((one) => one.readyState === WebSocket.OPEN);
      const connection = open[turn++ % Math.max(open.length, 1)];
      if (connection) return connection;
      await new Promise<void>((go) => waiting.push(go));
    }
  }

  return {
    welcome: (connection) => {
      connections.add(connection);
      connection.setMaxListeners(0); // as many as envelopes wait
      const ping = setInterval(() => connection.ping(), 10_000).unref();
      connection.on("error", () => connection.terminate());
      connection.on("close", () => {
        clearInterval(ping);
        connections.delete(connection);
      });
      connection.send(JSON.stringify(hello(world, connections.size)));
      for (const go of waiting.splice(0)) go();
    },
    next,
    open: () => connections.size,
    refresh: (which = "oldest", reason = "refresh_requested") => {
      for (const connection of chosen(which)) {
        connections.delete(connection);
        connection.send(JSON.stringify({ type: "disconnect", reason, debug_info: { host: "simulator" } }));
      }
    },
    drop: (which = "all") => {
      for (const connection of chosen(which)) connection.terminate();
    },
  };
}

const hello = ({ app }: World, count: number): Json => ({
  type: "hello",
  num_connections: count,
  debug_info: { host: "simulator", build_number: 1, approximate_connection_time: 18_060 },
  connection_info: { app_id: app.id },
});
