// Does a draft get where an admin finds it, and is nothing of theirs touched?
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDraftBranch } from "../../src/sources/draft-branch";
import { GitError } from "../../src/sources/git";
import { writeDraft } from "../../src/sources/write-draft";

let dir: string;
let kb: string;
beforeEach(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), "tierdesk-draft-")));
  kb = join(dir, "kb");
  mkdirSync(kb);
  write("vpn.md", "# VPN\n\nStart it.\n");
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (path: string, text: string): void => writeFileSync(join(kb, path), text);
const draft = (text = "# A draft\n\ntext\n", slug = "wet-keyboard") => ({
  slug,
  text,
  message: "Draft an article",
});

/** As the program would be started there. */
async function inEnvironment(values: Record<string, string>, work: () => Promise<void>): Promise<void> {
  Object.assign(process.env, values);
  await work().finally(() => Object.keys(values).forEach((name) => delete process.env[name]));
}

describe("in a folder", () => {
  it("it is a file of its own, and the same draft again is that file", async () => {
    expect(await writeDraft(kb, draft())).toEqual({ file: "drafts/wet-keyboard.md" });
    expect(await writeDraft(kb, draft())).toEqual({ file: "drafts/wet-keyboard.md" });
    expect(readdirSync(join(kb, "drafts"))).toEqual(["wet-keyboard.md"]);
    expect(readFileSync(join(kb, "drafts/wet-keyboard.md"), "utf8")).toBe("# A draft\n\ntext\n");
  });

  it("it is never written over another one", async () => {
    await writeDraft(kb, draft());
    write("drafts/wet-keyboard.md", "what somebody has made of it");
    expect(await writeDraft(kb, draft())).toEqual({ file: "drafts/wet-keyboard-2.md" });
    expect(readFileSync(join(kb, "drafts/wet-keyboard.md"), "utf8")).toBe("what somebody has made of it");
  });

  it("no name is left: that is said", async () => {
    for (let i = 0; i < 99; i++) await writeDraft(kb, draft(`text ${i}`));
    expect(await writeDraft(kb, draft("one more"))).toMatchObject({
      reason: "There are 99 drafts called wet-keyboard already.",
    });
  });

  it.each([
    ["is missing", () => rmSync(kb, { recursive: true }), "There is no folder"],
    ["has a file where drafts go", () => write("drafts", "a file"), "drafts is not a folder."],
    ["has a link that leads away", () => symlinkSync(tmpdir(), join(kb, "drafts")), "leads outside"],
  ])("that %s: what to do is said", async (_, spoil, reason) => {
    spoil();
    expect(await writeDraft(kb, draft())).toEqual({
      reason: expect.stringContaining(reason),
      fix: expect.any(String),
    });
  });

  const asRoot = process.getuid?.() === 0 ? it.skip : it;
  asRoot("that may not be written to: what to do is said", async () => {
    chmodSync(kb, 0o500);
    expect(await writeDraft(kb, draft())).toMatchObject({
      reason: expect.stringContaining("may not be written to"),
    });
    chmodSync(kb, 0o700);
  });
});

describe("in a git checkout", () => {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=Mira", "-c", "user.email=mira@school.example", ...args], {
      cwd: dir,
      encoding: "utf8",
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    }).trim();

  const begin = (): void => {
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "First");
  };

  /** Everything that somebody works with: their files, what is staged, and where they are. */
  function snapshot(): Record<string, string> {
    const files = readdirSync(dir, { recursive: true, encoding: "utf8" })
      .filter((path) => !/^\.git(\/(objects|refs|logs)|$)/.test(path) && statSync(join(dir, path)).isFile())
      .map((path) => [path, readFileSync(join(dir, path), "base64")] as const);
    return Object.fromEntries(files);
  }

  it("it is on a branch of its own, above the last commit, and a dirty working copy stays as it is", async () => {
    begin();
    write("staged.md", "# Staged\n\ntext");
    git("add", "kb/staged.md");
    write("vpn.md", "# VPN\n\nhalf an edit");
    write("untracked.md", "# New\n\ntext");
    const before = snapshot();
    const status = git("status", "--porcelain");

    expect(await writeDraft(kb, draft())).toEqual({
      file: "drafts/wet-keyboard.md",
      branch: "draft/wet-keyboard",
      path: "kb/drafts/wet-keyboard.md",
    });
    expect(snapshot()).toEqual(before);
    expect(git("status", "--porcelain")).toBe(status);
    expect(git("branch", "--show-current")).toBe("main");

    expect(git("show", "draft/wet-keyboard:kb/drafts/wet-keyboard.md")).toBe("# A draft\n\ntext");
    expect(git("diff", "--name-status", "main", "draft/wet-keyboard")).toBe("A\tkb/drafts/wet-keyboard.md");
    expect(git("log", "-1", "--format=%P %s", "draft/wet-keyboard")).toBe(
      `${git("rev-parse", "main")} Draft an article`,
    );
    expect(git("fsck", "--strict")).toBe("");
  });

  it("the same draft again is that branch; another one of that name gets the next", async () => {
    begin();
    await writeDraft(kb, draft());
    const first = git("rev-parse", "draft/wet-keyboard");
    expect(await writeDraft(kb, draft())).toMatchObject({ branch: "draft/wet-keyboard" });
    expect(await writeDraft(kb, draft("other"))).toMatchObject({ branch: "draft/wet-keyboard-2" });
    expect(git("rev-parse", "draft/wet-keyboard")).toBe(first);
  });

  it("a name is taken, too, by a file of the last commit or of the working copy", async () => {
    mkdirSync(join(kb, "drafts"));
    write("drafts/wet-keyboard.md", "# Old\n\ntext");
    write("drafts/kept.md", "# Kept\n\ntext");
    begin();
    write("drafts/wet-keyboard-2.md", "# Not committed\n\ntext");
    const written = await writeDraft(kb, draft());
    expect(written).toMatchObject({ branch: "draft/wet-keyboard-3" });
    expect(git("ls-tree", "--name-only", "draft/wet-keyboard-3:kb/drafts").split("\n")).toEqual([
      "kept.md",
      "wet-keyboard-3.md",
      "wet-keyboard.md",
    ]);
  });

  it("the folder may be the checkout itself, and the checkout a second work tree", async () => {
    begin();
    git("worktree", "add", "-q", join(dir, "second"), "-b", "live");
    expect(await writeDraft(join(dir, "second"), draft())).toMatchObject({
      branch: "draft/wet-keyboard",
      path: "drafts/wet-keyboard.md",
    });
    expect(git("rev-parse", "draft/wet-keyboard^")).toBe(git("rev-parse", "live"));
  });

  it("a folder that git does not keep gets a file", async () => {
    begin();
    const other = join(dir, "data");
    mkdirSync(other);
    expect(await writeDraft(other, draft())).toEqual({ file: "drafts/wet-keyboard.md" });
    expect(git("branch", "--format=%(refname:short)")).toBe("main");
  });

  it("nothing was ever committed: that is said, and nothing is written", async () => {
    git("init", "-q");
    expect(await writeDraft(kb, draft())).toMatchObject({
      reason: `The git checkout ${dir} has no commit yet.`,
    });
    expect(existsSync(join(kb, "drafts"))).toBe(false);
  });

  it("a branch that is called just draft is in the way: that is said", async () => {
    begin();
    git("branch", "draft");
    expect(await writeDraft(kb, draft())).toEqual({
      reason: expect.stringContaining("The branch cannot be made"),
      fix: expect.stringContaining('called just "draft"'),
    });
  });

  it("two at once of one name: each gets a branch of its own, and the same one twice gets one", async () => {
    begin();
    const texts = ["one", "other", "other"];
    const written = await Promise.all(texts.map((text) => writeDraft(kb, draft(text))));
    const branches = written.map((one) => ("branch" in one ? one.branch : ""));
    expect(new Set(branches)).toEqual(new Set(["draft/wet-keyboard", "draft/wet-keyboard-2"]));
    expect(branches[1]).toBe(branches[2]);
    for (const [i, one] of written.entries())
      expect("branch" in one && git("show", `${one.branch}:${one.path}`)).toBe(texts[i]);
  });

  it("names that are not UTF-8 stay as they are", async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${kb}/caf`), Buffer.from([0xe9]), Buffer.from(".md")]), "# C");
    begin();
    await writeDraft(kb, draft());
    expect(git("diff", "--name-status", "main", "draft/wet-keyboard")).toBe("A\tkb/drafts/wet-keyboard.md");
  });

  it("one that belongs to another account is not trusted: that is said, and no script of it runs", async () => {
    begin();
    writeFileSync(join(dir, ".git/hooks/reference-transaction"), `#!/bin/sh\ntouch ${join(dir, "ran")}\n`, {
      mode: 0o755,
    });
    await inEnvironment({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" }, async () => {
      expect(await writeDraft(kb, draft())).toEqual({
        reason: `Git does not trust the checkout ${dir}: it belongs to another account.`,
        fix: expect.stringContaining(`safe.directory ${dir}`),
      });
    });
    expect(existsSync(join(dir, "ran"))).toBe(false);
  });

  it("a git that called the program sends nothing elsewhere", async () => {
    begin();
    const elsewhere = join(dir, "elsewhere");
    await inEnvironment({ GIT_DIR: elsewhere, GIT_OBJECT_DIRECTORY: elsewhere }, async () => {
      expect(await writeDraft(kb, draft())).toMatchObject({ branch: "draft/wet-keyboard" });
    });
    expect(existsSync(elsewhere)).toBe(false);
    expect(git("show", "draft/wet-keyboard:kb/drafts/wet-keyboard.md")).toBe("# A draft\n\ntext");
  });

  it.each([
    [
      "a lock that was left behind",
      () => {
        mkdirSync(join(dir, ".git/refs/heads/draft"));
        writeFileSync(join(dir, ".git/refs/heads/draft/wet-keyboard.lock"), "");
      },
      "Another git is at work",
    ],
    ["a checkout that is broken", () => writeFileSync(join(dir, ".git/HEAD"), "x"), "Git refuses: fatal"],
  ])("%s: that is said", async (_, spoil, reason) => {
    begin();
    spoil();
    expect(await writeDraft(kb, draft())).toEqual({
      reason: expect.stringContaining(reason),
      fix: expect.any(String),
    });
  });

  it("a file has the folder's name in the last commit: it is not replaced", async () => {
    write("drafts", "a file");
    begin();
    rmSync(join(kb, "drafts"));
    expect(await writeDraft(kb, draft())).toMatchObject({
      reason: expect.stringContaining("drafts is not a folder."),
    });
    expect(git("branch", "--format=%(refname:short)")).toBe("main");
  });

  it("there is no git on this machine: that is said", async () => {
    begin();
    const none = () => Promise.reject(new GitError("spawn git ENOENT", "ENOENT"));
    expect(await writeDraftBranch({ git: none, root: kb, top: dir }, draft())).toMatchObject({
      reason: `${dir} is a git checkout, and there is no git on this machine.`,
    });
  });
});
