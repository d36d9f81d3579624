// Does what a technician solved become a draft, on every platform, without what tells who had the problem?
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "../../src/desk/model";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { onEveryStage } from "../support/stages";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

describe.each(onEveryStage)("on %s", (_name, stage) => {
  let story: Story;
  beforeEach(async () => {
    story = await beginStory(stage);
  });
  afterEach(() => story.end());

  const ana = () => story.direct("ana");
  const desk = () => story.channel("service-desk");

  async function solved(): Promise<Address> {
    await story.post(
      "ana",
      ana(),
      "open a ticket: Hi, Ana Lopez here, the gatekeeper of the boardroom gargles",
    );
    const thread = await story.threadOf(1);
    await story.post("dana", thread, "Ana, please call me on 555-0123.");
    await story.pass(6_000);
    await story.submit("dana", desk(), "Resolve…", {
      text: "Hold the red knob of the gatekeeper for ten seconds. Told Ana Lopez so.",
      kind: "solved",
      confirmation: "ask",
    });
    return thread;
  }

  test("the draft has the solution, and not the requester's name", async () => {
    const thread = await solved();
    await story.press("dana", desk(), "Draft an article");
    const [file = ""] = readdirSync(join(story.kb, "drafts"));
    expect(story.texts("dana", thread).at(-1)).toContain(`drafts/${file}`);

    const text = readFileSync(join(story.kb, "drafts", file), "utf8");
    expect(text).toContain("Hold the red knob of the gatekeeper for ten seconds. Told [name] so.");
    expect(text).toContain("please call me on [phone].");
    expect(text).toContain("gatekeeper of the boardroom gargles");
    expect(text).toContain("HD-1, resolved on 2027-01-12");
    expect(text).not.toMatch(/\bAna\b|Lopez|555-0123/);

    const { articles, unfinished, problems } = parseKnowledgeBase([{ path: `drafts/${file}`, text }]);
    expect(problems).toEqual([]);
    expect(articles).toEqual([]);
    expect(unfinished[0]?.questions).toHaveLength(1);
    expect(story.texts("ana", ana()).join()).not.toContain("draft");
  });

  test("where git keeps the folder, the thread names the branch it is on, and the working copy is as it was", async () => {
    const git = (...args: string[]) => execFileSync("git", args, { cwd: story.kb, encoding: "utf8" });
    writeFileSync(join(story.kb, "wifi.md"), "# Wi-Fi\n\nAsk.\n");
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("-c", "user.name=Mira", "-c", "user.email=mira@lakeside.example", "commit", "--quiet", "-m", "Begin");

    const thread = await solved();
    await story.press("dana", desk(), "Draft an article");
    const branch = git("branch", "--list", "draft/*", "--format=%(refname:short)").trim();
    expect(branch).toMatch(/^draft\/[a-z0-9-]+$/);
    expect(story.texts("dana", thread).at(-1)).toContain(`git show ${branch}:drafts/`);
    const [file = ""] = git("diff", "--name-only", "main", branch).trim().split("\n");
    expect(git("show", `${branch}:${file}`)).toContain("Hold the red knob");
    expect(git("log", "-1", "--format=%B", branch)).not.toMatch(/\bAna\b|Lopez/);
    expect([readdirSync(story.kb).toSorted(), git("status", "--porcelain")]).toEqual([
      [".git", "wifi.md"],
      "",
    ]);
  });

  test("it cannot be written: the thread says why, and after that is mended it is", async () => {
    writeFileSync(join(story.kb, "drafts"), "not a folder");
    const thread = await solved();
    await story.press("dana", desk(), "Draft an article");
    expect(story.texts("dana", thread).at(-1)).toContain("is not a folder");
    rmSync(join(story.kb, "drafts"));
    await story.press("dana", desk(), "Draft an article");
    expect(readdirSync(join(story.kb, "drafts"))).toHaveLength(1);
  });
});
