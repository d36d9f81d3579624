/** How does a page become an answer: as a page, or one of its figures as a file? */
import type { AuditAction } from "../../store/audit";
import { page, type Answer } from "./answer";
import { inColumns, type Placed } from "./columns";
import { toCsv } from "./figure";
import { figureView } from "./figure-view";
import { frame } from "./frame";
import { navigated } from "./pages/all";
import type { Content, Page, Visit } from "./visit";

type Record = (action: AuditAction, subject: string) => Promise<void>;

/** Written down before it is shown: what cannot be written down is not seen. Undefined: there is no such thing. */
export async function showPage(visit: Visit, asked: Page, record: Record): Promise<Answer | undefined> {
  const content = await asked.load(visit);
  if (!content) return undefined;
  const csv = visit.query.get("csv");
  if (csv !== null) return download(visit, content, csv, record);
  if (content.audit) await record(content.audit.action, content.audit.subject);
  const kept = content.kept ?? {};
  const parts = content.parts.map((part): Placed =>
    "node" in part ? { view: part.node } : { ...part, view: figureView(part.figure, visit.filter, kept) },
  );
  return page(200, frame(visit, navigated, asked, content, inColumns(parts)));
}

async function download(
  { filter }: Visit,
  content: Content,
  id: string,
  record: Record,
): Promise<Answer | undefined> {
  const figures = content.parts.flatMap((part) => ("figure" in part ? [part.figure] : []));
  const figure = figures.find((one) => one.id === id);
  if (!figure) return undefined;
  await record("downloaded", `${content.title}: ${figure.title}`);
  const name = `${figure.id}-${filter.firstDay}-${filter.lastDay}.csv`;
  return {
    status: 200,
    type: "text/csv; charset=utf-8",
    body: toCsv(figure.table),
    headers: { "content-disposition": `attachment; filename="${name}"` },
  };
}
