// What does it take to match by meaning in a test, where no question may be too late for it?

import { join } from "node:path";
import { textsToEncode } from "../../src/knowledge/meaning";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import { createMeanings } from "../../src/meaning/meanings";
import type { Way } from "./ways-of-matching";

const THREAD = join(__dirname, "../support/meaning-thread.cjs");

/** What a text means is made known before it is asked for, however slow the machine is. */
export function matchByMeaning(): Way & { stop: () => Promise<void> } {
  const lost = (why: string) => {
    throw new Error(why);
  };
  const meanings = createMeanings({ thread: THREAD, onLost: lost });
  const known = new Map<string, Float32Array>();
  const encode = (text: string) => known.get(text) ?? inTime(text);

  async function learn(all: string[]): Promise<void> {
    const texts = all.filter((text) => !known.has(text));
    if (texts.length === 0) return;
    await meanings.encodeAll("in a test", texts);
    for (const text of texts) {
      const meaning = meanings.encode(text);
      if (meaning) known.set(text, meaning.slice());
    }
  }
  /** On a busy machine it may be late; a test can wait longer than a person. */
  function inTime(text: string): Float32Array {
    for (let tries = 0; tries < 100; tries++) {
      const meaning = meanings.encode(text);
      if (meaning) return meaning;
    }
    throw new Error("The meaning of a text could not be told.");
  }

  return {
    async build(articles) {
      await learn(textsToEncode(articles));
      return buildIndex(articles, encode);
    },
    match: async (index, question) => matchArticles(index, question),
    stop: () => meanings.stop(),
  };
}
