/** How does a service reach a platform that is being tested? The house's own server, with the platform that is open. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Platform } from "../../src/platforms/platform";

export type StageServer = { url: string; stop(): Promise<void> };

export async function listen(platform: () => Platform | undefined): Promise<StageServer> {
  const server: Server = createServer((request, response) => {
    const http = platform()?.http;
    if (http) http.handle(request, response);
    else response.writeHead(503).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
