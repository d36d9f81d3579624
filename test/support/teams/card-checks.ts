/** Is an Adaptive Card one that Teams shows? Roughly: its elements and actions are known, its inputs have ids of their own. */
import type { Entity } from "../../../src/platforms/teams/activity";
import { actionsIn, elementsIn } from "./card-walk";
import { refuse } from "./refusal";
import { isObject } from "./json";
import { entitiesOf } from "./reading";
import type { Json } from "./world";

const ELEMENTS = new Set(
  `TextBlock RichTextBlock TextRun FactSet Container ColumnSet Column ActionSet Image ImageSet Media Table TableRow TableCell
   Input.Text Input.ChoiceSet Input.Toggle Input.Number Input.Date Input.Time`.split(/\s+/u),
);
const ACTIONS = new Set(
  "Action.Execute Action.Submit Action.OpenUrl Action.ShowCard Action.ToggleVisibility".split(" "),
);
/** More are not shown by Teams, but for those that are put into the menu. */
const MOST_ACTIONS = 6;

export function checkCard(card: unknown, checkMentions: (entities: Entity[], text: string) => void): void {
  if (!isObject(card) || card["type"] !== "AdaptiveCard") return bad("Not an Adaptive Card.");
  const version = String(card["version"]);
  if (!/^1\.[0-5]$/u.test(version)) bad(`Version ${version} is not shown.`);
  const elements = elementsIn(card);
  for (const element of elements) checkElement(element);
  for (const action of actionsIn(card)) checkAction(action);
  for (const { actions } of [card, ...elements]) checkCount(actions);
  const ids = elements.filter(({ type }) => String(type).startsWith("Input.")).map(({ id }) => id);
  if (ids.some((id) => typeof id !== "string" || id === "")) bad("An input has no id.");
  if (new Set(ids).size < ids.length) bad("Two inputs have the same id.");
  checkMentions(entitiesOf(card), mentionable(elements));
}

function checkElement(element: Json): void {
  const type = String(element["type"]);
  if (!ELEMENTS.has(type)) bad(`There is no element ${type}.`);
  const needsText = type === "TextBlock" || type === "TextRun";
  if (needsText && typeof element["text"] !== "string") bad(`A ${type} has no text.`);
  if (type === "Image" && typeof element["url"] !== "string") bad("An image has no url.");
}

function checkAction(action: Json): void {
  const type = String(action["type"]);
  if (!ACTIONS.has(type)) bad(`There is no action ${type}.`);
  if (typeof action["title"] !== "string" || action["title"] === "") bad("An action has no title.");
  if (type === "Action.OpenUrl" && !/^https?:/u.test(String(action["url"]))) bad("Not a link for people.");
}

function checkCount(actions: unknown): void {
  if (!Array.isArray(actions)) return;
  const primary = actions.filter((action: Json) => action["mode"] !== "secondary");
  if (primary.length > MOST_ACTIONS) bad(`${primary.length} actions, of which Teams shows ${MOST_ACTIONS}.`);
}

/** Where Teams looks for mentions in a card. */
const mentionable = (elements: Json[]): string =>
  elements
    .flatMap((element) => [
      ...(element["type"] === "TextBlock" ? [element["text"]] : []),
      ...(Array.isArray(element["facts"]) ? element["facts"].map(({ value }: Json) => value) : []),
    ])
    .join("\n");

function bad(problem: string): never {
  return refuse(400, "BadArgument", problem);
}
