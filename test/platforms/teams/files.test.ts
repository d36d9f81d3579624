// Which files does Teams bring, and from where are they had?
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { FileRef } from "../../../src/desk/model";
import type { Attachment } from "../../../src/platforms/teams/activity";
import { filesOf, linkOf, openTeamsFile } from "../../../src/platforms/teams/files";
import { payload } from "./receiving-setup";

const UPLOAD = "application/vnd.microsoft.teams.file.download.info";
const TOKEN = "the app's token";
const token = async () => TOKEN;

const filesIn = (service: string, ...attachments: Attachment[]): FileRef[] =>
  filesOf({ type: "message", attachments }, service);

const upload = (more: object, attachment: Partial<Attachment> = {}): Attachment => ({
  contentType: UPLOAD,
  name: "notes.txt",
  contentUrl: "https://lakeside.sharepoint.com/sites/it/notes.txt",
  content: { downloadUrl: "https://lakeside.sharepoint.com/download/notes", fileType: "txt", ...more },
  ...attachment,
});

const SERVICE = "https://smba.trafficmanager.net/emea/";

describe("a file that comes with a message", () => {
  test.each<[string, Attachment, object[]]>([
    [
      "has its name and kind, and no size before it is asked for",
      upload({}),
      [{ name: "notes.txt", size: 0, mediaType: "text/plain" }],
    ],
    ["has its size where Teams tells it", upload({ fileSize: 20 }), [{ size: 20 }]],
    [
      "of an unknown kind is just bytes",
      upload({ fileType: "xyz" }),
      [{ mediaType: "application/octet-stream" }],
    ],
    ["without a name is a file", upload({}, { name: "" }), [{ name: "file.txt" }]],
    ["that cannot be had is none", { contentType: UPLOAD, name: "notes.txt", content: {} }, []],
    [
      "is a picture within a text",
      { contentType: "image/png", contentUrl: `${SERVICE}v3/attachments/1/views/original` },
      [{ name: "picture.png", mediaType: "image/png" }],
    ],
    ["is not the rich text of the message", { contentType: "text/html", content: "<p>Hi</p>" }, []],
    ["is not a card", { contentType: "application/vnd.microsoft.card.adaptive", content: {} }, []],
  ])("%s", (_, attachment, expected) => {
    expect(filesIn(SERVICE, attachment)).toEqual(
      expected.map((one) => expect.objectContaining(one) as object),
    );
  });

  test("can be opened by people in SharePoint, and nowhere else", () => {
    const [file, elsewhere, clear] = filesIn(
      SERVICE,
      upload({}),
      upload({}, { contentUrl: "https://sharepoint.com.evil.example/notes.txt" }),
      upload({}, { contentUrl: "http://lakeside.sharepoint.com/notes.txt" }),
    );
    expect(file && linkOf(file)).toBe("https://lakeside.sharepoint.com/sites/it/notes.txt");
    expect(elsewhere && linkOf(elsewhere)).toBeUndefined();
    expect(clear && linkOf(clear)).toBeUndefined();
  });

  test("of another platform, or with an id that nobody wrote, has nothing to open", async () => {
    const file = { name: "x", size: 1, mediaType: "text/plain" };
    for (const one of [
      { ...file, platform: "slack" as const, id: "T1/F1" },
      { ...file, platform: "teams" as const, id: "not ours" },
      { ...file, platform: "teams" as const, id: "null" },
    ])
      expect(await openTeamsFile(one, token)).toEqual({});
  });
});

describe("the bytes of a file", () => {
  const servers: Server[] = [];
  const asked: { url: string; token: string | undefined }[] = [];

  /** A place on this machine that answers so, and notes who asks. */
  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      asked.push({ url: request.url ?? "", token: request.headers.authorization });
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  beforeEach(() => void asked.splice(0));
  afterAll(async () => {
    await Promise.all(
      servers.map(
        (server) =>
          new Promise((resolve) => {
            server.closeAllConnections();
            server.close(resolve);
          }),
      ),
    );
  });

  const open = async (service: string, downloadUrl: string, more: object = {}) => {
    const [file] = filesIn(service, upload({ downloadUrl, ...more }));
    if (!file) throw new Error("No file");
    return openTeamsFile(file, token);
  };
  const link = "https://lakeside.sharepoint.com/sites/it/notes.txt";

  test("come from the Bot Connector, with the app's token, and with a link for people", async () => {
    const service = await serve((_, response) => response.end("Hello"));
    expect(await open(service, `${service}v3/attachments/1`)).toEqual({ data: Buffer.from("Hello"), link });
    expect(asked).toEqual([{ url: "/v3/attachments/1", token: `Bearer ${TOKEN}` }]);
  });

  test("come without a token where there is none", async () => {
    const service = await serve((_, response) => response.end("Hello"));
    const [file] = filesIn(service, upload({ downloadUrl: `${service}v3/attachments/1` }));
    expect(file && (await openTeamsFile(file, async () => undefined))).toMatchObject({
      data: Buffer.from("Hello"),
    });
    expect(asked[0]?.token).toBeUndefined();
  });

  test("never come from anywhere else, at once or by a redirect: no request, no token", async () => {
    const elsewhere = await serve((_, response) => response.end("Hello"));
    const service = await serve((_, response) =>
      response.writeHead(302, { location: `${elsewhere}stolen` }).end(),
    );
    expect(await open(service, `${elsewhere}v3/attachments/1`)).toEqual({ link });
    expect(asked).toEqual([]);
    expect(await open(service, `${service}v3/attachments/1`)).toEqual({ link });
    expect(asked.map(({ url }) => url)).toEqual(["/v3/attachments/1"]);
  });

  test.each([
    "v3/conversations/19:secret@thread.tacv2/members",
    "v3/attachments/../conversations/19:secret@thread.tacv2/members",
    "v3/attachments/%2e%2e/conversations/a:1/members",
    "v3/attachments/..%2fconversations%2fa:1%2fmembers",
    "v3/attachments/1/views/original/../../../../conversations",
    "v3/conversations/a:1/members?/v3/attachments/1",
    "v3/conversations/a:1/members#/v3/attachments/1",
  ])("are not asked of the Bot Connector as %s: it keeps more than files", async (path) => {
    const service = await serve((_, response) => response.end("Hello"));
    expect(await open(service, `${service}${path}`)).toEqual({ link });
    expect(asked).toEqual([]);
  });

  test("do not wait for a token that they do not need, nor for one that does not come", async () => {
    const fetching = jest.spyOn(globalThis, "fetch").mockResolvedValue(new Response("Hello"));
    const never = () => new Promise<string>(() => {});
    try {
      const inConnector = { downloadUrl: `${SERVICE}v3/attachments/1` };
      const [inSharePoint, picture] = filesIn(SERVICE, upload({}), upload(inConnector));
      if (!inSharePoint || !picture) throw new Error("No file");
      expect(await openTeamsFile(inSharePoint, never)).toEqual({ data: Buffer.from("Hello"), link });
      expect(await openTeamsFile(picture, never, AbortSignal.timeout(20))).toEqual({ link });
      const refused = () => Promise.reject(new Error("No token"));
      expect(await openTeamsFile(picture, refused)).toEqual({ link });
      expect(fetching).toHaveBeenCalledTimes(1);
    } finally {
      fetching.mockRestore();
    }
  });

  test.each([
    "https://sharepoint.com.evil.example/x",
    "https://evilsharepoint.com/x",
    "http://lakeside.sharepoint.com/x",
    "https://lakeside.sharepoint.com:8443/x",
    "https://lakeside.sharepoint.com@evil.example/x",
    "file:///etc/passwd",
    "nonsense",
  ])("are not asked for at %s", async (address) => {
    const fetching = jest.spyOn(globalThis, "fetch").mockRejectedValue(new Error("Asked"));
    try {
      expect(await open(SERVICE, address)).toEqual({ link });
      expect(fetching).not.toHaveBeenCalled();
    } finally {
      fetching.mockRestore();
    }
  });

  test.each([
    "https://lakeside-my.sharepoint.com/x",
    "https://agency.sharepoint.us/x",
    "https://unit.sharepoint-mil.us/x",
    "https://school.sharepoint.cn/x",
    "https://northeurope1-mediap.svc.ms/x",
  ])("are asked for at %s, without the app's token", async (address) => {
    const fetching = jest.spyOn(globalThis, "fetch").mockResolvedValue(new Response("Hello"));
    try {
      expect(await open(SERVICE, address)).toEqual({ data: Buffer.from("Hello"), link });
      expect(fetching.mock.calls[0]?.[1]?.headers).toEqual({});
    } finally {
      fetching.mockRestore();
    }
  });

  test("are no sign-in page", async () => {
    const service = await serve((_, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<h1>Sign in</h1>"),
    );
    expect(await open(service, `${service}v3/attachments/1`)).toEqual({ link });
    const page = { fileType: "html", fileSize: 16 };
    expect(await open(service, `${service}v3/attachments/1`, page)).toMatchObject({
      data: Buffer.from("<h1>Sign in</h1>"),
    });
    expect(await open(service, `${service}v3/attachments/1`, { ...page, fileSize: 99 })).toEqual({ link });
  });

  test("are nothing when they are refused, too many or going in circles", async () => {
    const refusing = await serve((_, response) => response.writeHead(410).end());
    expect(await open(refusing, `${refusing}v3/attachments/1`)).toEqual({ link });
    const circling = await serve((_, response) => response.writeHead(302, { location: "/again" }).end());
    expect(await open(circling, `${circling}v3/attachments/1`)).toEqual({ link });
    const piece = Buffer.alloc(1_000_000);
    const endless = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(piece));
        response.once("drain", more);
      };
      more();
    });
    expect(await open(endless, `${endless}v3/attachments/1`)).toEqual({ link });
  });

  test("of a real payload lie at the address that it tells", () => {
    const [file] = filesOf(payload("direct-file-without-text"), SERVICE);
    expect(JSON.parse(file?.id ?? "")).toMatchObject({
      from: expect.stringContaining("download.aspx") as string,
      link: expect.stringContaining("screen.png") as string,
    });
  });
});
