/** What can be clicked among blocks? Buttons, and the options of menus, each by the words on it. */
import { isObject, textOf } from "./arguments";
import type { Json } from "./world";

/** `action`: what the app is told when it is clicked, but for the time. */
export type Control = { label: string; action: Json };

export const controlsIn = (blocks: Json[]): Control[] =>
  blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) => controlsOf(element, textOf(block, "block_id") ?? "")),
  );

function elementsOf(block: Json): Json[] {
  const elements = block["type"] === "actions" ? block["elements"] : [block["accessory"]];
  return Array.isArray(elements) ? elements.filter(isObject) : [];
}

function controlsOf(element: Json, block_id: string): Control[] {
  const { type, action_id, text, value, style } = element;
  const base = { type, block_id, action_id };
  if (type === "button")
    return [
      {
        label: wordsOf(text),
        action: {
          ...base,
          text,
          ...(value !== undefined && { value }),
          ...(style !== undefined && { style }),
        },
      },
    ];
  if (type !== "overflow" && type !== "static_select" && type !== "radio_buttons") return [];
  const options = Array.isArray(element["options"]) ? element["options"].filter(isObject) : [];
  return options.map((option) => ({
    label: wordsOf(option["text"]),
    action: { ...base, selected_option: option },
  }));
}

export const wordsOf = (text: unknown): string => (isObject(text) ? (textOf(text, "text") ?? "") : "");
