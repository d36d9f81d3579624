import type { ServerResponse } from "node:http";
import type { FileRef } from "../../../src/desk/model";
import type { OpenedFile } from "../../../src/platforms/platform";
import { threadUnder } from "../../../src/platforms/slack/address";
import { createOpenFile } from "../../../src/platforms/slack/delivering/open-file";
import { TOKEN } from "./delivering-fake";
import { openBench, TEAM, withFiles, type Bench } from "./delivering-setup";

const LINK = "https://lakeside.slack.com/files/U1/F1/plan.pdf";
const SHAREPOINT = "https://lakeside.sharepoint.com/plan.pdf";
const thread = threadUnder(TEAM, "C1", "17.1");
const ofTeams: FileRef = {
  platform: "teams",
  id: "item-1",
  name: "plan.pdf",
  size: 3,
  mediaType: "application/pdf",
};
const ofSlack: FileRef = { ...ofTeams, platform: "slack", id: `${TEAM}/F1` };

let bench: Bench;
afterEach(() => bench.fake.close());

describe("a file of another platform", () => {
  const asked: FileRef[] = [];
  /** What stands below a message that comes with it, when the other platform gives out this much. */
  async function below(opened: OpenedFile | undefined, file = ofTeams): Promise<string[]> {
    bench = await openBench({}, async (one) => {
      asked.push(one);
      return opened;
    });
    await bench.post({ to: thread, content: withFiles(file) });
    return bench.fake.kept.slice(1).map(({ files, text }) => files?.[0]?.title ?? text ?? "");
  }
  const linksBelow = () =>
    bench.fake.kept.slice(1).flatMap(({ blocks = "" }) => /"url":"([^"]*)"/.exec(blocks)?.[1] ?? []);

  it("is copied below the message, in its thread", async () => {
    expect(await below({ data: Buffer.from("PDF"), link: SHAREPOINT })).toEqual(["plan.pdf"]);
    expect(bench.fake.uploads).toEqual([{ name: "plan.pdf", data: Buffer.from("PDF") }]);
    expect(bench.fake.kept[1]?.thread_ts).toBe("17.1");
    expect(asked.at(-1)).toEqual(ofTeams);
  });

  it("that is not given out is named, with its link", async () => {
    expect(await below({ link: SHAREPOINT })).toEqual([
      expect.stringMatching(/“plan\.pdf” could not be copied here\. It stays in Microsoft Teams\./),
    ]);
    expect(linksBelow()).toEqual([SHAREPOINT]);
    expect(bench.fake.kept[1]?.blocks).toContain("Open it in Microsoft Teams");
  });

  it("that is too large is named, with its link", async () => {
    const data = Buffer.alloc(50_000_001);
    expect(await below({ data, link: SHAREPOINT })).toEqual([expect.stringContaining("larger than 50 MB")]);
    expect(linksBelow()).toEqual([SHAREPOINT]);
    expect(bench.fake.uploads).toEqual([]);
  });

  it("of which nothing can be had is named, and where it is", async () => {
    const line = expect.stringContaining("It is in Microsoft Teams: please open it there.");
    expect(await below(undefined)).toEqual([line]);
    expect(linksBelow()).toEqual([]);
  });

  it("that takes too long to be had does not hold up the message", async () => {
    bench = await openBench({ filesMs: 50 }, () => new Promise(() => {}));
    await bench.post({ to: thread, content: withFiles(ofTeams) });
    expect(bench.fake.kept[1]?.text).toContain("took too long");
  });
});

describe("a file of Slack, for another platform", () => {
  const pdf = (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "application/pdf" }).end("PDF");

  /** What the other platform gets, when Slack answers so. */
  async function opened(
    { serve = pdf, about = {} }: { serve?: (response: ServerResponse) => void; about?: object } = {},
    file = ofSlack,
    withinMs?: number,
  ): Promise<OpenedFile | undefined> {
    bench = await openBench();
    const { fake, workspaces } = bench;
    fake.files["F1"] = {
      id: "F1",
      name: "plan.pdf",
      mimetype: "application/pdf",
      permalink: LINK,
      url_private_download: `${fake.origin}/files/F1`,
      ...about,
    };
    fake.routes["/files/F1"] = (request, response) => {
      tokens.push(request.headers.authorization);
      serve(response);
    };
    return createOpenFile({ apiUrl: fake.apiUrl }, workspaces, withinMs)(file);
  }
  const tokens: (string | undefined)[] = [];

  it("is its bytes, fetched with the bot's token, and its link", async () => {
    expect(await opened()).toEqual({ data: Buffer.from("PDF"), link: LINK });
    expect(tokens).toEqual([`Bearer ${TOKEN}`]);
  });

  it.each<[string, Parameters<typeof opened>[0]]>([
    ["is too large", { about: { size: 50_000_001 } }],
    ["is kept outside of Slack", { about: { is_external: true } }],
    ["would be fetched from a foreign host", { about: { url_private_download: "https://evil.example/x" } }],
    ["is refused", { serve: (response) => response.writeHead(403).end() }],
  ])("is its link alone, when it %s", async (_, slack) => {
    expect(await opened(slack)).toEqual({ link: LINK });
  });

  it.each<[string, Partial<FileRef>]>([
    ["is another platform's", { platform: "teams" }],
    ["is another workspace's", { id: "T2/F1" }],
    ["has an id that Slack gave to nobody", { id: "F1" }],
  ])("is nothing, when it %s", async (_, changes) => {
    expect(await opened({}, { ...ofSlack, ...changes })).toBeUndefined();
  });

  it("is nothing, when Slack does not know it any more", async () => {
    expect(await opened({}, { ...ofSlack, id: `${TEAM}/F7` })).toBeUndefined();
  });

  it("is nothing, when Slack does not come to an end", async () => {
    expect(await opened({ serve: () => {} }, ofSlack, 100)).toBeUndefined();
  });
});
