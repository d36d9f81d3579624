// Do the tests of a knowledge base find what is wrong, what an edit steals, and nothing else?

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { kbTest, testWith } from "../../src/cli/kb-test";
import { realMeanings } from "../support/meanings";

const ROOT = resolve(__dirname, "..", "..");
const PLAN = join(ROOT, "helpdesk.yaml");

let dir: string;
let kb: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "kb-test-"));
  kb = join(dir, "kb");
  write(
    "guest-wifi.md",
    article(
      "Wi-Fi for a visitor",
      ["internet for a guest speaker", "visitor wireless password", "Wi-Fi code for parents"],
      ["Wi-Fi on my own phone"],
    ),
  );
  write(
    "own-phone.md",
    article("Wi-Fi on your own phone", [
      "my private phone on the school Wi-Fi",
      "use the school wireless with my personal phone",
      "personal tablet on the school Wi-Fi",
    ]),
  );
  write(
    "paper-jam.md",
    article("Clear a paper jam", ["paper is stuck in the copier", "the printer is jammed"]),
  );
  write("toner.md", article("Change the toner", ["the toner is empty", "toner is low on the copier"]));
});
afterEach(() => rmSync(dir, { recursive: true }));

const article = (title: string, questions: string[], not: string[] = []): string =>
  [
    "---",
    `title: ${title}`,
    "questions:",
    ...questions.map((q) => `  - ${q}`),
    ...(not.length > 0 ? ["not:", ...not.map((q) => `  - ${q}`)] : []),
    "---",
    `${title}: this is how.`,
    "",
  ].join("\n");
function write(path: string, text: string): void {
  mkdirSync(dirname(join(kb, path)), { recursive: true });
  writeFileSync(join(kb, path), text);
}
const run = (options: { plan?: string; against?: string; json?: true } = {}) => kbTest({ kb, ...options });
const git = (...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=Mira", "-c", "user.email=mira@lakeside.example", ...args], {
    cwd: dir,
    encoding: "utf8",
  });
function commit(): void {
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-q", "-m", "As it was");
}

const EXAMPLE = { kb: join(ROOT, "knowledge-base"), plan: PLAN };
const allWell = /^\d{3} questions of articles, \d{3} of `not`, \d{2} tests: 0 errors, 0 warnings\.$/;

it("the example knowledge base passes its tests by words alone", async () => {
  const { text, exitCode } = await kbTest(EXAMPLE);
  expect(text).toMatch(allWell);
  expect(exitCode).toBe(0);
});

it("the example knowledge base passes its tests by meaning", async () => {
  const meanings = realMeanings();
  /** On a busy machine it may be late; a test can wait longer than a person. */
  const encode = (text: string): Float32Array => {
    for (let time = 0; time < 100; time++) {
      const meaning = meanings.encode(text);
      if (meaning) return meaning;
    }
    throw new Error("The meaning of a text could not be told.");
  };
  try {
    expect((await testWith(EXAMPLE, { ...meanings, encode })).text).toMatch(allWell);
  } finally {
    await meanings.stop();
  }
}, 600_000);

it("without a plan, and without tests, the articles' own questions are asked, and it says what was not tried", async () => {
  expect(await run()).toEqual({
    exitCode: 0,
    text: "14 questions of articles, 1 of `not`, 0 tests: 0 errors, 0 warnings.\nWithout a plan: criteria and routes were not tried (--plan FILE).",
  });
});

it("a test that does not hold is told with its line, what was expected and what came of it", async () => {
  write(
    "tests.yaml",
    "- ask: the toner is empty\n  expect: paper-jam\n- ask: the toner is empty\n  expect: nothing\n- ask: when is lunch\n  expect: nothing\n",
  );
  const { text, exitCode } = await run();
  expect(exitCode).toBe(1);
  expect(text).toContain(
    'kb/tests.yaml:1: error: "the toner is empty": expected `paper-jam`, but `toner` answers it.',
  );
  expect(text).toContain(
    'kb/tests.yaml:3: error: "the toner is empty": expected `nothing`, but `toner` answers it.',
  );
  expect(text).toContain("3 tests: 2 errors");
});

it("asks by the plan's way: a route before an article, a criterion besides it, at a site", async () => {
  write("phishing.md", article("You clicked on a phishing link", ["I clicked a phishing link"]));
  write("pay.md", article("Your payslip", ["my paycheck is wrong"]));
  write(
    "tests.yaml",
    "- ask: I clicked a phishing link\n  expect: criterion phishing-clicked\n- ask: hello\n  expect: nothing\n- ask: the toner is empty\n  expect: toner\n  site: maple-elementary\n",
  );
  const { text, exitCode } = await run({ plan: PLAN });
  expect(exitCode).toBe(1);
  expect(text.split("\n")).toHaveLength(3);
  expect(text).toContain(
    'pay.md:4: error: "my paycheck is wrong" is a question of `pay`, but the route `payroll-and-hr` takes it.',
  );
});

it("a question that two articles have is a warning; what `kb check` finds is an error here too", async () => {
  write("second.md", article("Put a new cartridge in", ["the toner is empty"]));
  const { text, exitCode } = await run();
  expect(exitCode).toBe(0);
  expect(text).toContain('warning: "the toner is empty" is a question of `toner`, but it is asked back');
  write("broken.md", "---\nprivte: true\n---\ntext");
  const broken = await run();
  expect(broken.exitCode).toBe(1);
  expect(broken.text).toContain("broken.md:2: error: `privte` is not a key of an article.");
});

it("is one JSON object for programs", async () => {
  write("tests.yaml", "- ask: the toner is empty\n  expect: paper-jam\n");
  const { text } = await run({ json: true });
  expect(JSON.parse(text)).toMatchObject({
    questions: 14,
    tests: 1,
    errors: 1,
    found: [
      {
        kind: "test",
        file: "tests.yaml",
        line: 1,
        expected: ["paper-jam"],
        got: { decision: "answer", articles: ["toner"] },
      },
    ],
  });
});

it.each([
  ["a plan that is not there", { plan: "/nowhere.yaml" }, "There is no file /nowhere.yaml"],
  ["a folder that is no checkout, against a branch", { against: "origin/main" }, "is not in a git checkout"],
])("%s ends with 2 and says what to do", async (_, options, words) => {
  const { text, exitCode } = await run(options);
  expect(exitCode).toBe(2);
  expect(text).toContain(words);
});

it("no articles, or tests that are no tests, end with 1", async () => {
  write("tests.yaml", "nonsense");
  expect(await run()).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining("tests.yaml:1: error: The tests are not a list"),
  });
  rmSync(kb, { recursive: true });
  expect(await run()).toMatchObject({ exitCode: 1, text: expect.stringContaining("There is no folder") });
});

describe("against what was there before", () => {
  const stealing = article("Wi-Fi for a visitor", [
    "internet for a guest speaker",
    "the school wireless with a personal phone",
    "school wireless for my personal phone",
  ]);

  it("an edit that takes a neighbour's questions is named, with the line of the question and both ways out", async () => {
    commit();
    write("guest-wifi.md", stealing);
    const { text, exitCode } = await run({ against: "main" });
    expect(exitCode).toBe(1);
    expect(text).toContain(
      'kb/own-phone.md:5: error: `guest-wifi` now takes what is like "use the school wireless with my personal phone", a question of `own-phone`.\n    Write it under `not` of `guest-wifi`; or move it there, if that is the better answer.',
    );
    write(
      "guest-wifi.md",
      stealing.replace("---\nWi-Fi", "not:\n  - use the school wireless with my personal phone\n---\nWi-Fi"),
    );
    expect((await run({ against: "main" })).text).toContain("0 errors");
  });

  it("what stood so before, or what the edit has nothing to do with, is nobody's theft", async () => {
    write("guest-wifi.md", stealing);
    commit();
    write("toner.md", article("Change the toner", ["the cartridge is empty"]));
    expect((await run({ against: "HEAD" })).exitCode).toBe(0);
    expect((await run({ against: "HEAD" })).text).not.toContain("now takes");
  });

  it("a folder does as well, and a test says what it led to before", async () => {
    cpSync(kb, join(dir, "before"), { recursive: true });
    write("tests.yaml", "- ask: the toner is empty\n  expect: toner\n");
    rmSync(join(kb, "toner.md"));
    write("cartridge.md", article("Put a new cartridge in", ["the toner is empty"]));
    const { text } = await run({ against: join(dir, "before") });
    expect(text).toContain("There is no article `toner`");
    write("tests.yaml", "- ask: the toner is empty\n  expect: nothing\n");
    expect((await run({ against: join(dir, "before") })).text).toContain(
      "but `cartridge` answers it. Before the edit `toner` answers it.",
    );
  });

  it("touches nothing of the checkout, and refuses what is no commit", async () => {
    commit();
    write("toner.md", stealing);
    const before = git("status", "--porcelain", "--branch");
    await run({ against: "main" });
    expect(git("status", "--porcelain", "--branch")).toBe(before);
    for (const against of ["nonesuch", "--help", "main; touch x"])
      expect((await run({ against })).text).toContain(`git knows no commit "${against}" here`);
  });

  it("knows its checkout within a hook, too, where git names another's folders", async () => {
    commit();
    process.env["GIT_DIR"] = ".git";
    try {
      expect((await run({ against: "HEAD" })).text).toContain("0 errors");
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  it("files with any name and any bytes come out as they went in; a link is left out", async () => {
    write('a "quoted" name\nof two lines.md', article("Grüße", ["how do I say grüße"]));
    execFileSync("ln", ["-s", "toner.md", join(kb, "link.md")]);
    commit();
    rmSync(join(kb, "link.md"));
    expect((await run({ against: "main" })).text).toContain("0 errors");
  });

  it("a folder that was not there then is told", async () => {
    mkdirSync(join(dir, "other"));
    writeFileSync(join(dir, "other", "x.txt"), "x");
    git("init", "-q", "-b", "main");
    git("add", "other");
    git("commit", "-q", "-m", "Before");
    expect((await run({ against: "main" })).text).toContain("the folder is new, or had another name");
  });
});

it("the workflow for a knowledge base's repository runs: green as it is, red when an edit steals", () => {
  const steps = readFileSync(join(ROOT, "docs/workflows/knowledge-base.yml"), "utf8");
  for (const [, action] of steps.matchAll(/uses: (\S+)/g))
    expect(action).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
  expect(steps).toMatch(/^permissions:\n {2}contents: read\n\n/m);
  const commands = [...steps.matchAll(/^ +run: (node .+)$/gm)].map(([, command]) => command ?? "");
  expect(commands).toHaveLength(2);
  mkdirSync(join(dir, "tierdesk", "bin"), { recursive: true });
  // Tierdesk from its source: what is built may be older.
  const source = JSON.stringify(join(ROOT, "test/support/tierdesk.cjs"));
  writeFileSync(
    join(dir, "tierdesk/bin/tierdesk.mjs"),
    ['import { createRequire } from "node:module";', `createRequire(import.meta.url)(${source});`].join("\n"),
  );
  cpSync(kb, join(dir, "origin"), { recursive: true });
  const at = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=Mira", "-c", "user.email=m@x.example", ...args], {
      cwd: join(dir, cwd),
    });
  at("origin", "init", "-q", "-b", "main");
  at("origin", "add", ".");
  at("origin", "commit", "-q", "-m", "Articles");
  at(".", "clone", "-q", "origin", "knowledge");
  const job = (base: string) =>
    commands.map((command) => {
      try {
        execFileSync("bash", ["-e", "-c", command], {
          cwd: join(dir, "knowledge"),
          env: { ...process.env, KB: ".", BASE: base, TIERDESK_MEANING: "off" },
          stdio: "pipe",
        });
        return 0;
      } catch (error) {
        return (error as { status: number }).status;
      }
    });
  expect(job("")).toEqual([0, 0]);
  expect(job("main")).toEqual([0, 0]);
  writeFileSync(
    join(dir, "knowledge/guest-wifi.md"),
    article("Wi-Fi for a visitor", [
      "the school wireless with a personal phone",
      "school wireless for my personal phone",
    ]),
  );
  expect(job("main")).toEqual([0, 1]);
});
