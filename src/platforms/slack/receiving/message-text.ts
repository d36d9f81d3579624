/** What did somebody write? Slack's text, with its control sequences in `<...>`, as plain text. */
import type { Mention } from "../../../desk/events";

/** `nameOf`: of somebody who is mentioned. May reject: the text is read all the same. */
export type TextContext = {
  botUser: string;
  nameOf(user: string): Promise<string>;
};

/** `text`: without the bot's own mention. `namesHelpDesk`: that mention was there. */
export type PlainText = { text: string; mentions: Mention[]; namesHelpDesk: boolean };

/** Whatever is not ours to read in a text stands in `<...>`; a real `<` is written `&lt;`. */
const CONTROL = /<([^<>]*)>/gu;
const USER = /^@([A-Z0-9]+)(?:\|(.*))?$/su;
/** People looked up for one text, each a call to Slack when new: a text that names more is no question. */
const MOST_NAMES = 20;

export async function readText(raw: string, context: TextContext): Promise<PlainText> {
  const users = usersIn(raw);
  const mentions = await nameAll(
    users.filter(({ user }) => user !== context.botUser),
    context,
  );
  const names = new Map(mentions.map(({ account, name }) => [account, name]));
  const namesHelpDesk = users.some(({ user }) => user === context.botUser);
  const text = spellOut(raw, names, context.botUser);
  return { text: namesHelpDesk ? trimmed(text) : text, mentions, namesHelpDesk };
}

/** Told without asking Slack anything, so that most of what is said elsewhere costs nothing. */
export const namesUser = (raw: string | undefined, user: string): boolean =>
  raw !== undefined && usersIn(raw).some((named) => named.user === user);

/** `names`: of users. The bot's own mention is left out. */
export function spellOut(raw: string, names: Map<string, string>, botUser: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const match of raw.matchAll(CONTROL)) {
    parts.push(decode(raw.slice(end, match.index)), drawControl(match[1] ?? "", names, botUser));
    end = match.index + match[0].length;
  }
  return [...parts, decode(raw.slice(end))].join("");
}

function drawControl(control: string, names: Map<string, string>, botUser: string): string {
  const user = USER.exec(control)?.[1];
  if (user !== undefined) return user === botUser ? "" : `@${names.get(user) ?? "somebody"}`;
  const [target, label] = splitLabel(control);
  if (target.startsWith("#")) return `#${label || target.slice(1)}`;
  if (target.startsWith("!")) return drawSpecial(target.slice(1), label);
  return drawLink(target, label);
}

function drawSpecial(target: string, label: string): string {
  if (target.startsWith("subteam^")) return at(label || "group");
  // A date carries its own text for those who cannot draw it.
  if (target.startsWith("date^")) return label;
  return at(label || target);
}

const at = (name: string): string => (name.startsWith("@") ? name : `@${name}`);

function drawLink(url: string, label: string): string {
  const address = url.replace(/^(?:mailto|tel):/u, "");
  // Slack makes a link of `example.com` by itself: what was written is the label.
  const bare = address.replace(/^https?:\/\//u, "");
  if (label === "" || label === address) return address;
  return label === bare ? label : `${label} (${address})`;
}

function splitLabel(control: string): [string, string] {
  const bar = control.indexOf("|");
  return bar < 0 ? [decode(control), ""] : [decode(control.slice(0, bar)), decode(control.slice(bar + 1))];
}

const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** In one pass: `&amp;lt;` is somebody's `&lt;`. */
const decode = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt);/gu, (entity) => ENTITIES[entity] ?? entity);

function usersIn(raw: string): { user: string; label: string }[] {
  const found = new Map<string, string>();
  for (const [, control = ""] of raw.matchAll(CONTROL)) {
    const [, user, label = ""] = USER.exec(control) ?? [];
    if (user !== undefined && !found.has(user)) found.set(user, decode(label));
  }
  return [...found].map(([user, label]) => ({ user, label }));
}

const nameAll = (users: { user: string; label: string }[], context: TextContext): Promise<Mention[]> =>
  Promise.all(
    users.map(async ({ user, label }, index) => {
      const name = index < MOST_NAMES ? await context.nameOf(user).catch(() => undefined) : undefined;
      return { account: user, name: name || label || "somebody" };
    }),
  );

/** What is left around the bot's name: `@Helpdesk, ...`. */
const trimmed = (text: string): string => text.replaceAll(/^[\s,:]+|[\s,:]+\.?$/gu, "");
