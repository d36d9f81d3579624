/** What does a person read in a message? The words of its text and cards as Teams draws them, and the buttons. */
import { CARD_TYPE, type Entity } from "../../../src/platforms/teams/activity";
import { actionsIn, inputsIn } from "./card-walk";
import { isObject, objectsIn, wordsIn } from "./json";
import { readMarkdown, readXml, withMentions } from "./markup";
import type { Json, Message } from "./world";

export type Reading = { text: string; buttons: string[]; fields: string[]; links: string[] };

export function readMessage({ text, textFormat, entities, attachments }: Message): Reading {
  const own = textFormat === "plain" ? text : draw(text, textFormat, entities);
  const cards = cardsOf({ attachments });
  return {
    text: [own, ...cards.map(readCard)].filter((words) => words !== "").join("\n"),
    buttons: cards.flatMap((card) => actionsIn(card).map(({ title }) => String(title))),
    fields: cards.flatMap((card) => inputsIn(card).map(({ id }) => String(id))),
    links: cards.flatMap((card) =>
      actionsIn(card).flatMap(({ url }) => (typeof url === "string" ? [url] : [])),
    ),
  };
}

const draw = (text: string, format: string, entities: Entity[]): string =>
  withMentions(text, entities, format === "xml" ? readXml : readMarkdown);

export const cardsOf = ({ attachments }: Pick<Message, "attachments">): Json[] =>
  attachments.flatMap(({ contentType, content }) =>
    contentType === CARD_TYPE && isObject(content) ? [content] : [],
  );

export function readCard(card: Json): string {
  const entities = entitiesOf(card);
  return objectsIn(card["body"])
    .map((element) => readElement(element, entities))
    .filter((words) => words !== "")
    .join("\n");
}

/** Who is mentioned in a card. */
export function entitiesOf({ msteams }: Json): Entity[] {
  const { entities } = (isObject(msteams) ? msteams : {}) as { entities?: Entity[] };
  return entities ?? [];
}

function readElement(element: Json, entities: Entity[]): string {
  if (element["isVisible"] === false) return "";
  switch (element["type"]) {
    case "TextBlock":
      return withMentions(String(element["text"]), entities, readMarkdown);
    case "RichTextBlock":
      return pieces(element["inlines"]).map(plainRun).join("");
    case "FactSet":
      return objectsIn(element["facts"])
        .map((fact) => readFact(fact, entities))
        .join("\n");
    case "ColumnSet":
      return below(element, ["columns"], entities, isFact(element) ? ": " : " ");
    default:
      // A row of a table need not say what it is.
      if ("cells" in element) return below(element, ["cells"], entities, " ");
      return below(element, ["items", "rows"], entities, "\n");
  }
}

const pieces = (inlines: unknown): unknown[] => (Array.isArray(inlines) ? inlines : []);

/** No markdown in there, and no mentions. */
const plainRun = (run: unknown): string => wordsIn(isObject(run) ? run["text"] : run);

/** A first column as wide as a label: the list of facts that is drawn without FactSet. */
const isFact = ({ columns }: Json): boolean => {
  const [first, ...others] = objectsIn(columns);
  return others.length === 1 && wordsIn(first?.["width"]).endsWith("px");
};

/** Teams shows label and value beside each other. */
function readFact({ title, value }: Json, entities: Entity[]): string {
  const label = readMarkdown(String(title)).replace(/:?$/u, ":");
  return `${label} ${withMentions(String(value), entities, readMarkdown)}`;
}

function below(element: Json, names: string[], entities: Entity[], between: string): string {
  return names
    .flatMap((name) => objectsIn(element[name]))
    .map((part) => readElement(part, entities))
    .filter((words) => words !== "")
    .join(between);
}
