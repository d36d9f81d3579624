// When does the knowledge base change, and what does it hold then?

import type { KnowledgeBase } from "./knowledge-base";

/** Calls `onChange` with the new state (last good articles kept) a short while after files changed. */
export function watchKnowledgeBase(
  _dir: string,
  _start: KnowledgeBase,
  _onChange: (next: KnowledgeBase) => void,
): { close: () => Promise<void> } {
  return { close: async () => undefined };
}
