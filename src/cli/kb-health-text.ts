/** How does the health of the articles read in a terminal? */
import { DEFAULT_BANDS } from "../knowledge/deciding";
import type { ArticleHealth } from "./kb-health";

/** Articles that were never shown, named one by one. */
const MOST_NEVER_SHOWN = 20;

/** `gone`: how many were shown that the knowledge base has no more. */
export function healthText(lines: ArticleHealth[], since: Date, gone: number): string {
  const shown = lines.filter(({ offered }) => offered > 0);
  const never = lines.filter(({ offered }) => offered === 0);
  return [
    ...(shown.length > 0 ? [HEAD, ...shown.map(lineText), "", ...LEGEND, ""] : []),
    ...neverText(never, since),
    `${lines.length} articles, ${shown.length} shown since ${since.toISOString().slice(0, 10)}, ${lines.filter((line) => line.reviewWasDue).length} to be reviewed.`,
    ...(gone > 0 ? [`Shown, and not in the knowledge base any more: ${gone}.`] : []),
  ].join("\n");
}

const COLUMNS = ["shown", "answer", "solved", "silent", "failed", "need help", "points"] as const;
const inColumn = (cell: string, column: number): string => cell.padStart((COLUMNS[column]?.length ?? 0) + 2);
const HEAD = `${COLUMNS.map(inColumn).join("")}  article`;
const LEGEND = [
  "shown: conversations in which it was shown. answer: as the answer, or chosen from several.",
  "need help: of those who said how it ended, the share that still needed help.",
  `points: what experience adds to a confidence of ${Math.round(DEFAULT_BANDS.answer * 100)} %, each person's last word on the article as it is now.`,
];

function lineText(line: ArticleHealth): string {
  const { offered, answered, confirmed, silent, failed, neededHelp, points } = line;
  const cells = [
    ...[offered, answered, confirmed, silent, failed].map(String),
    neededHelp === null ? "-" : `${Math.round(neededHelp * 100)} %`,
    points > 0 ? `+${points}` : String(points),
  ];
  return `${cells.map(inColumn).join("")}  ${line.article}${reviewText(line)}`;
}

const reviewText = ({ reviewWasDue }: ArticleHealth): string =>
  reviewWasDue === undefined ? "" : ` (review was due on ${reviewWasDue})`;

function neverText(never: ArticleHealth[], since: Date): string[] {
  if (never.length === 0) return [];
  const named = never.slice(0, MOST_NEVER_SHOWN).map((line) => `  ${line.article}${reviewText(line)}`);
  const more = never.length - named.length;
  return [
    `Never shown since ${since.toISOString().slice(0, 10)}:`,
    ...named,
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
    "",
  ];
}
