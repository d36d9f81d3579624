// Where does a draft article go, and how does somebody look at it there?

import { realpath } from "node:fs/promises";
import { writeDraftBranch } from "./draft-branch";
import { writeDraftFile } from "./draft-file";
import { errorCode } from "./error-code";
import { findCheckout, gitAt } from "./git";

/** `slug`: what its file is to be called, without `.md`. `message`: of the commit. */
export type Draft = { slug: string; text: string; message: string };

/** `file`: within the knowledge base. On a branch: its name, and the file's path within the checkout. */
export type WrittenDraft = { file: string; branch?: string; path?: string };

/** Why it was not written, and what to do about it. */
export type DraftRefusal = { reason: string; fix: string };

export const DRAFTS = "drafts";
const MOST_NAMES = 99;

/** `vpn`, `vpn-2`, `vpn-3`: nothing is written over. */
export function* namesFor(slug: string): Generator<string> {
  yield slug;
  for (let number = 2; number <= MOST_NAMES; number++) yield `${slug}-${number}`;
}

export const noFreeName = (slug: string): DraftRefusal => ({
  reason: `There are ${MOST_NAMES} drafts called ${slug} already.`,
  fix: `Work some of them up, or delete them (and their branches, where the folder is a git checkout).`,
});

export const noFolder = (path: string): DraftRefusal => ({
  reason: `${path} is not a folder.`,
  fix: "Take that file away.",
});

export const diskFull: DraftRefusal = { reason: "The disk is full.", fix: "Make room on it." };

/**
 * Into `drafts/` of the folder; where git keeps the folder, on a branch of its own instead. The same draft again is the one that
 * is there, so that it may be tried again after a crash. Nothing is pushed.
 */
export async function writeDraft(kb: string, draft: Draft): Promise<WrittenDraft | DraftRefusal> {
  const root = await realpath(kb).catch((error: unknown) => ({ code: errorCode(error) }));
  if (typeof root !== "string")
    return { reason: `There is no folder ${kb} (${root.code}).`, fix: "Name the knowledge base's folder." };
  const top = await findCheckout(root);
  const onBranch =
    top === undefined ? undefined : await writeDraftBranch({ git: gitAt(top), root, top }, draft);
  return onBranch ?? writeDraftFile(root, draft);
}
