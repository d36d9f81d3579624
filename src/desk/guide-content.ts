/** What does a guide look like that somebody walks through: its step with the ways on, and what is left of it afterwards? */
import type { Article, GuideChoice } from "../knowledge/article";
import { excerpt, plain } from "./markdown";
import { goPrivateButton, outcomeLine, sourceLine, whyButton } from "./answer-parts";
import { say } from "./wording";
import type { Standing } from "./walk";
import type { Block, Button, Content } from "./content";
import type { Conversation, Walked } from "./model";

/** Longer labels are cut by phones: then the choices stand in the text, numbered, and the buttons begin with their numbers. */
const LONGEST_LABEL = 40;

/** The step at which the requester stands. `note`: a word of ours above it. */
export function stepContent(conversation: Conversation, at: Standing, note?: string): Content {
  const { guide, place, walk } = at;
  const isStart = walk.length === 1;
  const intro = isStart ? guide.body : youSaid(walk);
  const { step, article } = place;
  const titles =
    article.id === guide.id || step.title === article.title ? [step.title] : [article.title, step.title];
  const text = [
    `**${titles.map(plain).join(": ")}**`,
    step.text,
    isLong(step.choices) ? numbered(step.choices) : "",
  ];
  const said = [`### ${plain(guide.title)}`, intro, ...(note === undefined ? [] : [`*${note}*`])];
  return {
    summary: `${guide.title}: ${step.title}`,
    blocks: [
      ...textBlocks(said, text, [sourceLine(article)]),
      ...row(choiceButtons(conversation.id, at)),
      ...row(otherButtons(conversation, at)),
    ],
  };
}

const textBlocks = (...texts: string[][]): Block[] =>
  texts.map((parts) => ({
    kind: "text",
    markdown: parts.filter((part) => part.trim() !== "").join("\n\n"),
  }));

const row = (buttons: Button[]): Block[] => (buttons.length > 0 ? [{ kind: "buttons", buttons }] : []);

/** Ways named above a step. Who walks in circles reads the last ones. */
const MOST_SAID = 6;

/** The way in a line: it is one message that changes in place, so nothing above it says how one came there. */
function youSaid(walk: Walked[]): string {
  const said = walk.flatMap(({ chose }) => (chose ? [plain(chose)] : []));
  const shown = said.length > MOST_SAID ? ["…", ...said.slice(-MOST_SAID)] : said;
  return `*${say.youSaid}* ${shown.join(" › ")}`;
}

const isLong = (choices: GuideChoice[]): boolean => choices.some(({ label }) => label.length > LONGEST_LABEL);

const numbered = (choices: GuideChoice[]): string =>
  choices.map(({ label }, i) => `${i + 1}. ${plain(label)}`).join("\n");

function choiceButtons(conversation: string, { place, walk }: Standing): Button[] {
  const { slug, choices } = place.step;
  const long = isLong(choices);
  return choices.map(({ label, to }, i) => ({
    label: long ? `${i + 1}. ${excerpt(label, LONGEST_LABEL)}` : label,
    press: { action: "guide_step", conversation, argument: stepArgument(walk.length, slug, i, to) },
  }));
}

/** A press names the step below which its button stands, and where it led then: what is behind it may have changed. */
const stepArgument = (seen: number, slug: string, way: number, to: string): string =>
  `${seen} ${slug} ${way} ${to}`;

export function readStepArgument(
  argument = "",
): { seen: number; slug: string; way: number; to: string } | undefined {
  const [, seen, slug = "", way, to = ""] = /^(\d{1,6}) (\S*) (\d{1,6}) (.*)$/.exec(argument) ?? [];
  return seen === undefined ? undefined : { seen: Number(seen), slug, way: Number(way), to };
}

function otherButtons(conversation: Conversation, { guide, place, walk }: Standing): Button[] {
  const { id, origin } = conversation;
  const isEnd = place.step.choices.length === 0;
  const back = { action: "guide_back" as const, conversation: id, argument: String(walk.length) };
  return [
    ...(isEnd
      ? [
          {
            label: "That solved it",
            press: { action: "solved" as const, conversation: id },
            style: "primary" as const,
          },
        ]
      : []),
    ...(walk.length > 1 ? [{ label: "One step back", press: back }] : []),
    { label: "I still need help", press: { action: "need_help", conversation: id } },
    ...(walk.length === 1 ? [whyButton(id, guide.id)] : []),
    ...goPrivateButton(origin, id),
  ];
}

/** Nobody goes on here: the way as it was, the last step to read again, and how it ended. */
export function walkedContent({ guide, place, walk, offer }: Standing): Content {
  const { step, article } = place;
  const isEnd = walk.at(-1)?.chose === undefined;
  return {
    summary: guide.title,
    blocks: [
      ...textBlocks(
        [`### ${plain(guide.title)}`, numberedWay(walk), isEnd ? step.text : ""],
        [sourceLine(article)],
      ),
      ...outcomeLine(offer.outcome),
    ],
  };
}

/** Each step with what was chosen there: `Restart the laptop: *Still no internet*`, `Is it on? *Yes*`. */
export const walkLines = (walk: Walked[]): string[] =>
  walk.map((at) => walkLine({ ...at, title: plain(at.title) }, (chose) => `*${plain(chose)}*`));

export function walkLine({ title, chose }: Walked, drawn = (words: string) => words): string {
  if (!chose) return title;
  const sign = /[?!.:…]$/.test(title) ? "" : ":";
  return `${title}${sign} ${drawn(chose)}`;
}

export const numberedWay = (walk: Walked[] = []): string =>
  walkLines(walk)
    .map((line, i) => `${i + 1}. ${line}`)
    .join("\n");

/** What stands where a guide was that goes on further down. */
export const movedOnContent = (guide: Article): Content => ({
  summary: guide.title,
  blocks: [{ kind: "text", markdown: `### ${plain(guide.title)}\n\n*${say.goesOnBelow}*` }],
});
