import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Config } from "../src/config";
import { startTierdesk, type Tierdesk } from "../src/main";
import { createBareDatabase } from "./support/database";
import { quietLog, runSql } from "./support/database-server";

const ROOT = resolve(__dirname, "..");
const log = { ...quietLog, error: () => {} };

let folder: string;
let database: Awaited<ReturnType<typeof createBareDatabase>>;
let running: Tierdesk | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "tierdesk-main-"));
  chmodSync(folder, 0o755);
  database = await createBareDatabase();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const config = (changes: Partial<Config> = {}): Config => ({
  host: "127.0.0.1",
  port: 0,
  dataDir: folder,
  databaseUrl: database.url,
  knowledgeBase: join(ROOT, "knowledge-base"),
  plan: join(ROOT, "helpdesk.yaml"),
  logLevel: "silent",
  ...changes,
});

const start = async (changes: Partial<Config> = {}) => (running = await startTierdesk(config(changes), log));

const post = (url: string, body: object) =>
  fetch(`${url}/sandbox/acts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

/** What somebody reads in their direct chat, once it holds `words`. */
async function reads(url: string, who: string, words: string, tries = 400): Promise<string> {
  for (; tries > 0; tries--) {
    const text = await (await fetch(`${url}/sandbox/messages?as=${who}&in=direct/${who}`)).text();
    if (text.includes(words)) return text;
    await new Promise((wait) => setTimeout(wait, 25));
  }
  throw new Error(`${who} never read "${words}".`);
}
const anaReads = (url: string, words: string, tries?: number) => reads(url, "ana", words, tries);

test("it starts on an empty database, answers, and goes on where it was after a restart", async () => {
  const { url } = await start();
  expect(
    (await post(url, { act: "post", as: "ana", in: "direct/ana", text: "I forgot my password", files: [] }))
      .status,
  ).toBe(200);
  await anaReads(url, "forgot-password.md");
  await running?.stop();
  const again = await start();
  await anaReads(again.url, "forgot-password.md");
  expect(await (await fetch(`${again.url}/health`)).json()).toMatchObject({
    ok: true,
    inbox: { waiting: 0, stuck: 0 },
  });
});

test("an article that is added is found, with no restart", async () => {
  const kb = join(folder, "kb");
  mkdirSync(kb);
  writeFileSync(
    join(kb, "plants.md"),
    "---\ntitle: Water the plants\nquestions: [who waters the plants]\n---\nWe do.\n",
  );
  const { url } = await start({ knowledgeBase: kb });
  writeFileSync(
    join(kb, "fed.md"),
    "---\ntitle: The laminator's food\nquestions: [what does the laminator eat]\n---\nFilm.\n",
  );
  for (let tries = 0; tries < 20; tries++) {
    await post(url, {
      act: "post",
      as: "ana",
      in: "direct/ana",
      text: "new: what does the laminator eat",
      files: [],
    });
    const found = await anaReads(url, "laminator's food", 20).catch(() => "");
    if (found !== "") return;
  }
  throw new Error("The new article was never found.");
});

test.each([
  ["no knowledge base", { knowledgeBase: "/nowhere" }, /no folder \/nowhere[\s\S]*kb check/],
  ["no plan", { plan: "/nowhere.yaml" }, /no file \/nowhere\.yaml[\s\S]*plan check/],
])("%s: refuses with what is wrong and how to see it all", async (_what, changes, words) => {
  await expect(start(changes)).rejects.toThrow(words);
});

test("a broken plan: the first errors with file and line, and the command for the rest", async () => {
  const plan = join(folder, "helpdesk.yaml");
  writeFileSync(plan, "organisation: X\ntires: 3\n");
  await expect(start({ plan })).rejects.toThrow(/helpdesk\.yaml:\d+: [\s\S]*plan check --plan/);
});

test("a taken port leaves nothing behind: the next start works", async () => {
  const other: Server = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toThrow(`Port ${port} is taken`);
  await new Promise((done) => other.close(done));
  expect((await start({ port })).url).toContain(String(port));
});

describe("the plan's owner", () => {
  const PLAN = readFileSync(join(ROOT, "helpdesk.yaml"), "utf8");
  const plan = () => join(folder, "helpdesk.yaml");

  test("hears of an edit that breaks the plan, and of the one that mends it", async () => {
    writeFileSync(plan(), PLAN);
    const { url } = await start({ plan: plan() });
    writeFileSync(plan(), PLAN.replace("lead: priya", "lead: pryia"));
    const told = await reads(url, "mira", "saved with an error");
    expect(told).toMatch(/helpdesk[^ ]*yaml[^ ]*\d+/);
    expect(told).toContain("pryia");
    writeFileSync(plan(), PLAN);
    await reads(url, "mira", "can be read again");
  });

  test("hears of an edit that was mended while nothing ran", async () => {
    writeFileSync(plan(), PLAN);
    const { url } = await start({ plan: plan() });
    writeFileSync(plan(), "organisation: X\n");
    await reads(url, "mira", "saved with");
    await running?.stop();
    writeFileSync(plan(), PLAN);
    await reads((await start({ plan: plan() })).url, "mira", "can be read again");
  });

  test("hears in the night what the plan leaves open, once", async () => {
    writeFileSync(plan(), PLAN.replace("3: { liaison: kofi, deputy: lena }", "3: { liaison: kofi }"));
    await start({ plan: plan() });
    await running?.stop();
    const lastDone = (days: number) =>
      runSql(database.url, (client) =>
        client.query(
          `UPDATE "DeskDuty" SET "doneAt" = now() - ${days} * interval '1 day' WHERE duty = 'check'`,
        ),
      );
    await lastDone(3);
    const first = await reads((await start({ plan: plan() })).url, "mira", "Kofi Mensah has no deputy");
    await running?.stop();
    await lastDone(2);
    const { url } = await start({ plan: plan() });
    await checkedAgain();
    const second = await reads(url, "mira", "has no deputy");
    expect(second.split("leaves open")).toHaveLength(first.split("leaves open").length);
  });

  /** Its moment has gone on. */
  async function checkedAgain(): Promise<void> {
    for (let tries = 0; tries < 400; tries++) {
      const { rows } = await runSql(database.url, (client) =>
        client.query(`SELECT 1 FROM "DeskDuty" WHERE duty = 'check' AND "wakeAt" > now()`),
      );
      if (rows.length > 0) return;
      await new Promise((wait) => setTimeout(wait, 25));
    }
    throw new Error("The plan was never checked.");
  }
});
