/** How did the week go? Five figures with their change, one chart, what was not answered, and thanks. */
import { DateTime } from "luxon";
import type { Gap } from "../knowledge/gaps";
import { percent, wholePercent } from "../knowledge/say-reason";
import { excerpt, plain } from "./markdown";
import { privateWord, sentence } from "./notices";
import { wordOfWeek, wordToOwner } from "./owner";
import { pictureOf } from "./picture";
import { mayReadPlan } from "./showing-plan";
import { decided } from "./situation";
import type { DeskRules, EventOf, Situation } from "./situation";
import { minutesInWords, say } from "./wording";
import type { Block, Content } from "./content";
import type { Decision } from "./decision";
import type { Address, FileRef, Person } from "./model";
import type { DigestFigure, DigestReport } from "./state";

/** What is asked most stands for the rest, which the command shows. */
const MOST_GAPS = 3;
const MOST_THANKED = 3;
const LONGEST_WORDING = 90;

const names: Record<DigestFigure["name"], string> = {
  opened: "Tickets opened",
  first_response: "First response, half of them within",
  resolution: "Resolution, half of them within",
  promises_kept: "Targets met",
  tier_one_confirmed: "Answered by the bot, and confirmed",
};

/** The figures are the desk's: whoever works on tickets gets them, and nobody else. */
export function askForDigest(here: Situation, { by, replyIn }: { by: Person; replyIn: Address }): Decision {
  if (!mayReadPlan(here.rules.plan, by)) return privateWord(here, by, replyIn, say.digestIsForTechnicians);
  const { event, state, now } = here;
  const asked = { type: "digest_asked" as const, desk: state.desk, by, in: replyIn };
  return decided({ events: [{ ...asked, id: `${event.id}/digest`, at: now }] });
}

export const digestAsked = (here: Situation<EventOf<"digest_asked">>): Decision =>
  withDigest(here, (content) => privateWord(here, here.event.by, here.event.in, content));

export const weeklyDigest = (here: Situation): Decision =>
  withDigest(here, (content) => decided({ messages: wordOfWeek(here, content) }));

/** For the review of the plan: since the one before. */
export const digestForOwner = (here: Situation): Decision =>
  withDigest(here, (content) => decided({ messages: [wordToOwner(here, content, "digest")] }));

function withDigest(here: Situation, then: (content: Content) => Decision): Decision {
  const { rules, state } = here;
  return state.digest ? then(digestContent(state.digest, rules)) : decided({});
}

export function digestContent(
  report: DigestReport,
  { plan, gaps = [] }: Pick<DeskRules, "plan" | "gaps">,
): Content {
  const zone = plan.timezone;
  const words = [
    `### ${say.digestTitle(dayOf(report.from, zone), lastDayOf(report.until, zone))}`,
    report.figures.map(figureLine).join("\n"),
    gapLines(gaps),
    thanksLine(report.thanks),
  ];
  const files = chartOf(report);
  const picture: Block[] = files.length > 0 ? [{ kind: "files", files }] : [];
  const content = sentence(words.filter((part) => part !== "").join("\n\n"), [], picture);
  return { ...content, summary: say.digestSummary(figureText(report.figures[0])) };
}

/** "**Tickets opened**: 31 (12 more)". */
const figureLine = (figure: DigestFigure): string =>
  `- **${names[figure.name]}**: ${figureText(figure)}${changeText(figure)}`;

function figureText(figure: DigestFigure | undefined): string {
  if (!figure || figure.now === null) return "nothing to count";
  switch (figure.unit) {
    case "tickets":
      return String(figure.now);
    case "minutes":
      return timeText(figure.now);
    case "share":
      return percent(figure.now);
  }
}

const timeText = (minutes: number): string => minutesInWords(Math.round(minutes)) || "less than a minute";

/** Against the period before. Whether that is good, the reader knows. */
function changeText({ unit, now, before }: DigestFigure): string {
  if (now === null || before === null) return "";
  const change = unit === "share" ? wholePercent(now) - wholePercent(before) : now - before;
  const size = unit === "minutes" ? timeText(Math.abs(change)) : String(Math.abs(change));
  if (Math.round(change) === 0) return " (as before)";
  const [more, less] = unit === "minutes" ? ["longer", "shorter"] : ["more", "fewer"];
  if (unit === "share") return ` (${size} point${size === "1" ? "" : "s"} ${change > 0 ? "up" : "down"})`;
  return ` (${size} ${change > 0 ? more : less} than before)`;
}

/** Whoever asked is not named, and nothing of theirs is more than words. */
function gapLines(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return "";
  const lines = gaps.slice(0, MOST_GAPS).map(({ examples: [wording = ""], people }) => {
    return `- “${plain(excerpt(wording, LONGEST_WORDING))}” (${say.people(people)})`;
  });
  return [say.digestGaps, ...lines].join("\n");
}

const thanksLine = (thanks: DigestReport["thanks"]): string =>
  thanks.length === 0
    ? ""
    : say.digestThanks(thanks.slice(0, MOST_THANKED).map(({ name, times }) => `${plain(name)} (${times})`));

/** One week alone is no course. */
function chartOf({ weeks }: DigestReport): FileRef[] {
  if (weeks.length < 2 || weeks.every(({ opened, resolved }) => opened + resolved === 0)) return [];
  const labels = weeks.map(({ start }) => DateTime.fromISO(start).setLocale("en").toFormat("d LLL"));
  return [
    pictureOf({
      title: "Tickets a week",
      labels,
      series: [
        { name: "Opened", shape: "bars", values: weeks.map(({ opened }) => opened) },
        { name: "Resolved", shape: "line", values: weeks.map(({ resolved }) => resolved) },
      ],
    }),
  ];
}

const dayOf = (at: Date, zone: string): string =>
  DateTime.fromJSDate(at, { zone }).setLocale("en").toFormat("d LLL");

/** `until` is out. */
const lastDayOf = (until: Date, zone: string): string => dayOf(new Date(until.getTime() - 1), zone);
