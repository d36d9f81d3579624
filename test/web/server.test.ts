import { startWebServer, type WebServer } from "../../src/web/server";

const healthy = async () => ({ ok: true, openTickets: 3 });
const aPlatform = {
  http: {
    path: "/chat",
    handle: (_request: unknown, response: { end(text: string): void }) => response.end("the platform's"),
  },
};

let servers: WebServer[] = [];
const start = async (options: Partial<Parameters<typeof startWebServer>[0]> = {}) => {
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    platforms: [aPlatform],
    health: healthy,
    home: "/chat",
    ...options,
  });
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

const get = (server: WebServer, path: string) => fetch(`${server.url}${path}`, { redirect: "manual" });

test("a platform gets the requests below its path, and no others", async () => {
  const server = await start();
  for (const path of ["/chat", "/chat/", "/chat/deep?x=1"])
    expect(await (await get(server, path)).text()).toBe("the platform's");
  expect((await get(server, "/chatter")).status).toBe(404);
});

test("a browser is sent home from the root", async () => {
  const response = await get(await start(), "/");
  expect([response.status, response.headers.get("location")]).toEqual([302, "/chat"]);
});

test("health tells its counts; 503 when a person should look or the database is away", async () => {
  const fine = await get(await start(), "/health");
  expect([fine.status, await fine.json()]).toEqual([200, { ok: true, openTickets: 3 }]);
  expect((await get(await start({ health: async () => ({ ok: false }) }), "/health")).status).toBe(503);
  const away = await get(
    await start({ health: () => Promise.reject(new Error("secret in here")) }),
    "/health",
  );
  expect([away.status, await away.json()]).toEqual([503, { ok: false, database: "unreachable" }]);
});

test("a taken port is said with the way out", async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken by another program`);
  await expect(start({ port })).rejects.toThrow(`PORT=${port + 1}`);
});

test("an address that is not this machine's is said in words", async () => {
  await expect(start({ host: "192.0.2.1" })).rejects.toThrow("This machine has no address 192.0.2.1");
});

test("closing does not wait for a page that listens for news", async () => {
  const forever = {
    http: {
      path: "/chat",
      handle: (_: unknown, response: { write(text: string): void }) => response.write("news"),
    },
  };
  const server = await startWebServer({ host: "127.0.0.1", port: 0, platforms: [forever], health: healthy });
  const response = await fetch(`${server.url}/chat`);
  await server.close();
  await expect(response.text()).rejects.toThrow("terminated");
});
