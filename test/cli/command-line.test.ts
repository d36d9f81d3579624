// Does the command line say what goes wrong where the person sees it?

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..", "..");

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "command-line-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** As typed in `dir`. */
function tierdesk(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const program = join(ROOT, "test/support/tierdesk.cjs");
  const env = { ...process.env, TIERDESK_MEANING: "off", TIERDESK_DATA: join(dir, "data") };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: dir,
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

it("leaves a pipe empty when there is nothing to put into it, and says why beside it", () => {
  const { status, stdout, stderr } = tierdesk(
    "kb",
    "draw",
    "no-such-guide",
    "--kb",
    join(ROOT, "knowledge-base"),
  );
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain('There is no article "no-such-guide"');
}, 60_000);

it("gives what a check found to a pipe, although it ends with 1", () => {
  const { status, stdout, stderr } = tierdesk("kb", "check", "--kb", join(dir, "none"));
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toContain("There is no folder");
}, 60_000);

it.each([
  ["ask", "anything"],
  ["kb", "draw", "x"],
])(
  "%s %s says so when the folder holds no article",
  (...command) => {
    const { status, stdout, stderr } = tierdesk(...command, "--kb", dir);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(`The folder ${dir} holds no article.`);
  },
  60_000,
);

it("kb test: a program reads JSON or nothing, whatever is wrong", () => {
  const found = tierdesk("kb", "test", "--kb", dir, "--json");
  expect(JSON.parse(found.stdout)).toMatchObject({ errors: 1, found: [{ file: ".", severity: "error" }] });
  const kb = join(ROOT, "knowledge-base");
  for (const wrong of [
    ["--against", "no-such-commit"],
    ["--plan", "no-such-plan"],
    ["--against", dir],
  ]) {
    const { status, stdout, stderr } = tierdesk("kb", "test", "--kb", kb, "--json", ...wrong);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).not.toBe("");
  }
}, 120_000);

it("takes --since in the same words wherever something is looked back at", () => {
  const helps = ["kb gaps", "kb health", "kb questions", "kb replay", "report", "export tickets"].map(
    (command) => tierdesk(...command.split(" "), "--help").stdout.replaceAll(/\s+/g, " "),
  );
  for (const help of helps)
    expect(help).toMatch(/--since <day> \w+ in the last days, 30d, or from a day on, 2026-09-01 \(default: /);
}, 120_000);

it.each(["token create --name BI", "webhook secret crm", "webhook test crm"])(
  "makes nothing of a desk that is not there: %s",
  (command) => {
    const { status, stdout, stderr } = tierdesk(...command.split(" "), "--desk", "nrth");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("There is no desk `nrth` here");
  },
  60_000,
);
