import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvColumns } from "../../src/api/csv";
import { exportTickets, type ExportOptions } from "../../src/cli/export-tickets";
import { openApiDesk, type ApiDesk } from "../api/setup";

let desk: ApiDesk;
let folder: string;
beforeEach(async () => {
  desk = await openApiDesk();
  folder = await mkdtemp(join(tmpdir(), "tierdesk-export-"));
});
afterEach(async () => {
  await desk.end();
  await rm(folder, { recursive: true });
});

async function exported(options: Partial<ExportOptions>) {
  const out = join(folder, "tickets");
  const outcome = await exportTickets(
    { format: "csv", desk: "main", out, ...options },
    desk.database.database,
    desk.clock.now(),
  );
  return { ...outcome, content: await readFile(out, "utf8").catch(() => "") };
}

it("writes a table of all tickets of the desk, and says how many", async () => {
  await desk.open(1);
  await desk.fillUpTo(501);
  await desk.open(502, { desk: "north" });
  const { text, content } = await exported({});
  expect(text).toBe(`501 tickets in ${join(folder, "tickets")}`);
  const lines = content.trimEnd().split("\r\n");
  expect([lines[0], lines.length]).toEqual([csvColumns.join(","), 502]);
});

it("lets nobody else on the machine read the file", async () => {
  await exported({});
  expect((await stat(join(folder, "tickets"))).mode & 0o777).toBe(0o600);
});

it("writes JSON that is one array, over several pages and for none", async () => {
  expect(JSON.parse((await exported({ format: "json" })).content)).toEqual([]);
  await desk.open(1);
  await desk.fillUpTo(1001);
  const { content } = await exported({ format: "json" });
  const tickets = JSON.parse(content) as { number: number; question: string }[];
  expect(tickets.map(({ number }) => number)).toEqual(Array.from({ length: 1001 }, (_, i) => i + 1));
  expect(tickets[0]?.question).toBe("The printer is jammed");
});

it("marks the table as UTF-8 for Excel where that is asked for", async () => {
  await desk.open(1);
  expect((await exported({ bom: true })).content).toMatch(/^\uFEFFnumber,/);
  expect((await exported({})).content).toMatch(/^number,/);
});

it("writes what changed since a day, and figures only", async () => {
  const first = await desk.open(1);
  await desk.open(2);
  desk.clock.forward(86_400_000);
  await desk.change(first, { ...first, priority: "urgent" });
  const { content } = await exported({ since: "2026-03-03", withoutText: true });
  expect(content.trimEnd().split("\r\n")).toHaveLength(2);
  expect(content).toContain("urgent");
  expect(content).not.toContain("jammed");
});

it.each([
  [{ format: "xml" }, '"xml" is no format. Write --format csv or --format json.'],
  [{ since: "monday" }, '"monday" is no day. Write it as 2026-09-01, or 30d for the last 30 days.'],
  [
    { out: "/nowhere/at/all.csv" },
    "/nowhere/at/all.csv cannot be written (ENOENT). Name another file with --out.",
  ],
])("refuses %p with what to write", async (options, text) => {
  expect(await exported(options)).toMatchObject({ text, exitCode: 1 });
});
