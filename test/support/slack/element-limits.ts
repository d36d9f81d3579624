/** Would Slack take this button, menu or input? */
import {
  isRecord,
  listProblems,
  stringProblems,
  textProblems,
  type Fields,
  type Problems,
} from "./limit-checks";

const PLAIN = ["plain_text"];

export function elementProblems(element: unknown, at: string): Problems {
  if (!isRecord(element)) return [`${at} is no object`];
  const id = element["action_id"];
  const check = CHECKS[String(element["type"])];
  return [
    ...(id === undefined ? [] : stringProblems(id, `${at}/action_id`, 255)),
    ...(check ? check(element, at) : [`${at}: unsupported type ${String(element["type"])}`]),
    ...optional(element, "placeholder", (text) => textProblems(text, `${at}/placeholder`, 150, PLAIN)),
  ];
}

const CHECKS: Record<string, (element: Fields, at: string) => Problems> = {
  button: (element, at) => [
    ...textProblems(element["text"], `${at}/text`, 75, PLAIN),
    ...optional(element, "value", (value) => stringProblems(value, `${at}/value`, 2_000)),
    ...([undefined, "primary", "danger"].includes(element["style"] as undefined) ? [] : [`${at}/style`]),
  ],
  overflow: (element, at) => optionsProblems(element["options"], `${at}/options`, 2, 5),
  plain_text_input: (element, at) => {
    const most = element["max_length"];
    const initial = element["initial_value"];
    const limit = typeof most === "number" ? most : 3_000;
    return [
      ...(most === undefined || (Number.isInteger(most) && limit >= 1 && limit <= 3_000)
        ? []
        : [`${at}/max_length`]),
      ...(typeof initial === "string" && initial.length > limit
        ? [`${at}/initial_value is over max_length`]
        : []),
    ];
  },
  radio_buttons: (element, at) => optionsProblems(element["options"], `${at}/options`, 1, 10),
  static_select: selectProblems,
  users_select: (element, at) =>
    optional(element, "initial_user", (user) =>
      typeof user === "string" && /^[UW][A-Z0-9]+$/.test(user) ? [] : [`${at}/initial_user`],
    ),
};

function selectProblems(element: Fields, at: string): Problems {
  const groups = element["option_groups"];
  const options = Array.isArray(groups)
    ? (groups as unknown[]).flatMap((group) => (isRecord(group) ? (group["options"] as unknown[]) : []))
    : element["options"];
  const initial = JSON.stringify(element["initial_option"]);
  const isOffered = Array.isArray(options) && options.some((option) => JSON.stringify(option) === initial);
  return [
    ...(groups === undefined ? optionsProblems(options, `${at}/options`, 1, 100) : groupProblems(groups, at)),
    ...(initial === undefined || isOffered ? [] : [`${at}/initial_option is none of the options`]),
  ];
}

function groupProblems(groups: unknown, at: string): Problems {
  return [
    ...listProblems(groups, `${at}/option_groups`, 1, 100),
    ...(groups as unknown[]).flatMap((group, i) =>
      isRecord(group)
        ? [
            ...textProblems(group["label"], `${at}/option_groups/${i}/label`, 75, PLAIN),
            ...optionsProblems(group["options"], `${at}/option_groups/${i}/options`, 1, 100),
          ]
        : [`${at}/option_groups/${i}`],
    ),
  ];
}

function optionsProblems(options: unknown, at: string, fewest: number, most: number): Problems {
  if (!Array.isArray(options)) return [`${at} is no list`];
  const values = (options as unknown[]).map((option) => (isRecord(option) ? option["value"] : undefined));
  return [
    ...listProblems(options, at, fewest, most),
    ...(new Set(values).size < values.length ? [`${at}: a value is there twice`] : []),
    ...(options as unknown[]).flatMap((option, i) =>
      isRecord(option)
        ? [
            ...textProblems(option["text"], `${at}/${i}/text`, 75, PLAIN),
            ...stringProblems(option["value"], `${at}/${i}/value`, 150),
          ]
        : [`${at}/${i} is no option`],
    ),
  ];
}

const optional = (element: Fields, name: string, check: (value: unknown) => Problems): Problems =>
  element[name] === undefined ? [] : check(element[name]);
