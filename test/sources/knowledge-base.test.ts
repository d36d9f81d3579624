// Is a folder read whatever is in it, and does a broken edit keep the last good version?

import { chmod, mkdir, mkdtemp, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { keepLastGood, readKnowledgeBase } from "../../src/sources/knowledge-base";
import { LARGEST_FILE_BYTES } from "../../src/sources/markdown-file";
import { errorLines } from "../../src/sources/rules";

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "knowledge-"));
  await write("good.md", "# Good\n\nThe answer.");
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(dir, path)), { recursive: true });
  await writeFile(join(dir, path), content);
}

async function idsAndProblems(): Promise<{ ids: string[]; problems: string[] }> {
  const { articles, problems } = await readKnowledgeBase(dir);
  const found = problems.map(({ file, severity, message }) => `${file}: ${severity}: ${message}`);
  return { ids: articles.map(({ id }) => id), problems: found };
}

describe("a folder", () => {
  it("is read with its folders, but for other files and hidden ones", async () => {
    await write("network/wifi.md", "# Wi-Fi\n\ntext");
    await write("network/deep/er/vpn.MD", "# VPN\n\ntext");
    await write("picture.png", Buffer.from([0, 1, 2]));
    await write(".git/notes.md", "# Hidden\n\ntext");
    await write(".draft.md", "# Hidden\n\ntext");
    expect(await idsAndProblems()).toEqual({
      ids: ["good", "network/deep/er/vpn", "network/wifi"],
      problems: [],
    });
  });

  it("that is missing is one clear error", async () => {
    const { articles, problems } = await readKnowledgeBase(join(dir, "nowhere"));
    expect(articles).toEqual([]);
    expect(problems).toEqual([
      {
        file: ".",
        line: 1,
        severity: "error",
        message: `There is no folder ${join(dir, "nowhere")}.`,
        fix: expect.stringContaining("--kb DIR"),
      },
    ]);
  });

  it("that is a file is one clear error", async () => {
    const { problems } = await readKnowledgeBase(join(dir, "good.md"));
    expect(problems).toEqual([
      expect.objectContaining({ message: `${join(dir, "good.md")} is not a folder.` }),
    ]);
  });

  it("with nothing in it is one clear error, for nobody can be answered", async () => {
    await unlink(join(dir, "good.md"));
    const { problems } = await readKnowledgeBase(dir);
    const message = `The folder ${dir} holds no article.`;
    expect(problems).toEqual([expect.objectContaining({ file: ".", severity: "error", message })]);
  });

  it("with drafts alone is that too, and says so", async () => {
    await unlink(join(dir, "good.md"));
    await mkdir(join(dir, "drafts"));
    await writeFile(join(dir, "drafts", "new.md"), "# A title\n\nA text.\n");
    const loaded = { knowledgeBase: await readKnowledgeBase(dir), planProblems: [] };
    expect(errorLines(loaded, { kb: dir })).toEqual([
      expect.stringContaining(`The folder ${dir} holds no article, only drafts.`),
    ]);
  });
});

describe("a file that is bad does not harm the others", () => {
  it.each([
    ["with broken front matter", '---\ntitle: "A\n---\ntext', /Broken front matter/],
    ["of 2 MB", `# A\n\n${"text ".repeat(400_000)}`, /too large: 1\.9 MiB, the limit is 1 MiB/],
    ["that is binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), /binary/],
    ["in UTF-16", Buffer.from("\uFEFF# A\n\ntext", "utf16le"), /UTF-16/],
    ["in Latin-1", Buffer.from("# Schl\u00FCssel\n\ntext", "latin1"), /not UTF-8/],
    ["that is empty", "", /no text/],
  ])("a file %s", async (_, content, message) => {
    await write("bad.md", content);
    const { ids, problems } = await idsAndProblems();
    expect(ids).toEqual(["good"]);
    expect(problems).toEqual([expect.stringMatching(message)]);
    expect(problems[0]).toMatch(/^bad\.md: error: /);
  });

  it("a file of exactly the limit is read", async () => {
    const head = "# A\n\n";
    await write("big.md", head + "x".repeat(LARGEST_FILE_BYTES - head.length));
    expect(await idsAndProblems()).toEqual({ ids: ["big", "good"], problems: [] });
  });

  it("a file that may not be read", async () => {
    await write("secret.md", "# Secret\n\ntext");
    await chmod(join(dir, "secret.md"), 0);
    const { ids, problems } = await asNobody(idsAndProblems);
    expect(ids).toEqual(["good"]);
    expect(problems).toEqual(["secret.md: error: The file cannot be read (EACCES)."]);
  });

  it("two files with one id", async () => {
    await write("other.md", "---\nid: good\n---\n# Other\n\ntext");
    const { ids, problems } = await idsAndProblems();
    expect(ids).toEqual(["good"]);
    expect(problems).toEqual([expect.stringContaining("already taken by good.md:1")]);
  });

  it("files that are deleted while the folder is read are no errors", async () => {
    for (let i = 0; i < 200; i++) await write(`gone/${i}.md`, "# Gone\n\ntext");
    const reading = idsAndProblems();
    await rm(join(dir, "gone"), { recursive: true });
    const { ids, problems } = await reading;
    expect(ids).toContain("good");
    expect(problems.filter((problem) => problem.includes("error"))).toEqual([]);
  });
});

describe("a link", () => {
  it("to a folder above it ends there", async () => {
    await mkdir(join(dir, "a"));
    await symlink("..", join(dir, "a", "loop"));
    expect(await idsAndProblems()).toEqual({
      ids: ["good"],
      problems: ["a/loop: warning: The link leads to something that is read anyway."],
    });
  });

  it("to itself is an error", async () => {
    await symlink("self.md", join(dir, "self.md"));
    expect((await idsAndProblems()).problems).toEqual(["self.md: error: The link leads to itself."]);
  });

  it("to nowhere is an error", async () => {
    await symlink("missing.md", join(dir, "old.md"));
    expect((await idsAndProblems()).problems).toEqual(["old.md: error: The link leads nowhere."]);
  });

  it("out of the folder is not followed", async () => {
    await symlink(tmpdir(), join(dir, "outside"));
    await symlink("/etc/hosts", join(dir, "hosts.md"));
    expect(await idsAndProblems()).toEqual({
      ids: ["good"],
      problems: [
        "hosts.md: error: The link leads outside of the knowledge base's folder.",
        "outside: error: The link leads outside of the knowledge base's folder.",
      ],
    });
  });

  it("to a file under a hidden name is read, as in a Kubernetes volume", async () => {
    await write("..2026_01/vpn.md", "# VPN\n\ntext");
    await symlink("..2026_01", join(dir, "..data"));
    await symlink("..data/vpn.md", join(dir, "vpn.md"));
    expect(await idsAndProblems()).toEqual({ ids: ["good", "vpn"], problems: [] });
  });
});

const titles = (state: { articles: { title: string }[] }) =>
  state.articles.map(({ title }) => title).toSorted();

describe("after an edit", () => {
  it("a file that is now broken keeps its last good articles, and the problem is reported", async () => {
    const before = await readKnowledgeBase(dir);
    await write("good.md", "---\ntitle: [\n---\ntext");
    await write("new.md", "# New\n\ntext");
    const after = keepLastGood(before, await readKnowledgeBase(dir));
    expect(titles(after)).toEqual(["Good", "New"]);
    expect(after.problems).toEqual([expect.objectContaining({ file: "good.md", severity: "error" })]);
  });

  it("a file that was deleted, or is good again, leaves nothing behind", async () => {
    await write("other.md", "# Other\n\ntext");
    const before = await readKnowledgeBase(dir);
    await unlink(join(dir, "other.md"));
    await write("good.md", "# Better\n\nThe answer.");
    expect(titles(keepLastGood(before, await readKnowledgeBase(dir)))).toEqual(["Better"]);
  });

  it("an id that has moved to another file is not there twice", async () => {
    const before = await readKnowledgeBase(dir);
    await write("moved.md", "---\nid: good\n---\n# Moved\n\ntext");
    await write("good.md", "");
    expect(titles(keepLastGood(before, await readKnowledgeBase(dir)))).toEqual(["Moved"]);
  });

  it("what did not change is the very same article, so that nothing is prepared twice", async () => {
    await write("other.md", "# Other\n\ntext");
    const before = await readKnowledgeBase(dir);
    await write("good.md", "# Better\n\nThe answer.");
    const after = await readKnowledgeBase(dir, before);
    expect(titles(after)).toEqual(["Better", "Other"]);
    const same = after.articles.filter((article) => before.articles.includes(article));
    expect(titles({ articles: same })).toEqual(["Other"]);
  });

  it("a folder that vanished leaves all articles in place", async () => {
    const before = await readKnowledgeBase(dir);
    await rm(dir, { recursive: true });
    expect(titles(keepLastGood(before, await readKnowledgeBase(dir)))).toEqual(["Good"]);
  });
});

/** Root may read everything: for the time of the call it becomes an account that may not. */
async function asNobody<T>(call: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return call();
  await chmod(dir, 0o755);
  process.seteuid?.(65_534);
  try {
    return await call();
  } finally {
    process.seteuid?.(0);
  }
}
