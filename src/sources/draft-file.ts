// How does a draft get into the folder, without writing over anything?

import { mkdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { errorCode } from "./error-code";
import type { Draft, DraftRefusal, WrittenDraft } from "./write-draft";
import { diskFull, DRAFTS, namesFor, noFolder, noFreeName } from "./write-draft";

/** One that is there already with the very same text is this draft, written before. */
export async function writeDraftFile(root: string, draft: Draft): Promise<WrittenDraft | DraftRefusal> {
  const folder = join(root, DRAFTS);
  try {
    await mkdir(folder, { recursive: true });
    if (!(await realpath(folder)).startsWith(root + sep)) return leadsOutside(folder);
    for (const name of namesFor(draft.slug)) {
      const file = `${DRAFTS}/${name}.md`;
      if (await isWritten(join(root, file), draft.text)) return { file };
    }
    return noFreeName(draft.slug);
  } catch (error) {
    return refusal(folder, error);
  }
}

/** False: the name is another file's. */
async function isWritten(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) !== "EEXIST") {
      // Half a draft would be read as one, and hold its name.
      await rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
    return (await readFile(path, "utf8").catch(() => undefined)) === text;
  }
}

const leadsOutside = (folder: string): DraftRefusal => ({
  reason: `${folder} leads outside of the knowledge base's folder.`,
  fix: "Make it a folder of its own.",
});

function refusal(folder: string, error: unknown): DraftRefusal {
  const code = errorCode(error);
  const why: Record<string, DraftRefusal> = {
    EACCES: {
      reason: `The folder ${folder} may not be written to.`,
      fix: "Give the bot's account the right to write there.",
    },
    EROFS: {
      reason: `The folder ${folder} is read-only.`,
      fix: "Mount it so that it can be written to, or keep the knowledge base in a git checkout.",
    },
    ENOSPC: diskFull,
    EDQUOT: diskFull,
    ENOTDIR: noFolder(folder),
    EEXIST: noFolder(folder),
  };
  const other = { reason: `The draft cannot be written (${code}).`, fix: "Check the disk and the folder." };
  return { ...(why[code === "EPERM" ? "EACCES" : code] ?? other) };
}
