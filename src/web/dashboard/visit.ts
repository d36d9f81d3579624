/** Who looks at what? All that a page of the dashboard is made from. */
import type { DashboardRole } from "../../desk/dashboard";
import type { Person } from "../../desk/model";
import type { Gap } from "../../knowledge/gaps";
import type { BrokenLink } from "../../knowledge/links";
import type { KnowledgeIndex } from "../../knowledge/matching";
import type { EscalationPlan } from "../../plan/plan";
import type { Database } from "../../store/transaction";
import type { Figure } from "./figure";
import type { Filter } from "./filter";
import type { Html } from "./html";

/** `mount`: the path at which browsers find us, `/dashboard`. */
export type Visit = {
  database: Database;
  desk: string;
  plan: EscalationPlan;
  knowledge: KnowledgeIndex;
  /** What is asked and not answered, as last found; and links of articles, as last read. */
  gaps: readonly Gap[];
  brokenLinks: readonly BrokenLink[];
  person: Person;
  role: DashboardRole;
  now: Date;
  mount: string;
  filter: Filter;
  query: URLSearchParams;
};

export type Part = { figure: Figure } | { node: Html };

/** `audit`: what is written down of this visit besides, when it is more than figures that name nobody. */
export type Content = {
  title: string;
  lead?: string;
  parts: Part[];
  /** What of the address goes along to its files, and when the filter changes. */
  kept?: Record<string, string>;
  audit?: { action: "saw_ticket" | "saw_people" | "saw_audit"; subject: string };
};

/**
 * `filters`: which of them the page goes by; `places` are component and site. `onlyAll`: for those who may see all. `load` undefined: there is no such thing, or not
 * for this person.
 */
export type Page = {
  path: string;
  name: string;
  filters: { dates?: true; places?: true; tier?: true };
  onlyAll?: true;
  load(visit: Visit): Promise<Content | undefined>;
};
