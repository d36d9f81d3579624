/** How is the work spread over technicians, and which people and sites have most trouble? */
import type { Sql } from "../transaction";
import type { ReportFilter } from "./filter";
import type { Spread } from "./times";

/** `id` is the person as the store knows them (plan key or account), `name` as last seen; null where it is forgotten. */
export type TechnicianRow = {
  id: string;
  name: string | null;
  /** Unresolved now. */
  open: number;
  /** Resolved in the period, and how many of those were reopened before. */
  resolved: number;
  reopened: number;
  /** Business minutes. */
  firstResponse: Spread;
  resolution: Spread;
  /** Mean of 1..5 over `ratings` ratings; null: none. */
  rating: number | null;
  ratings: number;
};

export type RequesterRow = {
  id: string;
  name: string | null;
  opened: number;
  unresolved: number;
  reopened: number;
};
export type SiteRow = {
  site: string | null;
  opened: number;
  unresolved: number;
  reopened: number;
  /** Promises missed in the period. */
  missed: number;
};

/** Over the technicians who have or resolved tickets: what half of them have at most, and the most anybody has. Nobody's name. */
export type TeamFigures = {
  technicians: number;
  open: { p50: number | null; most: number };
  resolved: { p50: number | null; most: number };
};

export type PeopleReport = {
  team: TeamFigures;
  /** Only when asked for by name; else empty. Most resolved first. */
  technicians: TechnicianRow[];
  /** Only when asked for by name; else empty. Most tickets first; at most 20, with two tickets or more. */
  requesters: RequesterRow[];
  /** Most opened first, all of them. */
  sites: SiteRow[];
};

/** `byName` only for those whose role allows it. */
export const loadPeople = (
  _database: Sql,
  _filter: ReportFilter,
  _show: { byName: boolean },
): Promise<PeopleReport> => Promise.reject(new Error("not built"));
