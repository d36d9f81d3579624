// When have files stopped changing, so that they can be read?

import type { FSWatcher } from "chokidar";

/** An editor's save and a `git pull` come as a burst of changes: wait until it has been quiet this long. */
const QUIET_MS = 200;

/** `ready` resolves when changes are seen; after `close` nothing more is reported. */
export type Watch = { ready: Promise<void>; close: () => Promise<void> };

/**
 * Calls `read` a short while after files changed, and `tell` with what it gave. One read runs at a time; changes during a
 * read lead to one more.
 */
export function readWhenQuiet<T>(watcher: FSWatcher, read: () => Promise<T>, tell: (next: T) => void): Watch {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  const readAndTell = async () => {
    const next = await read();
    if (!closed) tell(next);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(readAndTell);
    }, QUIET_MS);
  };
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
