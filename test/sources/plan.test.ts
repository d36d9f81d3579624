// Is the plan's file read with clear words for what is wrong, and is a change seen with the last good plan kept?

import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EscalationPlan, Problem } from "../../src/plan/plan";
import { LARGEST_PLAN_BYTES, readPlan, watchPlan } from "../../src/sources/plan";
import type { Watch } from "../../src/sources/when-quiet";
import { changed, SMALL_PLAN } from "../plan/samples";

let dir: string;
let path: string;
let watching: Watch | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "plan-"));
  path = join(dir, "helpdesk.yaml");
  await writeFile(path, SMALL_PLAN);
});
afterEach(async () => {
  await watching?.close();
  watching = undefined;
  await rm(dir, { recursive: true, force: true });
});

describe("reading", () => {
  const refusal = async (at: string) => {
    const { plan, problems } = await readPlan(at);
    expect(plan).toBeUndefined();
    expect(problems).toMatchObject([{ file: at, line: 1, severity: "error" }]);
    return problems[0]?.message;
  };

  it("gives the plan, and problems under the path as it was named", async () => {
    expect(await readPlan(path)).toMatchObject({ plan: { organisation: "A school" }, problems: [] });
    await writeFile(path, changed("[dana]", "[dan]"));
    expect((await readPlan(path)).problems).toMatchObject([{ file: path, line: 14 }]);
  });

  it("a file that is not there", async () => {
    expect(await refusal(join(dir, "other.yaml"))).toMatch(/^There is no file /);
    expect(await refusal(join(path, "below"))).toMatch(/^There is no file /);
  });

  it("a folder", async () => {
    expect(await refusal(dir)).toMatch(/is a folder/);
  });

  it("more than a megabyte", async () => {
    await writeFile(path, `${SMALL_PLAN}# ${"x".repeat(LARGEST_PLAN_BYTES)}\n`);
    expect(await refusal(path)).toMatch(/too large: the limit is 1 MiB/);
  });

  it.each([
    ["binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), /binary/],
    ["UTF-16", Buffer.from(`\uFEFF${SMALL_PLAN}`, "utf16le"), /UTF-16/],
    ["another encoding", Buffer.from("organisation: Schule für alle\n", "latin1"), /not UTF-8/],
    ["empty", Buffer.alloc(0), /The plan is empty/],
  ])("%s", async (_name, bytes, words) => {
    await writeFile(path, bytes);
    expect(await refusal(path)).toMatch(words);
  });

  it("a link that leads to itself", async () => {
    const loop = join(dir, "loop.yaml");
    await symlink(loop, loop);
    expect(await refusal(loop)).toMatch(/cannot be read \(ELOOP\)/);
  });

  // The administrator's account may read everything.
  const asOthers = process.getuid?.() === 0 ? it.skip : it;
  asOthers("a file that may not be read", async () => {
    await chmod(path, 0o000);
    expect(await refusal(path)).toMatch(/may not be read/);
  });
});

describe("watching", () => {
  type Told = { plan: EscalationPlan; problems: Problem[] };

  async function watch() {
    const { plan } = await readPlan(path);
    if (!plan) throw new Error("The small plan is right.");
    const told: Told[] = [];
    const waiting: ((next: Told) => void)[] = [];
    watching = watchPlan(path, plan, (next) => {
      told.push(next);
      waiting.shift()?.(next);
    });
    await watching.ready;
    return { told, next: () => new Promise<Told>((resolve) => waiting.push(resolve)) };
  }

  it("a change is told with the new plan", async () => {
    const { next } = await watch();
    const change = next();
    await writeFile(path, changed("A school", "Another school"));
    expect((await change).plan.organisation).toBe("Another school");
  });

  it("a broken edit keeps the last good plan and tells what is wrong, until it is mended", async () => {
    const { next } = await watch();
    let change = next();
    await writeFile(path, changed("A school", "Second"));
    await change;

    change = next();
    await writeFile(path, changed("A school", "Third").replace("[dana]", "[dan]"));
    expect(await change).toMatchObject({ plan: { organisation: "Second" }, problems: [{ line: 14 }] });

    change = next();
    await writeFile(path, changed("A school", "Fourth"));
    expect(await change).toMatchObject({ plan: { organisation: "Fourth" }, problems: [] });
  });

  it("an editor that puts a new file in its place is seen", async () => {
    const { next } = await watch();
    const change = next();
    const draft = join(dir, "draft.tmp");
    await writeFile(draft, changed("A school", "Another school"));
    await rename(draft, path);
    expect((await change).plan.organisation).toBe("Another school");
  });

  it("a file that is taken away is told, and its return too", async () => {
    const { next } = await watch();
    let change = next();
    await rm(path);
    expect((await change).problems[0]?.message).toMatch(/^There is no file /);
    change = next();
    await writeFile(path, SMALL_PLAN);
    expect((await change).problems).toEqual([]);
  });

  it("a file beside it is nothing to it, and after closing nothing is told", async () => {
    const { told, next } = await watch();
    await writeFile(join(dir, "other.yaml"), "x");
    await mkdir(join(dir, "folder"));
    const change = next();
    await writeFile(path, changed("A school", "Another school"));
    await change;
    await watching?.close();
    await writeFile(path, SMALL_PLAN);
    expect(told).toHaveLength(1);
  });
});
