// When does the knowledge base change, and what does it hold then?

import { resolve } from "node:path";
import { watch } from "chokidar";
import { keepLastGood, readKnowledgeBase } from "./knowledge-base";
import type { KnowledgeBase } from "./knowledge-base";
import { readWhenQuiet } from "./when-quiet";
import type { Watch } from "./when-quiet";

/** Hidden files change all the time (`.git`). Kubernetes swaps mounted files through names that start with two dots. */
const HIDDEN = /[/\\]\.[^./\\][^/\\]*/;

/** Calls `onChange` with the new state a short while after files changed. Files with errors keep their last good articles. */
export function watchKnowledgeBase(
  dir: string,
  start: KnowledgeBase,
  onChange: (next: KnowledgeBase) => void,
): Watch {
  let current = start;
  const root = resolve(dir);
  const ignored = (path: string) => HIDDEN.test(path.slice(root.length));
  const watcher = watch(root, { ignoreInitial: true, followSymlinks: false, ignored });
  const read = async () => keepLastGood(current, await readKnowledgeBase(dir, current));
  return readWhenQuiet(watcher, read, (next) => {
    current = next;
    onChange(next);
  });
}
