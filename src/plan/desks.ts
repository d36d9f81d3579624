// Which workspaces does which help desk serve, when there are several: one plan and one knowledge base each?

import { z } from "zod";
import { complain } from "./checking";
import type { Problem } from "./plan";
import { readPlanText } from "./plan-text";

/** `plan` and `knowledgeBase`: as the admin wrote them, relative to the file. */
export type DeskEntry = { name: string; plan: string; knowledgeBase: string; workspaces: string[] };

const text = z.string().min(1).max(1000);
const schema = z.strictObject({
  desks: z.record(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "a desk's name has small letters, digits and hyphens, at most 40"),
    z.strictObject({ plan: text, knowledge_base: text, workspaces: z.array(text).min(1) }),
  ),
});

const EXAMPLE =
  "Write `desks: { north: { plan: north/helpdesk.yaml, knowledge_base: north/knowledge-base, workspaces: [T0123ABCD] } }`.";

/** Every problem at once; `desks` is empty when there is one. Does not throw. */
export function parseDesks(file: string, written: string): { desks: DeskEntry[]; problems: Problem[] } {
  const read = readPlanText(file, written.replace(/^\uFEFF/, ""));
  if (read.value === undefined && read.problems.length > 0) return { desks: [], problems: read.problems };
  const parsed = schema.safeParse(read.value ?? {});
  for (const { path, message } of parsed.error?.issues ?? []) {
    const at = path.map((part) => (typeof part === "number" ? part : String(part)));
    complain(read, at, `${at.length > 0 ? `\`${at.join(".")}\`` : "The file"}: ${message}.`, EXAMPLE);
  }
  const desks = Object.entries(parsed.data?.desks ?? {}).map(([name, { knowledge_base, ...desk }]) => ({
    name,
    knowledgeBase: knowledge_base,
    ...desk,
  }));
  complainOfSharedWorkspaces(read, desks);
  return { desks: read.problems.length > 0 ? [] : desks, problems: read.problems };
}

/** A workspace with two desks would have two answers to every question. */
function complainOfSharedWorkspaces(read: ReturnType<typeof readPlanText>, desks: DeskEntry[]): void {
  const owners = new Map<string, string>();
  for (const { name, workspaces } of desks) {
    for (const workspace of workspaces) {
      const owner = owners.get(workspace);
      owners.set(workspace, name);
      if (owner === undefined) continue;
      const message = `\`${workspace}\` is named by \`${owner}\` and \`${name}\`.`;
      complain(read, ["desks", name, "workspaces"], message, "Leave it with one of them.");
    }
  }
}
