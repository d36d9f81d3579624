/** What does the sandbox's HTTP server answer, and whom does it refuse? */
import { createServer, request as httpRequest, type Server } from "node:http";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Content } from "../../src/desk/content";
import type { DeskEvent } from "../../src/desk/events";
import { pictureOf } from "../../src/desk/picture";
import { createSandbox, type Sandbox } from "../../src/platforms/sandbox";
import { channelPlace, directChat } from "../../src/platforms/sandbox/address";
import { eventually } from "./contract-bench";
import { commenting, contractForm, pressing } from "./contract-content";
import { exampleSetup } from "./sandbox-setup";

type Answer = {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  body: Record<string, unknown>;
};

describe("The sandbox's server", () => {
  let dataDir: string;
  let sandbox: Sandbox;
  let server: Server;
  let events: DeskEvent[];
  const ana = directChat("ana");

  beforeEach(async () => {
    events = [];
    dataDir = await mkdtemp(join(tmpdir(), "sandbox-server-"));
    sandbox = createSandbox({
      ...exampleSetup,
      dataDir,
      formFor: contractForm,
      hosts: ["desk.lakeside.example"],
      openFile: async ({ id }) => (id.includes("No data") ? undefined : { data: Buffer.from("PNG") }),
    });
    await sandbox.start(async (event) => void events.push(event));
    server = createServer((request, response) => sandbox.http?.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    await sandbox.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataDir, { recursive: true });
  });

  const port = () => (server.address() as AddressInfo).port;
  const ask = (
    method: string,
    path: string,
    headers: Record<string, string> = {},
    sent?: string | Uint8Array,
  ) =>
    new Promise<Answer>((resolve, reject) => {
      const options = { host: "127.0.0.1", port: port(), method, path, headers };
      const request = httpRequest(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          const isJson = String(response.headers["content-type"]).startsWith("application/json");
          const { statusCode: status = 0, headers: answered } = response;
          resolve({ status, headers: answered, text, body: isJson ? JSON.parse(text) : {} });
        });
      });
      request.on("error", reject);
      request.end(sent);
    });
  const get = (path: string, headers = {}) => ask("GET", `/sandbox/${path}`, headers);
  const post = (path: string, body: unknown, headers = {}) =>
    ask("POST", `/sandbox/${path}`, { "content-type": "application/json", ...headers }, JSON.stringify(body));
  const write = (text: string, files: string[] = []) =>
    post("acts", { as: "ana", act: "post", in: "direct/ana", text, files });
  const upload = (name: string, data: Buffer, as = "ana") =>
    ask(
      "POST",
      `/sandbox/files?as=${as}&name=${encodeURIComponent(name)}`,
      { "content-type": "application/octet-stream" },
      data,
    );

  it("serves the page and each script it is made of, under a strict policy", async () => {
    const page = await get("");
    expect(page.status).toBe(200);
    expect(page.headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
    const seen = new Set<string>();
    const follow = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const script = await ask("GET", path);
      expect([path, script.status, script.headers["content-type"]]).toEqual([
        path,
        200,
        "text/javascript; charset=utf-8",
      ]);
      const imports = [...script.text.matchAll(/\bfrom\s*"([^"]+)"/gu)].map(([, from = ""]) => from);
      for (const from of imports) await follow(new URL(from, `http://x${path}`).pathname);
    };
    await follow("/sandbox/page.js");
    expect(seen.size).toBeGreaterThan(10);
    expect(await get("index.html")).toMatchObject({ status: 404 });
    expect(await get("..%2f..%2fpackage.json")).toMatchObject({ status: 404 });
  });

  it.each([
    ["localhost", 200],
    ["localhost:3000", 200],
    ["127.0.0.1:8080", 200],
    ["[::1]:3000", 200],
    ["desk.lakeside.example", 200],
    ["DESK.lakeside.example:443", 200],
    ["evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost.evil.example:3000", 403],
    ["evil.example:localhost", 403],
  ])("answers under the host name %s with %i", async (host, status) => {
    expect((await get("setup", { host })).status).toBe(status);
  });

  it.each([
    [undefined, 200],
    ["http://localhost:3000", 200],
    ["http://localhost", 403],
    ["http://evil.example", 403],
    ["null", 403],
  ])("takes an act from a page at %s: %s", async (origin, status) => {
    const headers = { host: "localhost:3000", ...(origin === undefined ? {} : { origin }) };
    const body = { as: "ana", act: "post", in: "direct/ana", text: "Hello" };
    expect((await post("acts", body, headers)).status).toBe(status);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "takes no act as %j: a form on another site cannot act here",
    async (type) => {
      const answer = await post(
        "acts",
        { as: "ana", act: "post", in: "direct/ana", text: "Hi" },
        { "content-type": type },
      );
      expect(answer.status).toBe(415);
      expect(events).toEqual([]);
    },
  );

  it("takes a text of 40,000 characters, and refuses longer ones with the limit", async () => {
    expect((await write("x".repeat(40_000))).status).toBe(200);
    expect((await write("€".repeat(40_000))).status).toBe(200);
    const over = await write("x".repeat(40_001));
    expect([over.status, over.body["refused"]]).toEqual([
      422,
      expect.stringContaining("40,000 is the limit"),
    ]);
    const million = await write("x".repeat(1_000_000));
    expect([million.status, million.body["refused"]]).toEqual([
      413,
      expect.stringContaining("40,000 is the limit"),
    ]);
    expect((await get("messages?as=ana&in=direct/ana")).body["messages"]).toHaveLength(2);
  });

  it("refuses an empty text, and takes one that is nothing but a file", async () => {
    expect((await write("  \n ")).body["refused"]).toBe("Write something or attach a file first.");
    const { body } = await upload("plan.txt", Buffer.from("abc"));
    expect((await write("", [String(body["id"])])).status).toBe(200);
    await eventually(() => events[0]);
    expect(events).toMatchObject([
      { text: "", files: [{ name: "plan.txt", size: 3, mediaType: "text/plain" }] },
    ]);
  });

  it("gives a file as a download to those who see it, and to nobody else", async () => {
    const { body } = await upload('../"Über’s".html', Buffer.from("<script>alert(1)</script>"));
    const path = `files/${String(body["id"])}`;
    await write("See", [String(body["id"])]);
    const file = await get(`${path}?as=ana`);
    expect(file.text).toBe("<script>alert(1)</script>");
    expect(file.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "x-content-type-options": "nosniff",
      "content-disposition": `attachment; filename="file"; filename*=UTF-8''%C3%9Cber%E2%80%99s.html`,
    });
    expect((await get(`${path}?as=ben`)).status).toBe(404);
    expect((await get("files/..%2fjournal.jsonl?as=ana")).status).toBe(404);
  });

  it("removes a file with the last message that showed it", async () => {
    const { body } = await upload("plan.txt", Buffer.from("abc"));
    const sent = await write("See", [String(body["id"])]);
    await post("acts", { as: "ana", act: "delete", message: sent.body["message"] });
    const folder = join(dataDir, "sandbox", "files");
    await eventually(async () => (await readdir(folder)).length === 0 || undefined);
    expect((await get(`files/${String(body["id"])}?as=ana`)).status).toBe(404);
  });

  it("refuses a file over 20 MB and keeps nothing of it", async () => {
    const answer = await upload("film.mov", Buffer.alloc(20 * 1024 * 1024 + 1));
    expect([answer.status, answer.body["refused"]]).toEqual([
      413,
      "This file is too large: 20 MB is the limit.",
    ]);
    expect(await readdir(join(dataDir, "sandbox", "files"))).toEqual([]);
  });

  it("lets nobody write, read or change where they are not", async () => {
    const own = await write("Mine");
    const elsewhere = { as: "ben", act: "post", in: "direct/ana", text: "Hello Ana" };
    expect((await post("acts", elsewhere)).body["refused"]).toBe(
      "You are not a member of this conversation.",
    );
    expect((await get("messages?as=ben&in=direct/ana")).status).toBe(404);
    const edit = { as: "ben", act: "edit", message: own.body["message"], text: "Yours" };
    expect((await post("acts", edit)).body["refused"]).toBe("Only your own messages can be changed.");
    const remove = { as: "ben", act: "delete", message: own.body["message"] };
    expect((await post("acts", remove)).status).toBe(422);
    expect((await post("acts", { ...elsewhere, as: "nobody" })).status).toBe(422);
  });

  it("checks a form again on the server and names the fields to put right", async () => {
    const content = pressing("reply", "Reply", 1, true);
    const { message } = await sandbox.deliver({
      key: "k",
      verb: "post",
      to: ana,
      content,
      opensThread: false,
    });
    const view = await get("messages?as=ana&in=direct/ana");
    const button = /"id":"([0-9a-f]{12})","label":"Reply"/u.exec(view.text)?.[1] ?? "";
    const act = { as: "ana", act: "submit", message: message.messageId, button, once: "form-1" };
    const refused = await post("acts", { ...act, values: { text: " " } });
    expect(refused.body).toEqual({
      refused: "Please look at the marked fields.",
      fields: { text: "Please fill this in." },
    });
    await post("acts", { ...act, values: { text: "Hello" } });
    await post("acts", { ...act, values: { text: "Hello" } });
    await write("Then this");
    await eventually(() => events.find(({ type }) => type === "message_posted"));
    expect(events.map(({ id }) => id)).toEqual(["sandbox/press/ana/form-1", "sandbox/direct/ana/m2/posted"]);
  });

  it("takes a button that was redrawn meanwhile, and none that never was there", async () => {
    const post1 = {
      key: "k",
      verb: "post",
      to: ana,
      content: pressing("solved", "Solved"),
      opensThread: false,
    } as const;
    const { message } = await sandbox.deliver(post1);
    const view = await get("messages?as=ana&in=direct/ana");
    const button = /"id":"([0-9a-f]{12})","label":"Solved"/u.exec(view.text)?.[1] ?? "";
    await sandbox.deliver({ key: "u", verb: "update", message, content: commenting("Done") });
    const act = { as: "ana", act: "press", message: message.messageId, once: "1" };
    expect((await post("acts", { ...act, button })).status).toBe(200);
    expect((await post("acts", { ...act, button: "000000000000" })).body["refused"]).toBe(
      "This button is not there any more.",
    );
    expect((await eventually(() => events[0])).type).toBe("button_pressed");
  });

  it("shows a picture of the help desk's own to those who see the message", async () => {
    const chart = { title: "Tickets a week", labels: [], series: [] };
    const pictures = [pictureOf(chart), pictureOf({ ...chart, title: "No data" })];
    const content: Content = { summary: "The week", blocks: [{ kind: "files", files: pictures }] };
    await sandbox.deliver({ key: "p", verb: "post", to: ana, content, opensThread: false });
    const view = await get("messages?as=ana&in=direct/ana");
    const [href = ""] = /pictures\/[^"]+/u.exec(view.text) ?? [];
    expect(await get(href)).toMatchObject({
      status: 200,
      text: "PNG",
      headers: { "content-type": "image/png" },
    });
    expect((await get(href.replace("as=ana", "as=ben"))).status).toBe(404);
    expect((await get(href.replace("/0?", "/1?"))).status).toBe(404);
    expect((await get(href.replace("/0?", "/7?"))).status).toBe(404);
    expect((await get(href.replace("/0?", "/constructor?"))).status).toBe(404);
  });

  it("leaves no trace of a message for one person that was withdrawn", async () => {
    const content = commenting("Goes out in 5 s");
    const only = { key: "k", verb: "post", to: ana, content, opensThread: false, onlyFor: "ana" } as const;
    const { message } = await sandbox.deliver(only);
    expect((await get("messages?as=ana&in=direct/ana")).body["messages"]).toHaveLength(1);
    await sandbox.deliver({ key: "w", verb: "withdraw", message });
    expect((await get("messages?as=ana&in=direct/ana")).body["messages"]).toEqual([]);
  });

  it("tells which room has something new, also when it stands in a thread", async () => {
    const desk = channelPlace("service-desk");
    const card = await sandbox.deliver({
      key: "k",
      verb: "post",
      to: desk,
      content: commenting("Card"),
      opensThread: true,
    });
    const reply = await sandbox.people.post("dana", card.thread ?? ana, "On my way");
    const rooms = JSON.parse((await get("rooms?as=eli")).text);
    expect(rooms).toContainEqual({
      place: "channel/service-desk",
      kind: "channel",
      name: "service-desk",
      newest: reply,
    });
    expect((await get("rooms?as=ana")).text).not.toContain("service-desk");
  });

  it("passes a command on without showing it as a message", async () => {
    await write("/helpdesk my tickets");
    const event = await eventually(() => events[0]);
    expect(event).toMatchObject({ type: "command_given", text: "my tickets", in: ana });
    expect((await get("messages?as=ana&in=direct/ana")).body["messages"]).toEqual([]);
  });

  it.each([
    ["not json", 400],
    ["[]", 400],
    ['{"act":"post"}', 400],
    ['{"as":"ana","act":"dance"}', 400],
    ['{"as":"ana","act":"post","in":"direct/ana","text":7}', 400],
    ['{"as":"ana","act":"post","in":"thread/service-desk/m9","text":"x"}', 422],
    ['{"as":"ana","act":"post","in":"../..","text":"x"}', 400],
    ['{"as":"__proto__","act":"post","in":"direct/__proto__","text":"x"}', 422],
  ])("answers %s with %i and does nothing", async (body, status) => {
    const answer = await ask("POST", "/sandbox/acts", { "content-type": "application/json" }, body);
    expect(answer.status).toBe(status);
    expect(typeof answer.body["refused"]).toBe("string");
    expect(events).toEqual([]);
  });

  it("tells an open page which place changed", async () => {
    const lines: string[] = [];
    const stream = httpRequest({ host: "127.0.0.1", port: port(), path: "/sandbox/changes" }, (response) => {
      response.on("data", (chunk: Buffer) => lines.push(chunk.toString("utf8")));
    }).end();
    await eventually(() => lines.join("").includes("hello") || undefined);
    await write("Hello?");
    await eventually(() => lines.join("").includes('{"place":"direct/ana"}') || undefined);
    expect(lines.join("")).not.toContain("Hello?");
    stream.destroy();
  });

  it("asks to come back while it is stopped", async () => {
    await sandbox.stop();
    expect((await write("Hello?")).status).toBe(503);
  });
});
