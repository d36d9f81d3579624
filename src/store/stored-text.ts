/** How does anybody's text get into PostgreSQL unharmed, and moments back out of JSON? */

/** What `T` looks like after a trip through JSON: a Date field that nobody turns back is an error of types. */
export type Stored<T> = T extends Date ? string : T extends object ? { [Key in keyof T]: Stored<T[Key]> } : T;

// PostgreSQL stores neither NUL nor, in jsonb, half a surrogate pair (a text cut in the middle of an emoji).
// eslint-disable-next-line no-control-regex
const refused = /\0|\p{Surrogate}/gu;

/** The text without NUL; half an emoji becomes U+FFFD. */
export const storable = (text: string): string =>
  text.replaceAll(refused, (character) => (character === "\0" ? "" : "\uFFFD"));

/** For a `::jsonb` parameter. */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, (_key, entry: unknown) => (typeof entry === "string" ? storable(entry) : entry));

export const toDate = (moment: string): Date => new Date(moment);

/** A column that may be NULL as an optional field: `...optional("site", row.site)`. */
export function optional<Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { [K in Key]?: Value } {
  return value === null || value === undefined ? {} : ({ [key]: value } as { [K in Key]?: Value });
}

export const optionalDate = <Key extends string>(key: Key, moment: string | null | undefined) =>
  optional(key, moment === null || moment === undefined ? undefined : toDate(moment));
