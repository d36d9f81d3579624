/** How is a story of Slack begun, and what is looked at in all of them? */
import type { Log } from "../../src/log";
import { slackStage, type SlackStage, type SlackStageOptions } from "./slack-stage";
import { BOT, TEAM } from "./slack-workspace";
import type { SeenMessage } from "./slack/seeing";
import { beginStory, type StoryOn } from "./story";

export const UNKNOWN = "The school bell rings ten minutes too early since Monday";

export const BOTH_WAYS: [name: string, mode: "http" | "socket"][] = [
  ["over HTTP", "http"],
  ["in Socket Mode", "socket"],
];

export type SlackStory = Awaited<ReturnType<typeof beginSlackStory>>;

export async function beginSlackStory(
  mode: "http" | "socket",
  { log, ...options }: SlackStageOptions & { log?: Log } = {},
) {
  const story: StoryOn<SlackStage> = await beginStory(slackStage(mode, options), log ? { log } : {});
  const { slack } = story.stage;
  const desk = story.channel("service-desk");
  const cards = () => story.texts("dana", desk).filter((text) => text.startsWith("HD-"));
  return {
    ...story,
    slack,
    people: slack.as(TEAM),
    admin: slack.admin(TEAM),
    ana: story.direct("ana"),
    desk,
    /** The cards in the Tier 2 channel, as technicians read them. */
    cards,
    card: () => cards().at(-1) ?? "",
    /** What the help desk said there itself, newest last. */
    said: (by: string, place: typeof desk) =>
      story.see(by, place).filter((m) => m.by === "help desk" && !m.gone),
    /** Everything in a channel or chat as Slack has it, threads included. */
    all: (where: string, viewer: string): SeenMessage[] =>
      slack.messages(TEAM, where, viewer).filter((message) => !message.deleted),
  };
}

/** What the help desk posted, as its metadata names it: `key part`. */
export const marksOf = (messages: SeenMessage[]): string[] =>
  messages.flatMap(({ user, metadata }) => {
    const { key, part } = (metadata?.["event_payload"] ?? {}) as { key?: string; part?: string | number };
    return user === BOT && key !== undefined ? [`${key} ${part}`] : [];
  });
