// How do files come along with a message, and does no message wait or fail for one?
import { pictureOf } from "../../../src/desk/picture";
import type { FileRef } from "../../../src/desk/model";
import type { OpenFile } from "../../../src/platforms/teams/options";
import { refusal } from "./delivering-fake";
import { THREAD, openBench, withFiles, wordsOf } from "./delivering-setup";

const slackFile = (more: Partial<FileRef> = {}): FileRef => ({
  platform: "slack",
  id: "F1",
  name: "screen.png",
  size: 3,
  mediaType: "image/png",
  ...more,
});
const SHAREPOINT = "https://school.sharepoint.com/sites/it/report.docx";
const teamsFile = slackFile({
  platform: "teams",
  id: JSON.stringify({ link: SHAREPOINT, from: SHAREPOINT, service: "https://smba.example/" }),
});
const ASK = /please ask for them to be sent another way/;

async function shown(files: FileRef[], openFile?: OpenFile) {
  const bench = openBench(openFile ? { openFile } : {});
  await bench.post({ to: THREAD, content: withFiles(...files) });
  return {
    ...bench,
    words: wordsOf(bench.fake.kept[0]),
    attachments: bench.fake.kept[0]?.activity.attachments,
  };
}

it("a file of Teams is opened where it is", async () => {
  const { words } = await shown([teamsFile]);
  expect(words).toContain(SHAREPOINT);
  expect(words).not.toMatch(ASK);
});

it("a file of another platform is opened there", async () => {
  const { words } = await shown([slackFile()], async () => ({ link: "https://school.slack.com/files/F1" }));
  expect(words).toContain("https://school.slack.com/files/F1");
});

it("a small picture that has no link is shown", async () => {
  const { attachments, words } = await shown([slackFile()], async () => ({ data: Buffer.from("png") }));
  expect(attachments?.[1]).toEqual({
    contentType: "image/png",
    contentUrl: "data:image/png;base64,cG5n",
    name: "screen.png",
  });
  expect(words).not.toMatch(ASK);
});

it.each<[string, FileRef, OpenFile | undefined]>([
  ["is too big", slackFile(), async () => ({ data: Buffer.alloc(60_000) })],
  ["is no picture", slackFile({ mediaType: "text/html" }), async () => ({ data: Buffer.from("<p>") })],
  ["leads nowhere", slackFile(), async () => ({ link: "javascript:alert(1)" })],
  ["cannot be had", slackFile(), async () => undefined],
  ["cannot be opened", slackFile(), () => Promise.reject(new Error("no"))],
  ["is not opened by anybody", slackFile(), undefined],
  ["is unreadable", { ...teamsFile, id: "?" }, undefined],
])("a file that %s is named, with what to do about it", async (_, file, openFile) => {
  const { words, attachments } = await shown([file], openFile);
  expect(words).toContain("screen.png");
  expect(words).toMatch(ASK);
  expect(words).not.toContain("javascript:");
  expect(attachments).toHaveLength(1);
});

const chart = { title: "Tickets a week", labels: ["2 Nov"], series: [] };

it("a picture of the help desk's own is shown, without its name as a file", async () => {
  const { attachments, words } = await shown([pictureOf(chart)], async () => ({ data: Buffer.from("png") }));
  expect(attachments?.[1]?.contentUrl).toBe("data:image/png;base64,cG5n");
  expect(words).not.toContain("📎");
});

it("a picture of the help desk's own that cannot be drawn is nobody's to send another way", async () => {
  const { attachments, words } = await shown([pictureOf(chart)], async () => undefined);
  expect(attachments).toHaveLength(1);
  expect(words).not.toMatch(ASK);
});

it("many pictures are shown as far as they fit", async () => {
  const files = [1, 2, 3].map((i) => slackFile({ id: `F${i}` }));
  const { attachments } = await shown(files, async () => ({ data: Buffer.alloc(40_000) }));
  expect(attachments).toHaveLength(2);
});

it("the message arrives without the picture when Teams refuses it", async () => {
  const bench = openBench({ openFile: async () => ({ data: Buffer.from("png") }) });
  bench.fake.script("send", refusal(413));
  await bench.post({ to: THREAD, content: withFiles(slackFile()) });
  expect(bench.fake.kept.map(({ activity }) => activity.attachments?.length)).toEqual([1]);
});

it("does not wait for a file for long", async () => {
  jest.useFakeTimers();
  try {
    const bench = openBench({ openFile: () => new Promise(() => {}) });
    const posting = bench.post({ to: THREAD, content: withFiles(slackFile(), teamsFile) });
    await jest.advanceTimersByTimeAsync(3_000);
    await posting;
    const words = wordsOf(bench.fake.kept[0]);
    expect(words).toContain(SHAREPOINT);
    expect(words).toMatch(ASK);
  } finally {
    jest.useRealTimers();
  }
});

it("that cannot be opened is no secret told: the address of a file lets in whoever knows it", async () => {
  const id = JSON.stringify({
    from: "https://school.sharepoint.com/d?tempauth=hunter2",
    service: "https://x.example/",
  });
  const { logged } = await shown([{ ...teamsFile, id }], () => Promise.reject(new Error("no")));
  expect(logged).toEqual(['teams.file_not_opened {"platform":"teams"}']);
});
