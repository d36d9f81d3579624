// What does an error of the YAML reader mean to somebody who does not know YAML by heart?

import { visit } from "yaml";
import type { Document, ErrorCode, LineCounter, YAMLParseError } from "yaml";
import type { Problem } from "./plan";

type Words = { message: string; fix: string };

const QUOTES = 'Put the text in quotes: `key: "..."`.';

const WORDS: Partial<Record<ErrorCode, Words>> = {
  TAB_AS_INDENT: {
    message: "The line is indented with a tab.",
    fix: "Use spaces: two for each level.",
  },
  BAD_INDENT: {
    message: "The indentation does not fit the lines above, or a list in brackets was not closed.",
    fix: "Indent every line of a section alike, with spaces, and end a list that begins with `[` with `]`.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "The line holds a second colon, so it reads as a key within a value.",
    fix: QUOTES,
  },
  BLOCK_IN_FLOW: {
    message: "A section begins inside brackets that were not closed.",
    fix: "Close the list with `]` or the section with `}` first.",
  },
  BAD_SCALAR_START: {
    message: "A text begins with a character that YAML keeps for itself (@, %, or a backtick).",
    fix: QUOTES,
  },
  MISSING_CHAR: {
    message: "Something was opened and not closed: a quote, a bracket, or a key without its colon.",
    fix: "Look for a missing \", ', ], } or `:` on this line or just above it.",
  },
  MULTILINE_IMPLICIT_KEY: {
    message: "A line has no colon, so it reads as part of the next key.",
    fix: "Write `key: value`, or begin a list entry with `- `.",
  },
  MULTIPLE_DOCS: {
    message: "A line `---` begins a second document.",
    fix: "Take the line out: the plan is one document.",
  },
};

/** The text an error was found in. */
type Source = { file: string; text: string; document: Document; counter: LineCounter };

export function syntaxProblem(source: Source, error: YAMLParseError): Problem {
  const { file, text, document, counter } = source;
  const words = error.code === "DUPLICATE_KEY" ? duplicateKey(text.slice(error.pos[0])) : WORDS[error.code];
  const offset = openedAt(document, error) ?? error.pos[0];
  const line = Math.max(1, counter.linePos(offset).line);
  return { file, line, severity: "error", ...(words ?? otherwise(error)) };
}

/** A quote that is not closed swallows the rest of the file: it is found where it was opened. */
function openedAt(document: Document, error: YAMLParseError): number | undefined {
  if (error.code !== "MISSING_CHAR") return undefined;
  let opened: number | undefined;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      if (type?.startsWith("QUOTE") && range && range[1] === error.pos[0]) opened = range[0];
    },
  });
  return opened;
}

const otherwise = (error: YAMLParseError): Words => ({
  message: `The line is not valid YAML: ${firstLine(error.message)}.`,
  fix: "Compare its indentation, colons and quotes with the lines around it.",
});

const firstLine = (message: string): string => (message.split("\n")[0] ?? "").replace(/[.:]?\s*$/, "");

function duplicateKey(from: string): Words {
  const key = /^["']?([^:\s"']{1,60})/.exec(from)?.[1] ?? "";
  return {
    message: `\`${key}\` stands here a second time.`,
    fix: "Keep one of the two, or give one of them another key.",
  };
}
