/** What does the sandbox still know after a kill, a torn line or a compaction? */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeskEvent } from "../../src/desk/events";
import { createSandbox } from "../../src/platforms/sandbox";
import { channelPlace, directChat } from "../../src/platforms/sandbox/address";
import type { Change } from "../../src/platforms/sandbox/changes";
import { openJournal } from "../../src/platforms/sandbox/journal";
import { takeSnapshot } from "../../src/platforms/sandbox/snapshot";
import { eventually } from "./contract-bench";
import { commenting, contractForm, pressing } from "./contract-content";
import { exampleSetup, shownMessage } from "./sandbox-setup";

const ana = directChat("ana");

const posted = (number: number, text: string, files: string[] = []): Change => ({
  type: "posted",
  id: `sandbox/direct/ana/m${number}/posted`,
  at: "2026-03-02T15:00:00.000Z",
  by: "ana",
  message: `m${number}`,
  in: ana,
  text,
  files,
});

/** One of each kind of change, with references between them. */
const EVERY_CHANGE: Change[] = [
  {
    type: "uploaded",
    by: "ana",
    file: { platform: "sandbox", id: "f1", name: "a.txt", size: 3, mediaType: "text/plain" },
  },
  posted(1, "Printer", ["f1"]),
  { type: "edited", id: "e1", at: "2026-03-02T15:01:00.000Z", by: "ana", message: "m1", text: "The printer" },
  { type: "given", id: "sandbox/direct/ana/m1/posted" },
  {
    type: "bot_posted",
    message: "m2",
    at: "2026-03-02T15:02:00.000Z",
    in: channelPlace("service-desk"),
    key: "card",
    content: pressing("take", "Take"),
  },
  { type: "bot_updated", message: "m2", content: pressing("release", "Release") },
  { type: "bot_invited", in: channelPlace("service-desk"), account: "kofi" },
  { type: "bot_marked", message: "m1", mark: { state: "failed", reason: "Ana has left." } },
  posted(3, "Oops"),
  { type: "deleted", id: "d3", at: "2026-03-02T15:03:00.000Z", by: "ana", message: "m3" },
  {
    type: "pressed",
    id: "sandbox/press/dana/1",
    at: "2026-03-02T15:04:00.000Z",
    by: "dana",
    in: channelPlace("service-desk"),
    press: { action: "take", ticket: 1 },
  },
  {
    type: "bot_posted",
    message: "m4",
    at: "2026-03-02T15:05:00.000Z",
    in: ana,
    key: "k4",
    content: commenting("Hi"),
  },
  { type: "bot_withdrew", message: "m4" },
];

describe("The sandbox's journal", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-journal-"));
    file = join(folder, "sandbox", "journal.jsonl");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (changes: Change[]) => {
    const { journal } = openJournal(file);
    for (const change of changes) journal.append(change);
    journal.close();
  };

  it("drops a line that a kill left half written, and goes on after it", () => {
    write([posted(1, "one"), posted(2, "two")]);
    appendFileSync(file, '{"type":"posted","id":"sandbox/direct/ana/m3/po');
    const { world, journal } = openJournal(file);
    expect([...world.messages.keys()]).toEqual(["m1", "m2"]);
    journal.append(posted(3, "three"));
    journal.close();
    expect([...openJournal(file).world.messages.values()].map(({ text }) => text)).toEqual([
      "one",
      "two",
      "three",
    ]);
  });

  it("keeps a character of several bytes whole at every place a kill can cut", () => {
    write([posted(1, "Drücker 🖨️ kaputt")]);
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 1) {
      writeFileSync(file, whole.subarray(0, length));
      expect(openJournal(file).world.messages.size).toBe(0);
    }
  });

  it("says where it cannot be read, instead of losing what stands there", () => {
    write([posted(1, "one")]);
    appendFileSync(file, "what is this\n");
    expect(() => openJournal(file)).toThrow(/journal\.jsonl:2 cannot be read\. Move the file away/u);
  });

  it("knows the same after it was compacted", () => {
    write(EVERY_CHANGE);
    const before = takeSnapshot(openJournal(file).world);
    openJournal(file, 0);
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
    expect(takeSnapshot(openJournal(file).world)).toEqual(before);
    expect(before.pending.map(({ type }) => type)).toEqual(["edited", "posted", "deleted", "pressed"]);
  });

  it("forgets deleted words when it is compacted", () => {
    write([posted(1, "Secret words"), { type: "given", id: "sandbox/direct/ana/m1/posted" }]);
    write([{ type: "deleted", id: "d", at: "2026-03-02T15:03:00.000Z", by: "ana", message: "m1" }]);
    openJournal(file, 0);
    expect(readFileSync(file, "utf8")).not.toContain("Secret");
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  it("after a kill, shows everything again and gives the desk what it had not stored", async () => {
    const options = { ...exampleSetup, dataDir: folder, formFor: contractForm };
    const killed = createSandbox(options);
    await killed.start(() => new Promise(() => undefined));
    await killed.people.post("ana", ana, "Is anybody there?");
    await killed.deliver({ key: "k", verb: "post", to: ana, content: commenting("Yes"), opensThread: false });

    const events: DeskEvent[] = [];
    const next = createSandbox(options);
    await next.start(async (event) => void events.push(event));
    await eventually(() => next.people.allGiven() || undefined);
    await next.stop();
    expect(next.people.see("ana", ana).map((message) => shownMessage(message).text.trim())).toEqual([
      "Is anybody there?",
      "Yes",
    ]);
    expect(events).toMatchObject([{ id: "sandbox/direct/ana/m1/posted", text: "Is anybody there?" }]);
  });
});
