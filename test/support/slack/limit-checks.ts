/** Which checks do all parts of Slack's blocks share? */

export type Problems = string[];
export type Fields = Record<string, unknown>;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function listProblems(list: unknown, at: string, fewest: number, most: number): Problems {
  if (!Array.isArray(list)) return [`${at} is no list`];
  if (list.length < fewest) return [`${at} must have at least ${fewest} items`];
  return list.length > most ? [`${at} has ${list.length} items, ${most} is the limit`] : [];
}

/** A text with letters, no longer than Slack allows there. */
export function stringProblems(text: unknown, at: string, longest: number): Problems {
  if (typeof text !== "string") return [`${at} is no text`];
  if (text === "") return [`${at} must be more than 0 characters`];
  if (text.length > longest) return [`${at} must be less than ${longest + 1} characters`];
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  return /[\u0000-\u0008\u000B-\u001F\u007F]|\p{Surrogate}/u.test(text)
    ? [`${at} has characters that are no text`]
    : [];
}

/** A text object. Slack refuses one that is blank wherever it stands alone. */
export function textProblems(
  text: unknown,
  at: string,
  longest: number,
  types = ["plain_text", "mrkdwn"],
): Problems {
  if (!isRecord(text)) return [`${at} is no text object`];
  const type = String(text["type"]);
  return [
    ...(types.includes(type) ? [] : [`${at} must be ${types.join(" or ")}`]),
    ...stringProblems(text["text"], `${at}/text`, longest),
    ...(typeof text["text"] === "string" && text["text"] !== "" && text["text"].trim() === ""
      ? [`${at} is blank`]
      : []),
    ...(type === "mrkdwn" && text["emoji"] !== undefined ? [`${at}: emoji is for plain_text`] : []),
  ];
}
