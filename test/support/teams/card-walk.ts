/** What is in an Adaptive Card? All its elements in the order in which they are read, and all its actions. */
import { isObject, objectsIn } from "./json";
import type { Json } from "./world";

/** With the pieces of rich text, of columns and of tables; not those of what opens only on a press. */
export const elementsIn = (card: Json): Json[] => objectsIn(card["body"]).flatMap(withParts);

const PARTS = ["items", "columns", "rows", "cells", "images"];

function withParts(element: Json): Json[] {
  const below = PARTS.flatMap((name) => objectsIn(element[name])).map(typed(element));
  const runs = element["type"] === "RichTextBlock" ? objectsIn(element["inlines"]) : [];
  return [element, ...runs, ...below.flatMap(withParts)];
}

/** Columns, rows and cells need not say what they are. */
const typed =
  ({ type }: Json) =>
  (part: Json): Json => {
    if (part["type"] !== undefined) return part;
    const names: Record<string, string> = { ColumnSet: "Column", Table: "TableRow", TableRow: "TableCell" };
    const name = names[String(type)];
    return name === undefined ? part : { ...part, type: name };
  };

/** Also those in a card that a press opens within it. */
export function actionsIn(card: Json): Json[] {
  const own = [card, ...elementsIn(card)].flatMap((one) => objectsIn(one["actions"]));
  return own.flatMap((action) => [action, ...(isObject(action["card"]) ? actionsIn(action["card"]) : [])]);
}

export const inputsIn = (card: Json): Json[] =>
  elementsIn(card).filter(({ type }) => String(type).startsWith("Input."));
