/** What does Teams show for a content? One message with a card, or as many as its limits ask for; nothing is left out. */
import type { Block, Content } from "../../../desk/content";
import type { Person } from "../../../desk/model";
import { cleanText, oneLine, shorten } from "../../letters";
import { packGroups } from "../../split";
import type { OutboundActivity } from "../activity";
import { drawButtons } from "./buttons";
import { cardOf, spaced, weightOf, type Element } from "./card";
import { fitElement } from "./fitting";
import { drawLines, leaf, richText } from "./leaves";
import { drawMarkdown } from "./markdown-elements";
import { createMentions, drawMention, mentionsIn, nobody, type EntityOf } from "./mentions";
import { drawFacts, drawFiles, drawQuote, type Links } from "./people-elements";
import { onceOf } from "./presses";
import { lettersIn } from "./reading";

/** What is said besides: where files are, how to answer here, who is meant, that it may have arrived before. */
export type Extras = { links?: Links; note?: string; again?: boolean; mention?: Person };

const LONGEST_SUMMARY = 500;
/** Bytes. Teams documents 28 KB for a card and 40 KB for a bot's message. */
const MOST_CARD = 24_000;
const SENT_AGAIN = "Sent again: Teams did not say whether the first one arrived.";

/** At least one. `key`: of the delivery; its buttons are named after it. */
export function renderContent(content: Content, key: string, extras: Extras = {}): OutboundActivity[] {
  const summary = oneLine(content.summary) || "A message from the help desk";
  const entityOf = createMentions(lettersIn(drawAll(content, key, extras, nobody)));
  const called = [...new Set(peopleIn(content, extras).flatMap((person) => entityOf(person) ?? []))];
  const room = Math.max(MOST_CARD / 2, MOST_CARD - weightOf(called));
  const drawn = drawAll(content, key, extras, entityOf);
  const elements = (drawn.length > 0 ? drawn : [richText([leaf(summary)])]).flatMap((one) => fitElement(one));
  const whole = packElements(elements, room);
  const parts = whole.length > 1 ? packElements(buttonsLast(elements), room) : whole;
  return parts.map((body, i): OutboundActivity => {
    const count = i === 0 ? "" : ` (${i + 1} of ${parts.length})`;
    const entities = mentionsIn(body, called);
    const msteams = { width: "Full" as const, ...(entities.length > 0 && { entities }) };
    return {
      type: "message",
      summary: shorten(summary, LONGEST_SUMMARY - count.length) + count,
      attachments: [cardOf(body, { msteams })],
    };
  });
}

function drawAll({ blocks }: Content, key: string, extras: Extras, entityOf: EntityOf): Element[] {
  const { mention, note, again } = extras;
  const once = (number: number) => onceOf(key, number);
  let buttons = 0;
  const drawn = blocks.map((block) => {
    const elements = drawBlock(block, extras.links ?? new Map(), entityOf, (more) =>
      drawButtons(more, buttons, once),
    );
    if (block.kind === "buttons") buttons += block.buttons.length;
    return elements;
  });
  return [
    ...(mention ? [drawMention({ kind: "mention", people: [mention], text: "" }, entityOf)] : []),
    ...(again === true ? [subtle(SENT_AGAIN)] : []),
    ...drawn,
    ...(note === undefined ? [] : [subtle(note)]),
  ].flatMap(apart);
}

/** Blocks stand further apart than what is in one. */
const apart = ([first, ...rest]: Element[]): Element[] => (first ? [spaced(first, "medium"), ...rest] : []);

const subtle = (text: string): Element[] =>
  drawLines([leaf(cleanText(text), { subtle: true, size: "small" })]);

const peopleIn = ({ blocks }: Content, { mention }: Extras): Person[] => [
  ...(mention ? [mention] : []),
  ...blocks.flatMap((block) => (block.kind === "mention" ? block.people : [])),
];

type DrawButtons = (buttons: Extract<Block, { kind: "buttons" }>["buttons"]) => Element[];

function drawBlock(block: Block, links: Links, entityOf: EntityOf, buttons: DrawButtons): Element[] {
  switch (block.kind) {
    case "text":
      return drawMarkdown(block.markdown);
    case "quote":
      return drawQuote(block);
    case "facts":
      return drawFacts(block);
    case "files":
      return drawFiles(block, links);
    case "mention":
      return drawMention(block, entityOf);
    case "buttons":
      return buttons(block.buttons);
    // Only on a home page, which Teams has none of.
    case "ask":
      return [];
  }
}

const isActions = (element: Element): boolean => element.type === "ActionSet";

/** Of a long text people see the end: that is where what can be done stands. */
const buttonsLast = (elements: Element[]): Element[] => [
  ...elements.filter((element) => !isActions(element)),
  ...elements.filter(isActions),
];

function packElements(elements: Element[], room: number): Element[][] {
  return packGroups(keepTogether(elements, room), [room], (run) => [weightOf(run)]).map((runs) =>
    runs.flat(),
  );
}

/** A heading stands over what it heads, buttons under what they are about: no message ends or begins between them. */
function keepTogether(elements: Element[], room: number): Element[][] {
  const runs: Element[][] = [];
  for (const element of elements) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    const belongs = isActions(element) || (before?.type === "TextBlock" && before.style === "heading");
    if (last && belongs && weightOf([...last, element]) <= room) last.push(element);
    else runs.push([element]);
  }
  return runs;
}
