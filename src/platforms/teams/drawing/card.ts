/**
 * What are Teams' cards made of? The parts of Adaptive Cards 1.5 that we draw with, none of a fixed colour: they look right light
 * and dark. https://adaptivecards.io/explorer
 */
import type { Attachment } from "../activity";
import { CARD_TYPE } from "../activity";

export type Spacing = "none" | "small" | "default" | "medium" | "large";
/** How far from what stands above it, and whether a line is between. */
export type Placed = { spacing?: Spacing; separator?: true };
export type Size = "small" | "default" | "medium" | "large";

export type OpenUrl = { type: "Action.OpenUrl"; title: string; url: string };

/** Its text is letters and nothing else: no markdown, no mentions. */
export type TextRun = {
  type: "TextRun";
  text: string;
  weight?: "bolder";
  italic?: true;
  strikethrough?: true;
  fontType?: "monospace";
  isSubtle?: true;
  size?: Size;
  color?: "attention";
  selectAction?: OpenUrl;
};
export type RichTextBlock = Placed & { type: "RichTextBlock"; inlines: TextRun[] };

/** Its text is markdown, and the only one in which Teams looks for mentions. */
export type TextBlock = Placed & {
  type: "TextBlock";
  text: string;
  wrap: true;
  size?: Size;
  weight?: "bolder";
  style?: "heading";
};

export type Image = Placed & {
  type: "Image";
  url: string;
  altText: string;
  size: "auto";
  msTeams: { allowExpand: true };
};
export type Container = Placed & {
  type: "Container";
  style?: "emphasis";
  items: Element[];
};
export type Column = Placed & {
  type: "Column";
  width: "auto" | "stretch" | `${number}px`;
  items: Element[];
};
export type ColumnSet = Placed & { type: "ColumnSet"; columns: Column[] };

export type TableCell = { type: "TableCell"; items: Element[] };
export type TableRow = { type: "TableRow"; cells: TableCell[] };
export type Table = Placed & {
  type: "Table";
  columns: { width: number; horizontalCellContentAlignment?: "center" | "right" }[];
  rows: TableRow[];
  firstRowAsHeaders: true;
};

export type Shown = {
  title: string;
  style?: "positive" | "destructive";
  mode?: "secondary";
};
export type Submit = { type: "Action.Submit"; data: object } & Shown;
export type Execute = { type: "Action.Execute"; verb: string; data: object; fallback: Submit } & Shown;
export type Action = Submit | Execute;
export type ActionSet = Placed & { type: "ActionSet"; actions: Action[] };

export type Choice = { title: string; value: string };
type InputParts = Placed & {
  id: string;
  label: string;
  isRequired?: true;
  errorMessage?: string;
  value?: string;
  placeholder?: string;
};
export type Input =
  | ({ type: "Input.Text"; isMultiline?: true; maxLength: number } & InputParts)
  | ({
      type: "Input.ChoiceSet";
      choices: Choice[];
      style: "compact" | "filtered";
      "choices.data"?: { type: "Data.Query"; dataset: string };
    } & InputParts);

export type Element = RichTextBlock | TextBlock | Image | Container | ColumnSet | Table | ActionSet | Input;

export type MentionEntity = { type: "mention"; text: string; mentioned: { id: string; name: string } };

export type Card = {
  type: "AdaptiveCard";
  $schema: string;
  version: "1.5";
  body: Element[];
  actions?: Action[];
  msteams?: { width: "Full"; entities?: MentionEntity[] };
};

export const cardOf = (body: Element[], parts: Pick<Card, "actions" | "msteams"> = {}): Attachment => {
  const card: Card = {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    body,
    ...parts,
  };
  return { contentType: CARD_TYPE, content: card };
};

/** In bytes, as it is sent, with the comma behind it. */
export const weightOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value)) + 1;

export const spaced = <E extends Element>(element: E, spacing: Spacing): E => ({ ...element, spacing });
