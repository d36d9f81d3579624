/** What can a technician press on a ticket's card? */
import { mayBecomeArticle } from "./may-draft";
import { isIncident, isReport } from "./incidents";
import { ownerOf } from "./ownership";
import { mayChangeKind } from "./targets";
import { vendorOf } from "./vendors";
import type { EscalationPlan } from "../plan/plan";
import type { Button } from "./content";
import type { Press } from "./events";
import type { Ticket } from "./model";

export function cardButtons(plan: EscalationPlan, ticket: Ticket): Button[] {
  const press = (action: Press["action"]): Press => ({ action, ticket: ticket.number });
  if (ticket.mergedInto !== undefined) return [];
  const draft: Button[] =
    mayBecomeArticle(plan, ticket) && !ticket.drafted
      ? [{ label: "Draft an article", press: press("draft_article"), more: true }]
      : [];
  if (ticket.status === "closed") return [{ label: "Reopen", press: press("reopen") }, ...draft];
  if (ticket.status === "resolved")
    return [
      { label: "Reopen", press: press("reopen") },
      { label: "Note…", press: press("note"), opensForm: true },
      ...draft,
    ];
  const vendor = vendorOf(plan, ticket);
  const atVendor = vendor && ticket.tier === 4 ? vendorButtons(ticket, vendor.key) : [];
  if (isIncident(ticket)) return [...atVendor, ...incidentButtons(ticket, press)];
  const goOn: Button[] = ticket.status === "waiting" ? [{ label: "Continue", press: press("continue") }] : [];
  return [
    ...atVendor,
    ...goOn,
    ...(ownerOf(ticket) ? [] : [{ label: "Take", press: press("take"), style: "primary" as const }]),
    ...(ticket.assignee ? [{ label: "Release", press: press("release") }] : []),
    { label: "Reply…", press: press("reply"), opensForm: true },
    { label: "Ask for more…", press: press("ask_for_more"), opensForm: true },
    { label: "Resolve…", press: press("resolve"), opensForm: true },
    { label: "Escalate…", press: press("escalate"), opensForm: true },
    { label: "Priority…", press: press("set_priority"), opensForm: true, more: true },
    ...(plan.components.length > 0
      ? [
          {
            label: "Component…",
            press: press("set_component"),
            opensForm: true as const,
            more: true as const,
          },
        ]
      : []),
    ...(plan.sites.length > 0
      ? [{ label: "Site…", press: press("set_site"), opensForm: true as const, more: true as const }]
      : []),
    ...(mayChangeKind(plan, ticket)
      ? [{ label: "Kind…", press: press("set_kind"), opensForm: true as const, more: true as const }]
      : []),
    { label: "Assign…", press: press("assign"), opensForm: true, more: true },
    { label: "Merge…", press: press("merge"), opensForm: true, more: true },
    { label: "Split…", press: press("split"), opensForm: true, more: true },
    isReport(ticket)
      ? { label: "Not of this incident", press: press("leave_incident"), more: true }
      : { label: "Incident…", press: press("set_incident"), opensForm: true, more: true },
    { label: "Note…", press: press("note"), opensForm: true, more: true },
  ];
}

function incidentButtons(ticket: Ticket, press: (action: Press["action"]) => Press): Button[] {
  const goOn: Button[] = ticket.status === "waiting" ? [{ label: "Continue", press: press("continue") }] : [];
  return [
    ...goOn,
    ...(ownerOf(ticket) ? [] : [{ label: "Take", press: press("take"), style: "primary" as const }]),
    ...(ticket.assignee ? [{ label: "Release", press: press("release") }] : []),
    { label: "Tell everybody…", press: press("reply"), opensForm: true },
    { label: "Reports", press: press("list_reports") },
    { label: "Resolve…", press: press("resolve"), opensForm: true },
    { label: "Escalate…", press: press("escalate"), opensForm: true },
    { label: "Priority…", press: press("set_priority"), opensForm: true, more: true },
    { label: "Assign…", press: press("assign"), opensForm: true, more: true },
    { label: "Merge…", press: press("merge"), opensForm: true, more: true },
    { label: "Note…", press: press("note"), opensForm: true, more: true },
  ];
}

/** The argument names the vendor, so that the form can say what their case numbers look like. */
function vendorButtons({ number, waitingOn }: Ticket, argument: string): Button[] {
  const press = (action: Press["action"]): Press => ({ action, ticket: number, argument });
  const answered: Button = { label: "Vendor answered…", press: press("vendor_answered"), opensForm: true };
  return [
    ...(waitingOn === "vendor" ? [{ ...answered, style: "primary" as const }] : []),
    { label: "Case number…", press: press("set_case"), opensForm: true },
    { label: "Vendor packet", press: press("vendor_packet") },
  ];
}
