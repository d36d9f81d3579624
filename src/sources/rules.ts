// Which knowledge base and which plan hold right now? Read at start, read again when a file changes.

import { join } from "node:path";
import type { BrokenLink } from "../knowledge/links";
import type { KnowledgeIndex } from "../knowledge/matching";
import type { Meanings } from "../meaning/meanings";
import type { EscalationPlan } from "../plan/plan";
import { keepKnowledge } from "./keep-knowledge";
import type { WithMeanings } from "./keep-knowledge";
import { readKnowledgeBase } from "./knowledge-base";
import type { KnowledgeBase } from "./knowledge-base";
import { readPlan, watchPlan } from "./plan";
import { prepareKnowledge } from "./prepare-knowledge";
import { watchKnowledgeBase } from "./watch-knowledge-base";

/** `broken`: files and lines with errors that an admin has not mended yet. */
export type Rules = {
  plan: EscalationPlan;
  knowledge: KnowledgeIndex;
  brokenLinks: readonly BrokenLink[];
  broken: string[];
};

type Problem = { file: string; line: number; severity: "error" | "warning"; message: string; fix: string };

/** `rules` is missing when the plan has errors or no article could be read: there is nothing to start with. */
export type LoadedRules = { rules?: Rules; knowledgeBase: KnowledgeBase; planProblems: Problem[] };

/** Waits for the meanings of all articles, where there are `meanings`: a few seconds when they are not known from last time. */
export async function loadRules(
  paths: { kb: string; plan: string },
  meanings?: Meanings,
): Promise<LoadedRules> {
  const [knowledgeBase, { plan, problems }] = await Promise.all([
    readKnowledgeBase(paths.kb),
    readPlan(paths.plan),
  ]);
  const isUsable = plan && knowledgeBase.articles.length > 0;
  return {
    ...(isUsable && {
      rules: {
        plan,
        knowledge: await prepareKnowledge(paths.kb, knowledgeBase.articles, meanings),
        brokenLinks: knowledgeBase.brokenLinks,
        broken: errorPlaces(knowledgeBase.problems),
      },
    }),
    knowledgeBase,
    planProblems: problems,
  };
}

const errorPlaces = (problems: Problem[]): string[] =>
  problems.filter(({ severity }) => severity === "error").map(({ file, line }) => `${file}:${line}`);

/** Each error with its file as the admin wrote it, and what to write instead. */
export const errorLines = ({ planProblems, knowledgeBase }: LoadedRules, paths: { kb: string }): string[] =>
  [...planProblems, ...knowledgeBase.problems.map((p) => ({ ...p, file: join(paths.kb, p.file) }))]
    .filter(({ severity }) => severity === "error")
    .map(({ file, line, message, fix }) => `${file}:${line}: ${message}\n    ${fix}`);

/** What a changed file led to: how many articles now, and what is wrong. */
export type RulesChange = { file: "knowledge base" | "plan"; articles: number; problems: Problem[] };

/**
 * `current()` is always a complete set; a broken edit keeps the last good one and is told to `onChange`. What was loaded goes by
 * words alone; with `meaning` a better index takes its place as soon as it can.
 */
export function keepRules(
  paths: { kb: string; plan: string },
  loaded: LoadedRules & { rules: Rules },
  onChange: (change: RulesChange) => void,
  meaning?: WithMeanings,
): { current: () => Rules; close: () => Promise<void> } {
  let rules = loaded.rules;
  const knowledge = keepKnowledge(paths.kb, rules.knowledge, meaning);
  const broken = { "knowledge base": rules.broken, plan: [] as string[] };
  const told = (file: RulesChange["file"], problems: Problem[]) => {
    broken[file] = errorPlaces(problems);
    rules = { ...rules, broken: [...broken.plan, ...broken["knowledge base"]] };
    onChange({ file, articles: knowledge.current().articles.length, problems });
  };
  const articles = watchKnowledgeBase(paths.kb, loaded.knowledgeBase, (next) => {
    const tell = () => {
      rules = { ...rules, brokenLinks: next.brokenLinks };
      told("knowledge base", next.problems);
    };
    if (next.articles.length > 0) void knowledge.change(next.articles, tell);
    else tell();
  });
  const plan = watchPlan(paths.plan, rules.plan, (next) => {
    rules = { ...rules, plan: next.plan };
    told("plan", next.problems);
  });
  return {
    current: () => ({ ...rules, knowledge: knowledge.current() }),
    close: async () => {
      knowledge.close();
      await Promise.all([articles.close(), plan.close()]);
    },
  };
}
