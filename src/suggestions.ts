/** Which questions can somebody begin with who has not asked anything yet? */
import type { KnowledgeIndex } from "./knowledge/matching";

const MOST = 4;

/** A few whole questions from different corners of the knowledge base. */
export function suggestions({ articles }: KnowledgeIndex): string[] {
  const corners = new Map<string | undefined, string>();
  for (const { component, questions, private: isPrivate } of articles) {
    const question = questions.find((text) => /^\p{Lu}.*\?$/u.test(text));
    if (question && !isPrivate && !corners.has(component)) corners.set(component, question);
  }
  return [...corners.values()].slice(0, MOST);
}
