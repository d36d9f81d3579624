// Does a technician get a draft out of any message, and does nobody else?
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../src/desk/wording";
import { channelId, userId } from "../support/slack-workspace";
import { beginSlackStory } from "../support/slack-story";
import { accountId } from "../support/teams-tenant";
import { beginTeamsStory } from "../support/teams-story";

const TIP = "The gatekeeper gargles? Hold its red knob, as Dana Brooks does.";

function draftIn(kb: string): string {
  const [file = ""] = readdirSync(join(kb, "drafts"));
  return readFileSync(join(kb, "drafts", file), "utf8");
}

test("in Slack, with the message's own shortcut", async () => {
  const story = await beginSlackStory("http");
  const room = story.channel("staff-room");
  const ts = await story.post("ana", room, TIP);
  for (const who of ["ben", "dana"]) {
    await story.people.messageShortcut(userId(who), channelId("staff-room"), ts, "draft_from_message");
    await story.settle();
    await story.people.submit(userId(who), {});
    await story.settle();
    expect(existsSync(join(story.kb, "drafts"))).toBe(who === "dana");
  }
  expect(story.texts("ben", story.direct("ben")).join()).toContain(say.notDrafter);
  expect(story.texts("dana", story.direct("dana")).join()).toContain("A draft article is written");
  expect(draftIn(story.kb)).toContain("Hold its red knob");
  expect(draftIn(story.kb)).not.toMatch(/Brooks/);
  await story.end();
});

test("in Teams, in the message's menu", async () => {
  const story = await beginTeamsStory();
  const told = await story.post("ana", story.room, `${story.stage.mention} ${TIP}`);
  for (const who of ["ben", "dana"]) {
    await story.people.useMessageAction(accountId(who), story.room.id, told, "draftArticle");
    await story.people.submit(accountId(who), { text: TIP });
    await story.settle();
    expect(existsSync(join(story.kb, "drafts"))).toBe(who === "dana");
  }
  expect(story.saidTo("ben")).toContain(say.notDrafter);
  expect(draftIn(story.kb)).toContain("Hold its red knob");
  await story.end();
});
