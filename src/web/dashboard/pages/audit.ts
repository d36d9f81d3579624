/** Who has seen or changed what on the dashboard? */
import { loadAudit, type AuditAction } from "../../../store/audit";
import { named } from "../figure";
import type { Content, Page, Visit } from "../visit";
import { at } from "../words";

export const auditPage: Page = {
  path: "/audit",
  name: "Audit",
  filters: { dates: true },
  onlyAll: true,
  load,
};

/** Longest list of one page. */
const MOST = 1000;

const did: Record<AuditAction, string> = {
  signed_in: "Signed in",
  signed_out: "Signed out",
  sessions_revoked: "Signed out on all devices",
  saw_ticket: "Read a ticket",
  saw_people: "Read figures by name",
  saw_audit: "Read this list",
  downloaded: "Took a file",
  texts_removed: "Removed old words, by the plan's retention",
  person_exported: "Exported a person's data",
  person_erased: "Erased a person's data",
};

async function load({ database, desk, filter, plan }: Visit): Promise<Content> {
  const { from, until: to } = filter;
  const lines = await loadAudit(database, desk, { from, to, limit: MOST });
  return {
    title: "Audit",
    lead: "Who has seen or changed what here. Lines are only ever added.",
    parts: [
      {
        figure: {
          id: "audit",
          title: "Seen and changed",
          ...(lines.length === MOST && {
            note: `The newest ${MOST}. Choose fewer days to see those before.`,
          }),
          table: {
            columns: [
              { label: "When", isWhole: true },
              { label: "Who" },
              { label: "Account" },
              { label: "Did" },
              { label: "What" },
            ],
            rows: lines.map((line) => [
              named(at(line.at, plan.timezone), line.at.toISOString()),
              line.byName,
              line.byId,
              did[line.action] ?? line.action,
              line.subject,
            ]),
          },
          empty: "Nobody has looked at anything in these days.",
          isOpen: true,
          rows: 100,
        },
      },
    ],
    audit: { action: "saw_audit", subject: `${filter.firstDay} to ${filter.lastDay}` },
  };
}
