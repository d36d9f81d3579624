/** What does Slack's client make of what a person types? Mentions, links and the rest as plain words: `text` and rich text. */
import type { Json, Workspace } from "./world";

/** `text`: with Slack's own escapes. `elements`: the same for a rich_text block. */
type Piece = { text: string; element: Json };

const SPECIAL =
  /<@([UW]\w+)>|<#(C\w+)>|<!subteam\^(S\w+)>|(?<=^|\s)@(channel|here|everyone)\b|https?:\/\/[^\s<>)\]]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;

export function compose(workspace: Workspace, typed: string): { text: string; blocks?: Json[] } {
  const pieces = piecesOf(workspace, typed);
  const text = pieces.map((piece) => piece.text).join("");
  if (text === "") return { text };
  const section = { type: "rich_text_section", elements: pieces.map(({ element }) => element) };
  return { text, blocks: [{ type: "rich_text", elements: [section] }] };
}

function piecesOf(workspace: Workspace, typed: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of typed.matchAll(SPECIAL)) {
    const piece = specialPiece(workspace, match);
    if (!piece) continue; // nobody the client would offer: just words
    if (match.index > from) pieces.push(plainPiece(typed.slice(from, match.index)));
    pieces.push(piece);
    from = match.index + match[0].length;
  }
  if (from < typed.length) pieces.push(plainPiece(typed.slice(from)));
  return pieces;
}

function specialPiece(workspace: Workspace, match: RegExpExecArray): Piece | undefined {
  const [whole, user, channel, group, range] = match;
  if (user !== undefined)
    return workspace.people.has(user)
      ? { text: `<@${user}>`, element: { type: "user", user_id: user } }
      : undefined;
  if (channel !== undefined) {
    const name = workspace.channels.get(channel)?.name;
    return name === undefined
      ? undefined
      : { text: `<#${channel}|${name}>`, element: { type: "channel", channel_id: channel } };
  }
  if (group !== undefined)
    return workspace.userGroups.has(group)
      ? { text: `<!subteam^${group}>`, element: { type: "usergroup", usergroup_id: group } }
      : undefined;
  if (range !== undefined) return { text: `<!${range}>`, element: { type: "broadcast", range } };
  if (whole.startsWith("http"))
    return { text: `<${escapeText(whole)}>`, element: { type: "link", url: whole } };
  return {
    text: `<mailto:${whole}|${whole}>`,
    element: { type: "link", url: `mailto:${whole}`, text: whole },
  };
}

const plainPiece = (text: string): Piece => ({ text: escapeText(text), element: { type: "text", text } });

export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
