/** What does the database tell of rows of TicketFigures, as columns? */
import { Prisma } from "../../generated/prisma/client";
import { isName, NONE, type Column } from "./columns";

const moment = (column: string): string => `floor(date_part('epoch', "${column}") - 946684800)::int`;
const seconds = (minutes: string): string => `round("${minutes}" * 60)::int`;

const SOURCES: Record<Column, string> = {
  number: "number",
  openedAt: moment("openedAt"),
  respondedAt: moment("respondedAt"),
  responseWork: seconds("responseWork"),
  responseJudgedAt: moment("responseJudgedAt"),
  endedAt: moment("endedAt"),
  resolutionWork: seconds("resolutionWork"),
  resolutionJudgedAt: moment("resolutionJudgedAt"),
  part: "part",
  kind: "kind",
  priority: "priority",
  component: "component",
  site: "site",
  ending: "ending",
  requester: `"requesterId"`,
  assignee: `"assigneeId"`,
  tier: "tier",
  isUnresolved: "(status IN ('open', 'waiting'))::int",
  responseKept: `"responseKept"::int`,
  resolutionKept: `"resolutionKept"::int`,
  isAnswered: `("resolutionWall" IS NOT NULL)::int`,
  confirmed: "confirmed::int",
  reopenings: "least(reopenings, 254)",
  rating: "rating",
};

/** Of a group of rows: a `Told`. */
export function toldOf(wanted: readonly Column[]): Prisma.Sql {
  const numbers = wanted.filter((column) => !isName(column));
  const bytes = numbers.map(
    (column) => `string_agg(int4send(coalesce((${SOURCES[column]})::int, ${NONE})), ''::bytea)`,
  );
  const lines = wanted
    .filter(isName)
    .map((column) => `string_agg(translate(coalesce(${SOURCES[column]}, ''), E'\\t\\n', '  '), E'\\t')`);
  return Prisma.raw(
    `${["''::bytea", ...bytes].join(" || ")} AS columns, array_to_string(ARRAY[${lines.join(", ")}]::text[], E'\\n') AS texts, count(*)::int AS tickets`,
  );
}

/** Of a group: the last of all their moments. */
export const LATEST = Prisma.sql`
  max(greatest("openedAt", "respondedAt", "responseJudgedAt", "endedAt", "resolutionJudgedAt"))`;

/** Not packed, or changed since. */
export const UNPACKED = Prisma.sql`(pack IS NULL OR pack < 0)`;
