/** What does a markdown text consist of? markdown-it's flat tokens, as the tree that they mean. */
import MarkdownIt from "markdown-it";
import type Token from "markdown-it/lib/token.mjs";
import { cleanText } from "./letters";

/** `token`: the opening one. */
export type MarkdownNode = { token: Token; children: MarkdownNode[] };

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true });
// Where a link may lead is decided when it is drawn: its words must be shown either way.
markdown.validateLink = () => true;

export function parseMarkdown(text: string): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [root];
  for (const token of markdown.parse(cleanText(text), {})) {
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const node: MarkdownNode = { token, children: [] };
    open.at(-1)?.push(node);
    if (token.nesting > 0) open.push(node.children);
  }
  return root;
}
