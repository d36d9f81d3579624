// What do texts mean? The door to the thread that can tell: it answers at once, or not at all.
import { extname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Encode } from "../knowledge/meaning";
import { createAsking } from "./asking";
import { BUSY, openDoor } from "./door";
import type { Encoded, Request } from "./door";
import { createKnownBases } from "./known-bases";
import { partRead } from "./part-read";
import { beforeItEnds } from "./undisturbed";
import { whyLost } from "./why-lost";

export type Meanings = {
  /** Takes about 5 ms for a question. Undefined when it cannot be told in time: the words alone must do. Never throws. */
  encode: Encode;
  /**
   * Makes the meanings of a knowledge base's texts known; what it no longer uses is forgotten. Gives how many were new, when
   * all are known; undefined when they cannot be. A second call for the same `base` (any name) takes the place of the first.
   * With `more` these texts are added to those it has.
   */
  encodeAll(base: string, texts: string[], more?: boolean): Promise<number | undefined>;
  stop(): Promise<void>;
};

/** `folder`: where meanings are kept for the next start. `onLost` is told once, in words for the operator. */
export type MeaningOptions = { folder?: string; onLost: (why: string) => void; thread?: string };

export function createMeanings({ folder, onLost, thread = besideThis("thread") }: MeaningOptions): Meanings {
  const door = openDoor();
  Atomics.store(door.state, BUSY, 1);
  const worker = new Worker(thread, { workerData: { memory: door.memory } });
  const post = (request: Request): void => worker.postMessage(request, []);
  const bases = createKnownBases(folder, post);
  const ask = createAsking(door, post);
  let isAlive = true;

  const rest = (): void => beforeItEnds(door.state);
  process.on("exit", rest);

  function end(lost?: { error?: unknown }): void {
    if (!isAlive) return;
    isAlive = false;
    process.off("exit", rest);
    bases.giveUp();
    if (lost) onLost(whyLost(lost.error));
  }
  worker.on("error", (error) => end({ error }));
  worker.on("exit", () => end({}));
  worker.on("message", (encoded: Encoded) => {
    bases.take(encoded);
    if (!bases.isWaiting()) worker.unref();
  });
  // A thread that nobody waits for keeps no command from ending.
  worker.unref();

  return {
    encode(text) {
      const part = partRead(text);
      return bases.get(part) ?? (isAlive ? ask(part) : undefined);
    },
    async encodeAll(base, texts, more) {
      if (!isAlive) return undefined;
      worker.ref();
      return bases.encodeAll(base, texts.map(partRead), more);
    },
    async stop() {
      if (isAlive) rest();
      end();
      await worker.terminate();
    },
  };
}

/** `.js` when built, `.ts` when node runs our TypeScript. */
const besideThis = (name: string): string => join(__dirname, name + extname(__filename));
