/** How do buttons stand on Slack? Up to five in a row; what is seldom needed in a menu at the end of the last one. */
import type { types } from "@slack/bolt";
import type { Button } from "../../../desk/content";
import { encodePress } from "../../presses";
import { plainText } from "./escaping";
import {
  encodeOption,
  FORM_ACTION,
  LONGEST_OPTION_VALUE,
  LONGEST_VALUE,
  MORE_ACTION,
  PRESS_ACTION,
} from "./presses";

const LONGEST_LABEL = 75;
/** More in a row are hard to read; Slack takes 25. */
const IN_A_ROW = 5;
const MOST_OPTIONS = 5;

/** `first`: the number of the first action, so that all of one message are told apart. */
export function drawButtons(buttons: Button[], first: number): types.ActionsBlock[] {
  const known = buttons.filter((button) => encodePress(button.press).length <= LONGEST_VALUE);
  const inMenu = known.filter(goesIntoMenu);
  const plain = known.filter((button) => inMenu.length < 2 || !inMenu.includes(button));
  const menus = inMenu.length < 2 ? [] : inEvenGroups(inMenu, MOST_OPTIONS);
  const rows: types.ActionsBlockElement[][] = inGroups(plain, IN_A_ROW).map((row, r) =>
    row.map((button, i) => drawButton(button, first + r * IN_A_ROW + i)),
  );
  const drawnMenus = menus.map((menu, i) => drawMenu(menu, first + plain.length + i));
  const last = [...(rows.at(-1) ?? []), ...drawnMenus];
  return [...rows.slice(0, -1), last]
    .filter((row) => row.length > 0)
    .map((elements) => ({ type: "actions", elements }));
}

/** An option takes a shorter value than a button. */
const goesIntoMenu = ({ more, press, opensForm }: Button): boolean =>
  more === true && encodeOption(press, opensForm === true).length <= LONGEST_OPTION_VALUE;

const drawButton = ({ label, press, style, opensForm }: Button, number: number): types.Button => ({
  type: "button",
  action_id: `${opensForm ? FORM_ACTION : PRESS_ACTION}:${number}`,
  text: plainText(label, LONGEST_LABEL),
  value: encodePress(press),
  ...(style && { style }),
});

const drawMenu = (buttons: Button[], number: number): types.Overflow => ({
  type: "overflow",
  action_id: `${MORE_ACTION}:${number}`,
  options: buttons.map(({ label, press, opensForm }) => ({
    text: plainText(label, LONGEST_LABEL),
    value: encodeOption(press, opensForm === true),
  })),
});

const inGroups = <T>(items: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

/** Six are three and three, not five and one: Slack takes no menu of one. */
const inEvenGroups = <T>(items: T[], most: number): T[][] =>
  inGroups(items, Math.ceil(items.length / Math.ceil(items.length / most)));
