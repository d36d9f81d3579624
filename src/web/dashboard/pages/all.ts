/** Which pages does the dashboard have, and at which addresses? */
import type { Page } from "../visit";
import { auditPage } from "./audit";
import { knowledgePage } from "./knowledge";
import { nowPage } from "./now";
import { peoplePage } from "./people";
import { ticketPage } from "./ticket";
import { tierOnePage } from "./tier-one";
import { timesPage } from "./times";
import { trendsPage } from "./trends";

/** In the order in which they stand at the top. */
export const navigated: Page[] = [
  nowPage,
  timesPage,
  peoplePage,
  trendsPage,
  tierOnePage,
  knowledgePage,
  auditPage,
];

/** Undefined: none at this path. */
export function pageAt(path: string): Page | undefined {
  const ticket = /^\/tickets\/(\d{1,9})$/.exec(path)?.[1];
  return ticket === undefined ? navigated.find((page) => page.path === path) : ticketPage(Number(ticket));
}
