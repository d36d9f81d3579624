// When does the knowledge base change, and what does it hold then?

import { resolve } from "node:path";
import { watch } from "chokidar";
import { keepLastGood, readKnowledgeBase } from "./knowledge-base";
import type { KnowledgeBase } from "./knowledge-base";

/** An editor's save and a `git pull` come as a burst of changes: wait until it has been quiet this long. */
const QUIET_MS = 200;

/** Hidden files change all the time (`.git`). Kubernetes swaps mounted files through names that start with two dots. */
const HIDDEN = /[/\\]\.[^./\\][^/\\]*/;

/** `ready` resolves when changes are seen; after `close` nothing more is reported. */
export type KnowledgeWatch = { ready: Promise<void>; close: () => Promise<void> };

/**
 * Calls `onChange` with the new state a short while after files changed. Files with errors keep their last good articles.
 * One read runs at a time; changes during a read lead to one more.
 */
export function watchKnowledgeBase(
  dir: string,
  start: KnowledgeBase,
  onChange: (next: KnowledgeBase) => void,
): KnowledgeWatch {
  let current = start;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  const read = async () => {
    const next = keepLastGood(current, await readKnowledgeBase(dir));
    if (closed) return;
    current = next;
    onChange(next);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(read);
    }, QUIET_MS);
  };
  const root = resolve(dir);
  const ignored = (path: string) => HIDDEN.test(path.slice(root.length));
  const watcher = watch(root, { ignoreInitial: true, followSymlinks: false, ignored });
  const ready = new Promise<void>((seen) => watcher.once("ready", seen));
  watcher.on("all", later);
  // A folder that vanishes or a limit of the system: the next read says what is wrong, in words.
  watcher.on("error", later);
  const close = async () => {
    closed = true;
    clearTimeout(timer);
    await watcher.close();
    await reading;
  };
  return { ready, close };
}
