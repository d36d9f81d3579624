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
