import { join, resolve } from "node:path";
import { kbHealth } from "../../src/cli/kb-health";
import type { ArticleHealth } from "../../src/knowledge/health";
import { kbQuestions } from "../../src/cli/kb-questions";
import { sandboxStage } from "../support/sandbox-stage";
import { beginStory } from "../support/story";
import type { Story } from "../support/story";

const ROOT = resolve(__dirname, "..", "..");
const files = { kb: join(ROOT, "knowledge-base"), plan: join(ROOT, "helpdesk.yaml"), desk: "main" };
const PASSWORD = "passwords-and-mfa/forgot-password";
/** The people of the example plan who ask. */
const EVERYBODY = ["ana", "ben", "grace", "dana", "eli", "priya"];

/** On one platform: what is learnt is the same on all. */
let story: Story;
beforeEach(async () => {
  story = await beginStory(sandboxStage);
});
afterEach(() => story.end());

async function health(article: string): Promise<ArticleHealth> {
  const options = { ...files, json: true } as const;
  const { text } = await kbHealth(options, story.database.database, story.clock.now());
  const found = (JSON.parse(text) as ArticleHealth[]).find((line) => line.article === article);
  if (!found) throw new Error(`${article} is not in the table.`);
  return found;
}

async function proposals(): Promise<{ article: string; questions: { text: string; people: number }[] }[]> {
  const options = { ...files, most: "5", json: true } as const;
  const { text } = await kbQuestions(options, story.database.database, story.clock.now());
  return JSON.parse(text) as Awaited<ReturnType<typeof proposals>>;
}

/** How sure the bot was when it last offered this article. */
async function confidence(article: string): Promise<number> {
  const rows = await story.database.database.conversation.findMany({ orderBy: { lastMessageAt: "desc" } });
  const offers = rows.flatMap((row) => row.offers as { article: string; confidence: number }[]);
  const found = offers.find((offer) => offer.article === article);
  if (!found) throw new Error(`${article} was not offered.`);
  return found.confidence;
}

const ask = async (who: string, question: string): Promise<void> => {
  await story.pass(60_000);
  await story.post(who, story.direct(who), question);
};

test("an answer that fails people is less sure at the next question, within bounds, until it is mended", async () => {
  await ask("ana", "I forgot my password");
  const before = await confidence(PASSWORD);
  await story.press("ana", story.direct("ana"), "I still need help");
  for (const who of EVERYBODY.slice(1, 5)) {
    await ask(who, "new: I forgot my password");
    await story.press(who, story.direct(who), "I still need help");
  }
  expect(await confidence(PASSWORD)).toBe(before);

  await story.learn();
  await ask("priya", "new: I forgot my password");
  const after = await confidence(PASSWORD);
  expect(after).toBeLessThan(before);
  expect(before - after).toBeLessThanOrEqual(0.18);
  const line = await health(PASSWORD);
  expect(line).toMatchObject({ offered: 6, failed: 5, confirmed: 0, silent: 1, neededHelp: 1 });
  expect(line.points).toBeLessThan(0);

  // An address is nothing that a question is matched by, but the way to what did not work.
  story.mend(PASSWORD, (body) => `${body}\n\nhttps://passwords.lakeside.example`);
  await ask("priya", "new: I forgot my password");
  expect(await confidence(PASSWORD)).toBe(before);
});

test("one person alone moves nothing, however often they say it", async () => {
  await ask("ana", "I forgot my password");
  const before = await confidence(PASSWORD);
  for (let time = 0; time < 4; time++) {
    await story.press("ana", story.direct("ana"), "I still need help");
    await ask("ana", "new: I forgot my password");
  }
  await story.learn();
  await ask("ana", "new: I forgot my password");
  expect(await confidence(PASSWORD)).toBe(before);
  expect(await health(PASSWORD)).toMatchObject({ failed: 4, points: 0 });
});

test("what somebody chose and confirmed is proposed in their words, without what names them", async () => {
  await ask("ana", "Hi, no picture from the beamer. Thanks, Ana");
  const [first = ""] = story.see("ana", story.direct("ana")).at(-1)?.buttons ?? [];
  await story.press("ana", story.direct("ana"), first);
  expect(await proposals()).toEqual([]);
  await story.press("ana", story.direct("ana"), "That solved it");

  const [proposal, ...others] = await proposals();
  expect(others).toEqual([]);
  expect(proposal?.questions).toEqual([{ text: "no picture from the beamer", people: 1 }]);
  expect(await health(proposal?.article ?? "")).toMatchObject({ answered: 1, confirmed: 1 });
});

test("what a technician solved with an article is proposed too", async () => {
  await ask("ana", "The thingamajig of the boardroom says gatekeeper unavailable");
  await story.submit("dana", story.channel("service-desk"), "Resolve…", {
    text: `As in knowledge-base/${PASSWORD}.md`,
    kind: "solved",
    confirmation: "done",
  });
  expect(await proposals()).toEqual([
    {
      article: PASSWORD,
      title: "Forgot your password",
      file: `${PASSWORD}.md`,
      questions: [{ text: "The thingamajig of the boardroom says gatekeeper unavailable", people: 1 }],
    },
  ]);
});
