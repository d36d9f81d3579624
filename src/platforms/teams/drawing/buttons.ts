/** How do buttons stand on a card? Up to six in a row; what is seldom needed behind the three dots. */
import type { Button } from "../../../desk/content";
import { oneLine, shorten } from "../../letters";
import { encodePress } from "../../presses";
import { packGroups } from "../../split";
import { weightOf, type Action, type ActionSet, type Submit } from "./card";
import { pressData } from "./presses";

const LONGEST_LABEL = 100;
const LONGEST_PRESS = 2_000;
/** Teams shows no more of a row. */
const IN_A_ROW = 6;
const MOST_WEIGHT = 8_000;

/** `onceOf`: the one-time id of the button with this number. `first`: the number of the first of these. */
export function drawButtons(
  buttons: Button[],
  first: number,
  onceOf: (number: number) => string,
): ActionSet[] {
  const known = buttons
    .map((button, i) => ({ button, once: onceOf(first + i) }))
    .filter(({ button }) => encodePress(button.press).length <= LONGEST_PRESS);
  const seldom = known.filter(({ button }) => button.more);
  // Three dots for one button, or with nothing beside them, only hide it.
  const hidden = seldom.length > 1 && seldom.length < known.length ? seldom : [];
  const shown = known.filter((one) => !hidden.includes(one));
  const rows = packGroups(
    shown.map(({ button, once }) => drawButton(button, once, false)),
    [IN_A_ROW, MOST_WEIGHT],
    (action) => [1, weightOf(action)],
  );
  const menus = packGroups(
    hidden.map(({ button, once }) => drawButton(button, once, true)),
    [MOST_WEIGHT],
    (action) => [weightOf(action)],
  );
  return withMenus(rows, menus).map((actions, i) => ({
    type: "ActionSet",
    actions,
    spacing: i === 0 ? "medium" : "small",
  }));
}

/** The menu stands at the end of the last row, unless the two are too large for one part of a card. */
function withMenus(rows: Action[][], [menu = [], ...others]: Action[][]): Action[][] {
  const last = [...(rows.at(-1) ?? []), ...menu];
  const together = weightOf(last) <= 2 * MOST_WEIGHT ? [last] : [rows.at(-1) ?? [], menu];
  return [...rows.slice(0, -1), ...together, ...others].filter((row) => row.length > 0);
}

/** A form opens by a submit only. Others have a submit for clients that do not know the newer action. */
function drawButton({ label, press, style, opensForm }: Button, once: string, isSeldom: boolean): Action {
  const shown = {
    title: shorten(oneLine(label), LONGEST_LABEL) || "…",
    ...(style && { style: style === "primary" ? ("positive" as const) : ("destructive" as const) }),
    ...(isSeldom && { mode: "secondary" as const }),
  };
  const submit: Submit = {
    type: "Action.Submit",
    ...shown,
    data: pressData(press, once, opensForm === true),
  };
  if (opensForm) return submit;
  return { type: "Action.Execute", verb: "press", ...shown, data: submit.data, fallback: submit };
}
