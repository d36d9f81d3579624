/**
 * How is somebody called on a card? By a text block with `<at>Name</at>` and an entity that says who that is. The text of ours is
 * one that stands nowhere else on the card: whatever people write, it calls nobody.
 */
import type { Block } from "../../../desk/content";
import type { Person } from "../../../desk/model";
import { cleanText, oneLine, shorten } from "../../letters";
import { isEntraId } from "../address";
import type { Element, MentionEntity } from "./card";
import { drawLines, isHarmless, leaf } from "./leaves";

type Mention = Extract<Block, { kind: "mention" }>;

/** Undefined: somebody who is only named. */
export type EntityOf = (person: Person) => MentionEntity | undefined;

const LONGEST_NAME = 60;
/** People in one block of text. */
const MOST = 10;
/** What somebody signs in with. */
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

const callableAs = ({ platform, account }: Person): string | undefined => {
  const id = account.replace(/^mailto:/, "");
  return platform === "teams" && (isEntraId(id) || ADDRESS.test(id)) ? id : undefined;
};

export const nobody: EntityOf = () => undefined;

/** `shown`: all letters on the cards besides the mentions. */
export function createMentions(shown: string): EntityOf {
  const known = new Map<string, MentionEntity>();
  const taken = shown.toLowerCase();
  const isFree = (text: string) =>
    !taken.includes(text.toLowerCase()) &&
    ![...known.values()].some((one) => one.text.toLowerCase() === text.toLowerCase());

  return (person) => {
    const id = callableAs(person);
    if (id === undefined) return undefined;
    const before = known.get(id.toLowerCase());
    if (before) return before;
    const name = shorten(oneLine(person.name), LONGEST_NAME) || "Somebody";
    const entity: MentionEntity = {
      type: "mention",
      text: freeText(tagName(name), isFree),
      mentioned: { id, name },
    };
    known.set(id.toLowerCase(), entity);
    return entity;
  };
}

function freeText(name: string, isFree: (text: string) => boolean): string {
  for (let i = 1; ; i++) {
    const text = `<at>${i === 1 ? name : `${name} ${i}`}</at>`;
    if (isFree(text)) return text;
  }
}

/** The letters of a name. What is shown is the entity's name; this only says where, and must not be read as markdown. */
const tagName = (name: string): string =>
  shorten(name.replaceAll(/[^\p{L}\p{M}\p{N}'’-]+/gu, " ").trim(), LONGEST_NAME) || "Somebody";

export const mentionsIn = (elements: Element[], all: MentionEntity[]): MentionEntity[] => {
  const text = JSON.stringify(elements.filter(({ type }) => type === "TextBlock"));
  return all.filter((one) => text.includes(JSON.stringify(one.text).slice(1, -1)));
};

/** People of other platforms are named. In a line with the text only where no sign in it could be read as markdown. */
export function drawMention({ people, text }: Mention, entityOf: EntityOf): Element[] {
  const called = people.flatMap((person) => entityOf(person) ?? []);
  const named = people.filter((person) => !entityOf(person)).map(({ name }) => oneLine(name) || "…");
  const words = [named.join(" "), cleanText(text).trim()].filter((part) => part !== "").join(" ");
  if (called.length === 0) return drawLines([leaf(words)]);
  const tags = called.map((one) => one.text);
  const isOneLine = isHarmless(words) && !words.includes("\n") && tags.length <= MOST && words.length < 1_000;
  if (isOneLine) return [textBlock([...tags, words].join(" ").trim())];
  const groups = Array.from({ length: Math.ceil(tags.length / MOST) }, (_, i) =>
    tags.slice(i * MOST, (i + 1) * MOST),
  );
  return [...groups.map((group) => textBlock(group.join(" "))), ...drawLines([leaf(words)])];
}

const textBlock = (text: string): Element => ({ type: "TextBlock", text, wrap: true });
