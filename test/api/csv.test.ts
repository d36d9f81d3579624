import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";
import { csvColumns } from "../../src/api/csv";
import { dana, later } from "../store/samples";
import { openApiDesk, type ApiDesk } from "./setup";

let desk: ApiDesk;
beforeEach(async () => {
  desk = await openApiDesk();
});
afterEach(() => desk.end());

const table = async (path: string, init = {}) => (await desk.get(path, init)).text();

test("a table has all tickets of any number, a line each, and its columns are named", async () => {
  await desk.open(1);
  await desk.fillUpTo(1203);
  const lines = (await table("/api/tickets?format=csv")).trimEnd().split("\r\n");
  expect(lines[0]).toBe(csvColumns.join(","));
  expect(lines.slice(1).map((line) => Number(line.split(",")[0]))).toEqual(
    Array.from({ length: 1203 }, (_, i) => i + 1),
  );
});

test("a table is asked for by `format` or by Accept, and keeps the filter", async () => {
  await desk.open(1);
  await desk.open(2, { component: "network" });
  const response = await desk.get("/api/tickets?component=network", { headers: { accept: "text/csv" } });
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(response.headers.get("content-disposition")).toContain("tickets.csv");
  expect((await response.text()).trimEnd().split("\r\n")).toHaveLength(2);
  expect(
    (await desk.get("/api/tickets", { headers: { accept: "text/html,*/*" } })).headers.get("content-type"),
  ).toContain("json");
});

test("what people write is never a formula, and stays in its cell", async () => {
  const hostile = [
    '=HYPERLINK("http://evil")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    'says "no", or\nnot',
    "Grüße, 日本",
  ];
  for (const [i, question] of hostile.entries())
    await desk.open(i + 1, {
      question,
      resolution: { kind: "solved", note: question, by: { ...dana, name: question }, at: later(0) },
    });
  const text = await table("/api/tickets?format=csv");
  const cells = parse(text)
    .slice(1)
    .map((row) => row[csvColumns.indexOf("question")]);
  expect(cells).toEqual(hostile.map((question) => (/^[=+\-@\t]/.test(question) ? `'${question}` : question)));
  for (const row of parse(text)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("nor where a spreadsheet separates with semicolons, whatever our quotes say", async () => {
  await desk.open(1, { question: 'x;=1+1\n=HYPERLINK("http://evil")\r\n +2; @SUM(A1)' });
  const text = await table("/api/tickets?format=csv");
  for (const cell of text.split(/[;\r\n]/)) expect(cell.trim()).not.toMatch(/^"?[=+\-@]/);
  expect(text).toContain("x;'=1+1\n'=HYPERLINK");
});

test("a long table for a slow reader leaves nothing listening behind each page", async () => {
  const listening: number[] = [];
  const watch = (message: unknown) => {
    const { response } = message as { response: ServerResponse };
    response.on("finish", () => void listening.push(response.listenerCount("close")));
  };
  await desk.open(1);
  await desk.fillUpTo(6000);
  subscribe("http.server.request.start", watch);
  expect((await table("/api/tickets?format=csv")).trimEnd().split("\r\n")).toHaveLength(6001);
  unsubscribe("http.server.request.start", watch);
  expect(listening).toHaveLength(1);
  expect(listening[0]).toBeLessThan(10);
});

test("who goes away in the middle of a table is no trouble", async () => {
  await desk.open(1);
  await desk.fillUpTo(6000);
  const leaving = new AbortController();
  const response = await desk.get("/api/tickets?format=csv", { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  expect(await table("/api/tickets?number=1&format=csv")).toContain("\r\n1,");
  expect(desk.logged).toEqual([]);
});

test("HEAD of a table has no body", async () => {
  expect(await table("/api/tickets?format=csv", { method: "HEAD" })).toBe("");
});

/** RFC 4180, by hand: quotes double, a line ends with CRLF. */
function parse(text: string): string[][] {
  const cells = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
