// Are those whom the plan names there today, and are its channels?

import { readConfig } from "../config";
import { planGaps } from "../plan/gaps";
import type { ParsedPlan } from "../plan/parse";
import type { Problem } from "../plan/plan";
import type { Finding } from "../platforms/finding";
import { readPlan } from "../sources/plan";
import { findingsText } from "./findings";
import { outcomeOf, today } from "./plan-check";
import { checkSlack } from "./slack-check";
import { checkTeams } from "./teams-check";
import type { Outcome } from "./refusing";

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Also who is away and has nobody in their place, and whether the people, groups and channels of the plan are there: on the
 * platforms that are configured. Asks them, changes nothing.
 */
export async function planCheckLive(
  options: { file: string; today?: string },
  env: Env = process.env,
): Promise<Outcome> {
  const read = await readPlan(options.file);
  const on = today(options.today);
  const gaps = read.plan ? gapProblems(options.file, read, on) : [];
  const ofFile = outcomeOf(options.file, { ...read, problems: [...read.problems, ...gaps] }, on);
  if (!read.plan) return ofFile;
  const live = await liveParts(options.file, env);
  return {
    text: [ofFile.text, ...live.map(({ text }) => text)].join("\n\n"),
    exitCode: [ofFile, ...live].some(({ exitCode }) => exitCode === 1) ? 1 : 0,
  };
}

function gapProblems(file: string, { plan, lineOf }: ParsedPlan, on: string): Problem[] {
  return (plan ? planGaps(plan, on) : []).map(({ path, message, fix }) => ({
    file,
    line: lineOf?.(path) ?? 1,
    severity: "warning",
    message,
    fix,
  }));
}

async function liveParts(plan: string, env: Env): Promise<Outcome[]> {
  const config = readConfig(env);
  const parts: Outcome[] = [];
  if (config.slack) parts.push(under("Slack", await checkSlack(config, config.slack, { plan })));
  if (config.teams) parts.push(under("Teams", await checkTeams(config, config.teams.access, { plan })));
  if (parts.length > 0) return parts;
  return [{ text: "Neither Slack nor Teams is configured: nobody else was asked.", exitCode: 0 }];
}

function under(platform: string, findings: Finding[]): Outcome {
  const { text, exitCode } = findingsText(findings);
  return { text: `${platform}\n${text}`, exitCode };
}
