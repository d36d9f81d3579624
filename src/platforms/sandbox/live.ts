/** How does an open page learn of changes? One stream of server-sent events; each names the place that changed, no content. */
import type { ServerResponse } from "node:http";

/** Milliseconds between signs of life: proxies close streams that say nothing for a minute. */
const HEARTBEAT_MS = 20_000;

export type Live = {
  open(response: ServerResponse): void;
  /** A place has changed: pages that show it read it again. */
  tell(place: string): void;
  close(): void;
};

export function createLive(): Live {
  const streams = new Set<ServerResponse>();
  const write = (text: string) => {
    for (const stream of streams) stream.write(text);
  };
  const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    open(response) {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write("retry: 1000\nevent: hello\ndata: {}\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
    },
    tell: (place) => write(`event: changed\ndata: ${JSON.stringify({ place })}\n\n`),
    close() {
      clearInterval(heartbeat);
      for (const stream of streams) stream.end();
    },
  };
}
