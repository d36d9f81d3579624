/** Which pages does the dashboard have, and at which addresses? */
import type { Page } from "../visit";
import { auditPage } from "./audit";
import { nowPage } from "./now";
import { ticketPage } from "./ticket";

/** In the order in which they stand at the top. */
export const navigated: Page[] = [nowPage, auditPage];

/** Undefined: none at this path. */
export function pageAt(path: string): Page | undefined {
  const ticket = /^\/tickets\/(\d{1,9})$/.exec(path)?.[1];
  return ticket === undefined ? navigated.find((page) => page.path === path) : ticketPage(Number(ticket));
}
