// Is a change of the folder seen, and told once?

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readKnowledgeBase } from "../../src/sources/knowledge-base";
import type { KnowledgeBase } from "../../src/sources/knowledge-base";
import { watchKnowledgeBase } from "../../src/sources/watch-knowledge-base";
import type { Watch } from "../../src/sources/when-quiet";

let dir: string;
let watching: Watch | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await writeFile(join(dir, "a.md"), "# First\n\ntext");
});
afterEach(async () => {
  await watching?.close();
  await rm(dir, { recursive: true, force: true });
});

/** Watches, and gives the states that were told, as they come. */
async function watch(): Promise<{ next: () => Promise<KnowledgeBase>; told: KnowledgeBase[] }> {
  const told: KnowledgeBase[] = [];
  const waiting: ((state: KnowledgeBase) => void)[] = [];
  watching = watchKnowledgeBase(dir, await readKnowledgeBase(dir), (state) => {
    told.push(state);
    waiting.shift()?.(state);
  });
  await watching.ready;
  return { told, next: () => new Promise((resolve) => waiting.push(resolve)) };
}

const titles = ({ articles }: KnowledgeBase) => articles.map(({ title }) => title);

it("a burst of changes is told as one new state", async () => {
  const { next, told } = await watch();
  const change = next();
  await writeFile(join(dir, "b.md"), "# Second\n\ntext");
  await writeFile(join(dir, "a.md"), "# Changed\n\ntext");
  await writeFile(join(dir, "c.md"), "# Third\n\ntext");
  expect(titles(await change)).toEqual(["Changed", "Second", "Third"]);
  expect(told).toHaveLength(1);
});

it("a broken edit keeps the article through further changes, until it is mended", async () => {
  const { next } = await watch();
  let change = next();
  await writeFile(join(dir, "a.md"), "---\ntitle: [\n---\ntext");
  const broken = await change;
  expect(titles(broken)).toEqual(["First"]);
  expect(broken.problems).toHaveLength(1);

  change = next();
  await writeFile(join(dir, "b.md"), "# Second\n\ntext");
  expect(titles(await change).toSorted()).toEqual(["First", "Second"]);

  change = next();
  await writeFile(join(dir, "a.md"), "# Mended\n\ntext");
  const mended = await change;
  expect(titles(mended)).toEqual(["Mended", "Second"]);
  expect(mended.problems).toEqual([]);
});

it("after close nothing is told any more", async () => {
  const { told } = await watch();
  await writeFile(join(dir, "b.md"), "# Second\n\ntext");
  await watching?.close();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(told).toEqual([]);
});
