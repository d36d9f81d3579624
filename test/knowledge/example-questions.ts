// What would people ask the example help desk, and how well must each question be matched?

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What may be asked of the matcher: told in example-questions.txt, where the questions are. */
export type Wanted = "answer" | "first" | "top3" | "never" | "doubt";

/** `kind` is the heading it stands under, `article` the name of its article, when one answers it, `pinned` that it holds by itself. */
export type Asked = { kind: string; wanted: Wanted; pinned: boolean; question: string; article?: string };

const HELD_LINE = /^(answer|first|top3)(!?) +([\w#-]+): (.+)$/;
const UNHELD_LINE = /^(never|doubt)(!?) +()(.+)$/;

/** Every line below a heading is a question; anything else is a slip of its author. */
function readQuestions(text: string): Asked[] {
  let kind = "";
  const asked: Asked[] = [];
  for (const line of text.slice(text.indexOf("\n# ")).split("\n").filter(Boolean)) {
    const heading = /^# (.+)$/.exec(line)?.[1];
    if (heading) kind = heading;
    else asked.push(readQuestion(line, kind));
  }
  return asked;
}

function readQuestion(line: string, kind: string): Asked {
  const [, wanted, pin, article, question] = HELD_LINE.exec(line) ?? UNHELD_LINE.exec(line) ?? [];
  if (!question) throw new Error(`Not a question of example-questions.txt: ${line}`);
  const read = {
    kind,
    wanted: wanted as Wanted,
    pinned: pin === "!",
    question: question.replaceAll("\\n", "\n"),
  };
  return article ? { ...read, article } : read;
}

const ALL = readQuestions(readFileSync(join(__dirname, "example-questions.txt"), "utf8"));

/** The questions that the knowledge base answers. */
export const HELD = ALL.flatMap(({ article, ...rest }) => (article ? [{ ...rest, article }] : []));

/** Those that it does not. */
export const UNHELD = ALL.filter(({ article }) => !article);

/** Is it this article that is meant by a name: its file, or its page and the beginning of its heading? */
export function isNamed(id: string, name: string): boolean {
  const file = id.slice(id.lastIndexOf("/") + 1);
  return name.includes("#") ? file.startsWith(name) : file === name;
}
