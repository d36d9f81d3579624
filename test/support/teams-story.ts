/** How is a story of Teams begun, and what is looked at in all of them? */
import type { Address } from "../../src/desk/model";
import type { Log } from "../../src/log";
import { beginStory, type StoryOn } from "./story";
import { whereIs } from "./teams-acting";
import { teamsStage, type TeamsStage, type TeamsStageOptions } from "./teams-stage";
import { accountId } from "./teams-tenant";
import type { SeenMessage } from "./teams/simulator";

export const UNKNOWN = "The school bell rings ten minutes too early since Monday";
export const DAY = 24 * 3_600_000;

export type TeamsStory = Awaited<ReturnType<typeof beginTeamsStory>>;

export async function beginTeamsStory({ log, ...options }: TeamsStageOptions & { log?: Log } = {}) {
  const story: StoryOn<TeamsStage> = await beginStory(teamsStage(options), log ? { log } : {});
  const { teams } = story.stage;
  const desk = story.channel("service-desk");
  const cards = () => story.texts("dana", desk).filter((text) => text.startsWith("HD-"));
  const said = (by: string, place: Address) =>
    story.see(by, place).filter((m) => m.by === "help desk" && !m.gone);
  return {
    ...story,
    teams,
    people: teams.people,
    admin: teams.admin,
    faults: teams.faults,
    ana: story.direct("ana"),
    desk,
    room: story.channel("staff-room"),
    /** The cards in the Tier 2 channel, as technicians read them. */
    cards,
    card: () => cards().at(-1) ?? "",
    /** What the help desk said there itself, newest last. */
    said,
    saidTo: (key: string) =>
      said(key, story.direct(key))
        .map(({ text }) => text)
        .join("\n"),
    inThread: async (ticket = 1) => story.texts("dana", await story.threadOf(ticket)).join("\n"),
    markOf: async (message: string, ticket = 1) =>
      story.see("dana", await story.threadOf(ticket)).find(({ messageId }) => messageId === message)?.mark,
    /** Everything in a channel or chat as Teams has it, threads included. */
    all: (by: string, place: Address): SeenMessage[] =>
      teams.messages(whereIs(place), accountId(by)).filter(({ gone }) => !gone),
  };
}
