import type { ServerResponse } from "node:http";
import { pictureOf } from "../../../src/desk/picture";
import type { FileRef } from "../../../src/desk/model";
import { threadUnder } from "../../../src/platforms/slack/address";
import { isSlackHost } from "../../../src/platforms/slack/delivering/file-hosts";
import { TOKEN } from "./delivering-fake";
import { BEFORE, failureOf, openBench, TEAM, withFiles, type Bench } from "./delivering-setup";

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.fake.close());

const LINK = "https://lakeside.slack.com/files/U1/F1/plan.pdf";
const thread = threadUnder(TEAM, "C1", "17.1");

/** A file that Slack has, whose download is answered by `serve`. */
function keepFile(serve: (response: ServerResponse) => void, about: object = {}, id = "F1"): FileRef {
  bench.fake.files[id] = {
    id,
    name: "plan.pdf",
    mimetype: "application/pdf",
    permalink: LINK,
    url_private_download: `${bench.fake.origin}/files/${id}`,
    ...about,
  };
  bench.fake.routes[`/files/${id}`] = (request, response) => {
    asked.push(request.headers.authorization);
    serve(response);
  };
  return { platform: "slack", id: `${TEAM}/${id}`, name: "plan.pdf", size: 3, mediaType: "application/pdf" };
}
let asked: (string | undefined)[] = [];
beforeEach(() => {
  asked = [];
});

const pdf = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "application/pdf" }).end("PDF");
const post = (...files: FileRef[]) => bench.post({ key: "same", to: thread, content: withFiles(...files) });
const repeat = (...files: FileRef[]) =>
  bench.post({ key: "same", to: thread, content: withFiles(...files), againSince: BEFORE });
/** What stands below the message: files, or lines about them. */
const below = () => bench.fake.kept.slice(1).map(({ files, text }) => files?.[0]?.title ?? text);

describe("a file of a message", () => {
  it("is copied below it, in its thread, fetched with the bot's token", async () => {
    await post(keepFile(pdf));
    expect(bench.fake.uploads).toEqual([{ name: "plan.pdf", data: Buffer.from("PDF") }]);
    expect(bench.fake.kept[1]).toMatchObject({
      channel: "C1",
      thread_ts: "17.1",
      files: [{ title: "plan.pdf" }],
    });
    expect(asked).toEqual([`Bearer ${TOKEN}`]);
  });

  it("of a post that opens a thread hangs in that thread", async () => {
    const { message } = await bench.post({ content: withFiles(keepFile(pdf)), opensThread: true });
    expect(bench.fake.kept[1]?.thread_ts).toBe(message.messageId);
  });

  it("is fetched through redirects within Slack", async () => {
    bench.fake.routes["/elsewhere"] = (_, response) => pdf(response);
    await post(keepFile((response) => response.writeHead(302, { location: "/elsewhere" }).end()));
    expect(below()).toEqual(["plan.pdf"]);
  });

  it("that is already there is not copied again, but one more of its name is", async () => {
    const first = keepFile(pdf);
    const second = keepFile(pdf, {}, "F2");
    await post(first);
    await repeat(first, second);
    expect(below()).toEqual(["plan.pdf", "plan.pdf"]);
    await repeat(first, second);
    expect(bench.fake.uploads).toHaveLength(2);
  });
});

test("a file of an earlier message is not taken for the one that is still missing", async () => {
  const file = keepFile(pdf);
  await post(file);
  await bench.post({ key: "next", to: thread, content: withFiles() });
  await bench.post({ key: "next", to: thread, content: withFiles(file), againSince: BEFORE });
  expect(below().filter((title) => title === "plan.pdf")).toHaveLength(2);
});

describe("instead of a file that cannot be copied stands one line", () => {
  const html = (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>Sign in</html>");
  const away = (response: ServerResponse) =>
    response.writeHead(302, { location: "http://127.0.0.2:9/steal" }).end();
  const around = (response: ServerResponse) => response.writeHead(302, { location: "/files/F1" }).end();
  const large = (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/pdf" });
    const piece = Buffer.alloc(1_000_000);
    const write = (left: number): void => {
      if (left === 0 || response.destroyed) return void response.end();
      response.write(piece, () => write(left - 1));
    };
    write(60);
  };

  it.each<[string, (response: ServerResponse) => void, object, RegExp]>([
    ["a sign-in page", html, {}, /asked the help desk to sign in/],
    ["a sign-in page for an HTML file", html, { mimetype: "text/html", size: 4_000 }, /sign in/],
    ["a redirect to a foreign host", away, {}, /outside of Slack/],
    ["redirects without end", around, {}, /in circles/],
    ["a file that says it is too large", pdf, { size: 50_000_001 }, /larger than 50 MB/],
    ["a file that turns out too large", large, {}, /larger than 50 MB/],
    ["a refusal", (response) => response.writeHead(403).end(), {}, /HTTP 403/],
    ["a broken connection", (response) => response.destroy(), {}, /could not be asked/],
    ["a file kept elsewhere", pdf, { is_external: true }, /kept outside of Slack/],
    ["a file hidden by a limit", pdf, { url_private_download: undefined }, /does not give it out any more/],
    [
      "a download from a foreign host",
      pdf,
      { url_private_download: "https://evil.example/x" },
      /outside of Slack/,
    ],
    ["an empty file", (response) => response.writeHead(200).end(), {}, /empty/],
  ])("%s", async (_, serve, about, sentence) => {
    await post(keepFile(serve, about));
    const [line = ""] = below();
    expect(below()).toHaveLength(1);
    expect(line).toMatch(/^The file “plan\.pdf” could not be copied here\. /);
    expect(line).toMatch(sentence);
    expect(bench.fake.kept[1]?.thread_ts).toBe("17.1");
    expect(bench.fake.uploads).toEqual([]);
  });

  it("with a link for those who may open it", async () => {
    await post(keepFile(html));
    expect(JSON.parse(bench.fake.kept[1]?.blocks ?? "")).toMatchObject([
      { elements: [{ elements: [{ type: "text" }, { type: "link", url: LINK }] }] },
    ]);
  });

  it.each([
    ["files.info", { error: "file_deleted" }, /deleted in Slack/],
    ["files.info", { error: "missing_scope", needed: "files:read" }, /files:read/],
    ["files.getUploadURLExternal", { error: "missing_scope", needed: "files:write" }, /files:write/],
    ["files.completeUploadExternal", { error: "blocked_file_type" }, /blocked_file_type/],
  ])("when %s is refused: %j", async (method, refusal, sentence) => {
    bench.fake.script(method, { ok: false, ...refusal });
    await post(keepFile(pdf));
    expect(below()).toEqual([expect.stringMatching(sentence)]);
  });

  it("when Slack wants it uploaded to a foreign host", async () => {
    const upload_url = "https://evil.example/upload";
    bench.fake.script("files.getUploadURLExternal", { ok: true, upload_url, file_id: "F9" });
    await post(keepFile(pdf));
    expect(below()).toEqual([expect.stringContaining("no place of its own")]);
  });

  it("when it is on another platform, or in another workspace", async () => {
    const file = keepFile(pdf);
    await post({ ...file, platform: "teams", id: "x" }, { ...file, id: "T2/F1" });
    expect(below()).toEqual([
      expect.stringContaining("Microsoft Teams"),
      expect.stringContaining("another Slack workspace"),
    ]);
  });

  it("which no name of a file can turn into a ping or a link", async () => {
    await post({ ...keepFile(pdf), platform: "teams", name: "<!channel> & <https://evil.example|plan>" });
    expect(below()[0]).toContain("&lt;!channel&gt; &amp; &lt;https://evil.example|plan&gt;");
    const { blocks = "" } = bench.fake.kept[1] ?? {};
    expect(blocks).not.toMatch(/"type":"(?:link|broadcast|user)"/);
  });

  it("once, also when the delivery is tried again", async () => {
    const file = keepFile(html);
    await post(file);
    await repeat(file);
    expect(below()).toHaveLength(1);
  });

  it("and when that line cannot be posted either, the message still counts as delivered", async () => {
    bench.fake.script("chat.postMessage", "as usual", { status: 500 });
    const file = keepFile(html);
    const { message } = await post(file);
    expect(bench.fake.kept.map(({ ts }) => ts)).toEqual([message.messageId]);
    expect(bench.logged).toEqual([expect.stringContaining("slack.file_not_copied")]);
    expect(bench.logged.join()).not.toContain("plan.pdf");
    // Of another platform it may be an address that lets in whoever knows it.
    expect(bench.logged.join()).not.toContain(file.id);
  });
});

test("a file that takes too long does not hold up the message", async () => {
  await bench.fake.close();
  bench = await openBench({ filesMs: 50 });
  const hanging: ServerResponse[] = [];
  await post(keepFile((response) => void hanging.push(response)));
  expect(below()).toEqual([expect.stringContaining("took too long")]);
});

test("a message that is not posted has no files either", async () => {
  bench.fake.script("chat.postMessage", { ok: false, error: "is_archived" });
  await failureOf(post(keepFile(pdf)));
  expect(asked).toEqual([]);
  expect(bench.fake.uploads).toEqual([]);
});

test.each([
  ["https://files.slack.com/x", undefined, true],
  ["https://slack.com/x", undefined, true],
  ["https://a.slack-edge.com/x", undefined, true],
  ["https://lakeside.slack.com/x", undefined, false],
  ["http://files.slack.com/x", undefined, false],
  ["https://files.slack.com:8443/x", undefined, false],
  ["https://files.slack.com.evil.example/x", undefined, false],
  ["https://slack-edge.com.evil.example/x", undefined, false],
  ["https://evil-slack-edge.com/x", undefined, false],
  ["https://user@evil.example/files.slack.com", undefined, false],
  ["http://127.0.0.1:8080/x", "http://127.0.0.1:8080/api/", true],
  ["http://127.0.0.1:8081/x", "http://127.0.0.1:8080/api/", false],
  ["http://proxy.example/x", "https://proxy.example/api/", false],
])("our token may go to %s when the API is at %s: %s", (url, apiUrl, expected) => {
  expect(isSlackHost(new URL(url), apiUrl)).toBe(expected);
});

describe("a picture of the help desk's own", () => {
  const chart = pictureOf({ title: "Tickets a week", labels: ["2 Nov"], series: [] });

  it("is uploaded below the message, which does not name it as a file", async () => {
    await bench.fake.close();
    bench = await openBench({}, async () => ({ data: Buffer.from("PNG") }));
    await post(chart);
    expect(bench.fake.uploads).toEqual([{ name: "Tickets a week.png", data: Buffer.from("PNG") }]);
    expect(JSON.stringify(bench.fake.kept[0])).not.toContain("Tickets a week");
  });

  it("that cannot be drawn is said so", async () => {
    await post(chart);
    expect(below()).toEqual([
      "The file “Tickets a week.png” could not be copied here. It could not be drawn.",
    ]);
  });
});
