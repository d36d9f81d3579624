// Which help desks are there, which rules does each have right now, and which workspace is whose?

import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DEFAULT_DESK } from "../desk/model";
import type { Meanings } from "../meaning/meanings";
import { parseDesks } from "../plan/desks";
import type { DeskEntry } from "../plan/desks";
import type { MeaningsKnown } from "./keep-knowledge";
import { errorLines, keepRules, loadRules } from "./rules";
import type { LoadedRules, Rules, RulesChange } from "./rules";

/** Files an admin has to put right before the program can start. The message says which, where and what to write. */
export class FilesError extends Error {
  override name = "FilesError";
}

/** Tickets are left of a desk that no file names any more. What concerns them waits in the inbox for the operator. */
class UnknownDesk extends Error {
  override name = "UnknownDesk";
}

export type Desks = {
  /** The rules of a desk as they are now. Throws when the file does not name it any more. */
  rulesOf(desk: string): Rules;
  /** Its knowledge base. Throws like `rulesOf`. */
  folderOf(desk: string): string;
  /** Undefined: the file names desks, and none of them serves this workspace. */
  deskOf(workspace: string): string | undefined;
  names: string[];
  /** Articles of all desks. */
  articles: number;
  close(): Promise<void>;
};

type Paths = { kb: string; plan: string };
type Loaded = { name: string; paths: Paths; workspaces?: string[]; loaded: LoadedRules & { rules: Rules } };

/**
 * Without a file of workspaces there is one desk that serves all of them. Throws FilesError with what is wrong first and how to
 * see everything; later on broken edits go to `onChange` and the last good rules hold.
 */
export async function keepDesks(
  files: Paths & { workspaces?: string },
  onChange: (desk: string, change: RulesChange) => void,
  meaning?: { meanings: Meanings; onKnown: (desk: string, known: MeaningsKnown) => void },
): Promise<Desks> {
  const loaded = await loadDesks(files);
  const kept = loaded.map(({ name, paths, ...desk }) => ({
    name,
    kb: paths.kb,
    workspaces: desk.workspaces,
    rules: keepRules(
      paths,
      desk.loaded,
      (change) => onChange(name, change),
      meaning && { ...meaning, onKnown: (known) => meaning.onKnown(name, known) },
    ),
  }));
  if (kept.length === 0) throw new FilesError(`${files.workspaces ?? ""} names no desk.`);
  const deskNamed = (desk: string) => {
    const found = kept.find(({ name }) => name === desk);
    if (!found) throw new UnknownDesk(desk);
    return found;
  };
  return {
    rulesOf: (desk) => deskNamed(desk).rules.current(),
    folderOf: (desk) => deskNamed(desk).kb,
    deskOf: (workspace) =>
      kept.find(({ workspaces }) => workspaces === undefined || workspaces.includes(workspace))?.name,
    names: kept.map(({ name }) => name),
    articles: loaded.reduce((sum, desk) => sum + desk.loaded.rules.knowledge.articles.length, 0),
    close: async () => {
      await Promise.all(kept.map(({ rules }) => rules.close()));
    },
  };
}

/** Of the file of workspaces; without one there is one. Throws FilesError. */
export const deskNames = async (workspaces: string | undefined): Promise<string[]> =>
  workspaces === undefined ? [DEFAULT_DESK] : (await readDesks(workspaces)).map(({ name }) => name);

async function loadDesks(files: Paths & { workspaces?: string }): Promise<Loaded[]> {
  const only = { name: DEFAULT_DESK, paths: { kb: files.kb, plan: files.plan } };
  const entries = files.workspaces === undefined ? [only] : await readDesks(files.workspaces);
  return Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      loaded: requireRules(await loadRules(entry.paths), entry.paths),
    })),
  );
}

async function readDesks(file: string): Promise<Omit<Loaded, "loaded">[]> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) throw new FilesError(`The file ${file} (TIERDESK_WORKSPACES) cannot be read.`);
  const { desks, problems } = parseDesks(file, text);
  if (problems.length > 0) {
    const lines = problems.map((p) => `${p.file}:${p.line}: ${p.message}\n    ${p.fix}`);
    throw new FilesError(["This file of workspaces cannot be used:", ...lines].join("\n"));
  }
  return desks.map((desk) => toPaths(file, desk));
}

const toPaths = (file: string, { name, plan, knowledgeBase, workspaces }: DeskEntry) => ({
  name,
  workspaces,
  paths: { plan: resolve(dirname(file), plan), kb: resolve(dirname(file), knowledgeBase) },
});

function requireRules(loaded: LoadedRules, paths: Paths): LoadedRules & { rules: Rules } {
  if (loaded.rules) return { ...loaded, rules: loaded.rules };
  const isPlan = loaded.planProblems.some((p) => p.severity === "error");
  const check = isPlan
    ? `npx tierdesk plan check --plan ${paths.plan}`
    : `npx tierdesk kb check --kb ${paths.kb}`;
  const first = errorLines(loaded, paths).slice(0, 3);
  throw new FilesError(
    ["Tierdesk cannot start with these files:", ...first, `Everything at once: ${check}`].join("\n"),
  );
}
