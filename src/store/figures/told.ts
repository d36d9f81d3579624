/** What does the database tell of rows of TicketFigures, as columns? */
import { Prisma } from "../../generated/prisma/client";
import { COLUMNS, type Column } from "./columns";

const moment = (column: string): string => `floor(date_part('epoch', "${column}"))::bigint - 946684800`;
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

/** A `Told`, of a group of rows. */
export const TOLD = Prisma.raw(
  `json_build_object(${COLUMNS.map((column) => `'${column}', json_agg(${SOURCES[column]})`).join(", ")})`,
);

/** Of a group: the last of all their moments. */
export const LATEST = Prisma.sql`
  max(greatest("openedAt", "respondedAt", "responseJudgedAt", "endedAt", "resolutionJudgedAt"))`;

/** Not packed, or changed since. */
export const UNPACKED = Prisma.sql`coalesce(pack, 0) <= 0`;
