/** Which letters stand on a card? What is said in one block of text stands together. */
import type { Element } from "./card";

export const lettersIn = (elements: Element[]): string => elements.map(lettersOf).join("\n");

function lettersOf(element: Element): string {
  switch (element.type) {
    case "TextBlock":
      return element.text;
    case "RichTextBlock":
      return element.inlines.map(({ text }) => text).join("");
    case "Container":
      return lettersIn(element.items);
    case "ColumnSet":
      return element.columns.map(({ items }) => lettersIn(items)).join("\n");
    case "Table":
      return element.rows.flatMap((row) => row.cells.map(({ items }) => lettersIn(items))).join("\n");
    case "Image":
      return element.altText;
    case "ActionSet":
      return element.actions.map(({ title }) => title).join("\n");
    case "Input.Text":
    case "Input.ChoiceSet":
      return element.label;
  }
}
