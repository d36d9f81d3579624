// Does `kb check` say everything a person needs to mend a knowledge base?

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kbCheck } from "../../src/cli/kb-check";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "kb-check-"));
});
afterEach(() => rm(dir, { recursive: true }));

it("lists every problem with its place, what to write instead, and a summary", async () => {
  await writeFile(join(dir, "a.md"), "---\ntitle: A\nprivate: maybe\ntagz: [x]\n---\ntext");
  await writeFile(join(dir, "b.md"), "---\nreview_by: 2026-01-01\nowner: lena\n---\n# B\n\ntext");
  expect(await kbCheck({ dir, today: "2026-06-01" })).toEqual({
    exitCode: 1,
    text: [
      `${dir}/a.md:3: error: \`private\` must be true or false.`,
      "    Write `private: true` or `private: false`, without quotes.",
      `${dir}/a.md:4: error: \`tagz\` is not a key of an article.`,
      "    Did you mean `tags`?",
      `${dir}/b.md:1: warning: The review was due on 2026-01-01.`,
      "    Ask lena to read it, mend what has changed, and write the next date as `review_by`.",
      "1 article, 2 errors, 1 warning.",
    ].join("\n"),
  });
});

it("ends well when there are only warnings, or nothing", async () => {
  await writeFile(join(dir, "b.md"), "---\nreview_by: 2026-01-01\n---\n# B\n\ntext");
  expect((await kbCheck({ dir, today: "2026-06-01" })).exitCode).toBe(0);
  expect(await kbCheck({ dir, today: "2025-06-01" })).toEqual({
    exitCode: 0,
    text: "1 article, 0 errors, 0 warnings.",
  });
});

it("warns of a link that leads nowhere, with its line", async () => {
  await writeFile(
    join(dir, "a.md"),
    "---\ntitle: A\n---\ntext\n\n1. See [that](b.md#where)\n2. and ![picture](a.png).",
  );
  await writeFile(join(dir, "b.md"), "# B\n\ntext\n\n## Where?\n\nHere.");
  expect(await kbCheck({ dir, today: "2026-06-01" })).toEqual({
    exitCode: 0,
    text: [
      `${dir}/a.md:7: warning: The link \`a.png\` leads nowhere: there is no a.png.`,
      "    Write where the file is now, or take the link out.",
      "2 articles, 0 errors, 1 warning.",
    ].join("\n"),
  });
});

it("ends badly when there is no such folder", async () => {
  const { text, exitCode } = await kbCheck({ dir: join(dir, "none"), today: "2026-06-01" });
  expect(exitCode).toBe(1);
  expect(text).toContain(`There is no folder ${join(dir, "none")}.`);
});
