/** How does the health of the articles read in a terminal? */
import { DEFAULT_BANDS } from "../knowledge/deciding";
import type { ArticleHealth, Colliding } from "../knowledge/health";
import type { BrokenLink } from "../knowledge/links";
import { percent } from "../knowledge/say-reason";
import { dayOf } from "./saying";

/** Articles that were never shown, named one by one. */
const MOST_NEVER_SHOWN = 20;

type Parts = {
  lines: ArticleHealth[];
  pairs: Colliding[];
  brokenLinks: BrokenLink[];
  since: Date;
  /** How many were shown that the knowledge base has no more. */
  gone: number;
};

export function healthText({ lines, pairs, brokenLinks, since, gone }: Parts): string {
  const shown = lines.filter(({ neverShown }) => !neverShown);
  const never = lines.filter(({ neverShown }) => neverShown);
  return [
    ...(shown.length > 0 ? [HEAD, ...shown.map(lineText), "", ...LEGEND, ""] : []),
    ...neverText(never, since),
    ...pairsText(pairs),
    ...linksText(brokenLinks),
    `${lines.length} articles, ${shown.length} shown since ${dayOf(since)}, ${lines.filter((line) => line.reviewWasDue).length} to be reviewed.`,
    ...(gone > 0 ? [`Shown, and not in the knowledge base any more: ${gone}.`] : []),
  ].join("\n");
}

const COLUMNS = ["shown", "answer", "solved", "silent", "failed", "need help", "points"] as const;
const inColumn = (cell: string, column: number): string => cell.padStart((COLUMNS[column]?.length ?? 0) + 2);
const HEAD = `${COLUMNS.map(inColumn).join("")}  article`;
const LEGEND = [
  "shown: conversations in which it was shown. answer: as the answer, or chosen from several.",
  "need help: of those who said how it ended, the share that still needed help.",
  `points: what experience adds to a confidence of ${percent(DEFAULT_BANDS.answer)}, each person's last word on the article as it is now.`,
];

function lineText(line: ArticleHealth): string {
  const { offered, answered, confirmed, silent, failed, neededHelp, points, failing } = line;
  const cells = [
    ...[offered, answered, confirmed, silent, failed].map(String),
    neededHelp === null ? "-" : percent(neededHelp),
    points > 0 ? `+${points}` : String(points),
  ];
  return `${cells.map(inColumn).join("")}  ${line.article}${failing ? " (fails a lot)" : ""}${reviewText(line)}`;
}

const reviewText = ({ reviewWasDue }: ArticleHealth): string =>
  reviewWasDue === undefined ? "" : ` (review was due on ${reviewWasDue})`;

/** Not as an answer, but perhaps in there. */
const guidesText = ({ ledToBy }: ArticleHealth): string =>
  ledToBy.length === 0 ? "" : ` (a way leads there from ${ledToBy.join(", ")}, which is not counted)`;

function neverText(never: ArticleHealth[], since: Date): string[] {
  if (never.length === 0) return [];
  const named = never
    .slice(0, MOST_NEVER_SHOWN)
    .map((line) => `  ${line.article}${guidesText(line)}${reviewText(line)}`);
  const more = never.length - named.length;
  return [
    `Never shown since ${dayOf(since)}:`,
    ...named,
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
    "",
  ];
}

/** Pairs and links that are named one by one. */
const MOST_NAMED = 20;
/** Of one pair. */
const MOST_TAKEN = 3;

/** One would answer what the other is asked, or people choose now this one and now that. */
function pairsText(pairs: Colliding[]): string[] {
  if (pairs.length === 0) return [];
  const named = pairs
    .slice(0, MOST_NAMED)
    .flatMap(({ articles: [one, other], taken, together, chosen }) => [
      `  ${one} and ${other}`,
      ...taken
        .slice(0, MOST_TAKEN)
        .map(({ question, of }) => `      "${question}" of ${of}: without it, the other would answer`),
      ...(taken.length > MOST_TAKEN ? [`      and ${taken.length - MOST_TAKEN} more`] : []),
      ...(together > 0
        ? [
            `      offered together ${together}x: the first was chosen ${chosen[0]}x, the second ${chosen[1]}x`,
          ]
        : []),
    ]);
  return [
    "In each other's way (tell them apart in title, `questions` and `not`):",
    ...named,
    ...moreOf(pairs.length),
    "",
  ];
}

function linksText(links: BrokenLink[]): string[] {
  if (links.length === 0) return [];
  const named = links
    .slice(0, MOST_NAMED)
    .map(({ file, line, target, why }) => `  ${file}:${line}: ${target}: ${why}`);
  return ["Broken links:", ...named, ...moreOf(links.length), ""];
}

const moreOf = (all: number): string[] =>
  all > MOST_NAMED ? [`  and ${all - MOST_NAMED} more (--json has all)`] : [];
