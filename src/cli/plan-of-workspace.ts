/** Which plan is a workspace's, a team of Slack's or a tenant of Teams': the one plan, or that of the desk that serves it? */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { problem, type Finding } from "../platforms/finding";
import { parseDesks } from "../plan/desks";
import type { EscalationPlan } from "../plan/plan";
import { readPlan } from "../sources/plan";

/** `workspaces`: the file that says which plan is whose. Without it all have `plan`. */
export type PlanFiles = { plan: string; workspaces: string | undefined };

export async function planOfWorkspace(
  files: PlanFiles,
  workspace: string,
): Promise<{ plan: EscalationPlan } | Finding> {
  const file = await fileOf(files, workspace);
  if (typeof file !== "string") return file;
  const { plan } = await readPlan(file);
  if (plan) return { plan };
  return hasErrors(`The plan ${file}`, `\`tierdesk plan check --plan ${file}\` shows them.`);
}

async function fileOf({ plan, workspaces }: PlanFiles, workspace: string): Promise<string | Finding> {
  if (workspaces === undefined) return plan;
  const text = await readFile(workspaces, "utf8").catch(() => undefined);
  if (text === undefined)
    return problem(
      `The file ${workspaces} (TIERDESK_WORKSPACES) cannot be read.`,
      "Correct its name, or unset it.",
    );
  const { desks, problems } = parseDesks(workspaces, text);
  if (problems.length > 0) return hasErrors(workspaces, `${problems[0]?.message} ${problems[0]?.fix}`);
  const desk = desks.find((one) => one.workspaces.includes(workspace));
  if (desk) return resolve(dirname(workspaces), desk.plan);
  return problem(
    `${workspaces} names no desk for ${workspace}: nobody is answered there.`,
    `Add ${workspace} to the \`workspaces\` of one, or remove the app there.`,
  );
}

const hasErrors = (what: string, fix: string): Finding => problem(`${what} has errors.`, fix);
