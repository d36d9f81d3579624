// Does `plan check` say everything that a person needs to mend the plan?

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planCheck } from "../../src/cli/plan-check";
import { planCheckLive } from "../../src/cli/plan-check-live";
import { changed, SMALL_PLAN } from "../plan/samples";

const today = "2026-11-23";
let dir: string;
let file: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "plan-check-"));
  file = join(dir, "helpdesk.yaml");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it("a plan that is right is summed up in one line", async () => {
  await writeFile(file, SMALL_PLAN);
  expect(await planCheck({ file, today })).toEqual({
    text: "3 people, 2 tiers, 0 components, 0 sites, 0 criteria, 0 routes, 0 errors, 0 warnings.",
    exitCode: 0,
  });
});

it("each problem stands at its file and line, with what to write below it", async () => {
  await writeFile(file, changed("owner: mira", "owner: miro").replace("kofi@school.example", "kofi"));
  const { text, exitCode } = await planCheck({ file, today });
  expect(text.split("\n")).toEqual([
    `${file}:3: error: The owner \`miro\` is not a person of the plan. Did you mean \`mira\`?`,
    "    Name a key under `people` (mira, dana, kofi), or add it there.",
    `${file}:9: error: \`kofi\` is not an e-mail address.`,
    "    Write `email: name@school.example`.",
    "2 errors, 0 warnings.",
  ]);
  expect(exitCode).toBe(1);
});

it("a review that is overdue is a warning, and no failure", async () => {
  await writeFile(file, SMALL_PLAN);
  const { text, exitCode } = await planCheck({ file, today: "2027-07-01" });
  expect(text).toContain(`${file}:1: warning: The plan was to be reviewed by 2027-06-30.`);
  expect(text).toMatch(/0 errors, 1 warning\.$/);
  expect(exitCode).toBe(0);
});

it("a file that is not there is an error", async () => {
  const { text, exitCode } = await planCheck({ file, today });
  expect(text).toMatch(/There is no file .*\n {4}Copy .*\n1 error, 0 warnings\.$/);
  expect(exitCode).toBe(1);
});

describe("with --live", () => {
  const live = (plan: string) => writeFile(file, plan).then(() => planCheckLive({ file, today }, {}));

  it("who is away and has nobody in their place is a warning at its line", async () => {
    const { text, exitCode } = await live(
      changed("kofi@school.example", `kofi@school.example, away_from: ${today}`),
    );
    expect(text).toMatch(/:\d+: warning: Kofi .* is away/);
    expect(text).toContain("Neither Slack nor Teams is configured: nobody else was asked.");
    expect(exitCode).toBe(0);
  });

  it("a plan with errors is not asked about further", async () => {
    const { text, exitCode } = await live(changed("owner: mira", "owner: miro"));
    expect(text).not.toContain("Slack");
    expect(exitCode).toBe(1);
  });
});
