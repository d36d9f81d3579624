/** Which request goes where? One HTTP server for all platforms, and for the operator's health check. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Platform } from "../platforms/platform";

/** What `/health` tells: `ok` is false when a person should look. Counts, never contents. */
export type Health = { ok: boolean; [fact: string]: unknown };

export type WebServer = { url: string; close(): Promise<void> };

/** An address that cannot be listened on, in words for the person who starts the program. */
export class ListenError extends Error {
  override name = "ListenError";
}

/** Requests below a platform's path go to it. `home`: where a person's browser is sent to from `/`. */
export async function startWebServer(options: {
  host: string;
  port: number;
  platforms: Pick<Platform, "http">[];
  health: () => Promise<Health>;
  home?: string;
}): Promise<WebServer> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(() => send(response, 500, "Something went wrong here."));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, options)));
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  const host = options.host === "0.0.0.0" || options.host === "127.0.0.1" ? "localhost" : options.host;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Requests under way finish; a page that listens for news never would.
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }),
  };
}

async function answer(
  { platforms, health, home }: Parameters<typeof startWebServer>[0],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const platform = platforms.find(
    ({ http }) => http && (path === http.path || path.startsWith(`${http.path}/`)),
  );
  if (platform?.http) return platform.http.handle(request, response);
  if (path === "/health") {
    const state = await health().catch((): Health => ({ ok: false, database: "unreachable" }));
    response.setHeader("content-type", "application/json");
    return send(response, state.ok ? 200 : 503, JSON.stringify(state));
  }
  if (path === "/" && home) {
    response.setHeader("location", home);
    return send(response, 302, "");
  }
  send(response, 404, "There is nothing at this address.");
}

function send(response: ServerResponse, status: number, body: string): void {
  if (response.headersSent) return void response.destroy();
  response.statusCode = status;
  response.end(body);
}

function listenError(
  error: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): ListenError {
  const what: Record<string, string> = {
    EADDRINUSE: `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    EACCES: `Port ${port} may not be used by this account. Choose one above 1023: PORT=3000 npm start`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one of its own, or leave it out for 127.0.0.1.`,
    ENOTFOUND: `The host name ${host} is not known. Set HOST to an address of this machine, or leave it out for 127.0.0.1.`,
  };
  return new ListenError(what[error.code ?? ""] ?? `Cannot listen on ${host}:${port}: ${error.message}`);
}
