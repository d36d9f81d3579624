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
  const encode = (text: string) => known.get(text);

  async function learn(all: string[]): Promise<void> {
    const texts = all.filter((text) => !known.has(text));
    if (texts.length === 0) return;
    await meanings.encodeAll("in a test", texts);
    for (const text of texts) {
      const meaning = meanings.encode(text);
      if (meaning) known.set(text, meaning.slice());
    }
  }
  return {
    async build(articles) {
      await learn(textsToEncode(articles));
      return buildIndex(articles, encode);
    },
    async match(index, question) {
      await learn([question]);
      return matchArticles(index, question);
    },
    stop: () => meanings.stop(),
  };
}
