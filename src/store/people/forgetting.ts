/** What is left of a stored value when nobody is to find a certain person in it? Keys stay keys: the same account, the same new one. */
import { personKey } from "../../desk/address";
import type { Person } from "../../desk/model";
import { wordSearch } from "./word-search";

/** `as`: what the account is from now on. */
export type Forgotten = {
  accounts: { person: Person; as: string }[];
  /** What they are called from now on, where something says who did it. */
  label: string;
  /** Names of several words that nobody else has: where only a name stands, it is theirs. */
  names: string[];
  /** Further ids of the accounts, as Teams has them. */
  traces: string[];
};

export type Forget = (value: unknown) => unknown;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const spaced = (text: string): string => escaped(text).replaceAll(/\s+/g, String.raw`\s+`);
const whole = (pattern: string, flags: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${pattern})(?![\p{L}\p{N}_])`, flags);
/** Neither within dana@lakeside.example nor within ana@lakeside.example.org; a sentence may end with it. */
const address = (email: string): string =>
  String.raw`(?<![\p{L}\p{N}._%+-])${escaped(email)}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])`;

/** An account or an address as a word of its own: "ana" is not in "analog". */
export const wholeWord = (word: string): RegExp =>
  word.includes("@") ? new RegExp(address(word), "iu") : whole(escaped(word), "iu");

/** Texts that hold one of these beginnings go as a whole. */
export function forgettingTexts(beginnings: string[]): Forget {
  const held = wordSearch(beginnings);
  const forget: Forget = (value) => {
    if (typeof value === "string") return held(value).length > 0 ? "[text removed]" : value;
    if (Array.isArray(value)) return value.map(forget);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, forget(inside)]));
  };
  return forget;
}

/** Also of each name within a text. */
export function forgetting({ accounts, label, names, traces }: Forgotten): Forget {
  const emails = accounts.flatMap(({ person }) => person.email ?? []);
  const ids = accounts.map(({ person, as }) => ({ pattern: whole(escaped(person.account), "gu"), as }));
  const replaced: [RegExp, string][] = [
    ...emails.map((email): [RegExp, string] => [
      new RegExp(`mailto:${address(email)}`, "giu"),
      accounts[0] ? personKey({ ...accounts[0].person, account: accounts[0].as }) : "",
    ]),
    ...emails.map((email): [RegExp, string] => [new RegExp(address(email), "giu"), "[e-mail]"]),
    ...names.map((name): [RegExp, string] => [whole(spaced(name), "giu"), "[name]"]),
    ...ids.map(({ pattern, as }): [RegExp, string] => [pattern, as]),
    ...traces.map((trace): [RegExp, string] => [whole(escaped(trace), "gu"), accounts[0]?.as ?? ""]),
  ];
  const text = (written: string): string =>
    names.includes(written) ? label : replaced.reduce((left, [was, is]) => left.replaceAll(was, is), written);

  const asOf = (platform: unknown, account: unknown, workspace: unknown): string | undefined =>
    accounts.find(
      ({ person }) =>
        person.platform === platform &&
        person.account === account &&
        (person.workspace ?? null) === (workspace ?? null),
    )?.as;

  function forget(value: unknown): unknown {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(forget);
    return isRecord(value) ? record(value) : value;
  }

  /** Somebody else with the same name keeps it. */
  function record(value: Record<string, unknown>): unknown {
    const as = asOf(value["platform"], value["account"], value["workspace"]);
    if (as !== undefined) {
      const { platform, workspace } = value;
      return { platform, ...(workspace != null && { workspace }), account: as, name: label };
    }
    const isTheirs = accounts.some(({ person }) => personKey(person) === value["byId"]);
    const entries = Object.entries(value).map(([key, inside]) => {
      if (key === "byName") return [key, isTheirs ? label : inside];
      if (key === "name" && typeof value["account"] === "string") return [key, inside];
      return [key, forget(inside)];
    });
    return Object.fromEntries(entries) as unknown;
  }
  return forget;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** What a search must look for, so that `forgetting` finds all that it would change. */
export const tracesOf = ({ accounts, names, traces }: Forgotten): string[] => [
  ...new Set([
    ...accounts.flatMap(({ person }) => [
      person.account,
      ...(person.email === undefined ? [] : [person.email]),
    ]),
    ...names,
    ...traces,
  ]),
];
