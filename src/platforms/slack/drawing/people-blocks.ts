/** How do people's words stand on Slack? As text elements only: whatever they wrote, it is letters. */
import type { types } from "@slack/bolt";
import type { Block } from "../../../desk/content";
import type { Person } from "../../../desk/model";
import { fileLine } from "../../file-names";
import { cleanText, oneLine } from "../../letters";
import { fitRichText, quote, section, textLeaf, type Leaf } from "./rich-text";

type BlockOf<K extends Block["kind"]> = Extract<Block, { kind: K }>;

export function drawQuote({ from, text, edited }: BlockOf<"quote">): types.RichTextBlock[] {
  const name = textLeaf(oneLine(from), { bold: true });
  const mark = edited === true ? [textLeaf(" (edited)")] : [];
  return fitRichText([
    section(withLetters([name, ...mark])),
    quote(withLetters([textLeaf(cleanText(text))])),
  ]);
}

/** One fact a line: in two columns they would be twice as long on a phone. */
export function drawFacts({ facts }: BlockOf<"facts">): types.RichTextBlock[] {
  const lines = facts.map(({ label, value }) => [
    textLeaf(`${oneLine(label)}:`, { bold: true }),
    textLeaf(` ${oneLine(value)}`),
  ]);
  return fitRichText([section(joinLines(lines))]);
}

/** A picture of ours comes below the message, and says itself what it shows. */
export function drawFiles({ files }: BlockOf<"files">): types.RichTextBlock[] {
  const named = files.filter(({ platform }) => platform !== "desk");
  return fitRichText([section(joinLines(named.map((file) => [textLeaf(`📎 ${fileLine(file)}`)])))]);
}

/** The only place that makes Slack call somebody. People of other platforms are named. */
export function drawMention({ people, text }: BlockOf<"mention">): types.RichTextBlock[] {
  const names = people.flatMap((person) => [nameLeaf(person), textLeaf(" ")]);
  return fitRichText([section([...names, ...withLetters([textLeaf(cleanText(text))])])]);
}

const isSlackAccount = ({ platform, account }: Person): boolean =>
  platform === "slack" && /^[UW][A-Z0-9]+$/.test(account);

const nameLeaf = (person: Person): Leaf =>
  isSlackAccount(person) ? { type: "user", user_id: person.account } : textLeaf(oneLine(person.name) || "…");

const withLetters = (leaves: types.RichTextText[]): types.RichTextText[] =>
  leaves.filter((leaf) => leaf.text !== "");

const joinLines = (lines: Leaf[][]): Leaf[] =>
  lines.flatMap((line, i) => (i === 0 ? line : [textLeaf("\n"), ...line]));
