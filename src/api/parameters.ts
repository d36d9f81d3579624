/** What may another system ask for, and what does it hear when that cannot be read? */
import { z } from "zod";
import type { Place, TicketFilter } from "../store/kept-tickets";
import { ticketFields } from "./ticket-fields";

export const MOST_TICKETS = 200;
const MOST_VALUES = 200;

/** `of`: one value, once it is read. `list`: several may stand, with commas. `write`: what to send instead. */
type Parameter = { of: z.ZodType; list?: true; write: string; about: string };

const { status, priority, kind } = ticketFields.shape;
/** None of ours is older, and the database knows no year 0. */
const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .refine((written) => toMoment(written).getTime() >= Date.UTC(1970, 0, 1));
/** A zero byte is in no text that the database holds, and it refuses to look for one. */
const key = z
  .string()
  .min(1)
  .max(200)
  .refine((written) => !written.includes("\0"));
const number = z.int().min(1).max(2_147_483_647);
const oneOf = (values: readonly string[]): string => `one of ${values.join(", ")}, or several with commas`;
const aMoment = "a day (2026-11-24) or a moment (2026-11-24T15:00:00Z), since 1970";

export const PARAMETERS = {
  number: {
    of: number,
    list: true,
    write: `ticket numbers with commas, at most ${MOST_VALUES}: 12,15`,
    about: "These tickets.",
  },
  status: { of: status, list: true, write: oneOf(status.options), about: "In one of these states." },
  tier: {
    of: z.int().min(1).max(4),
    list: true,
    write: "tiers from 1 to 4: 2,3",
    about: "At one of these tiers.",
  },
  priority: {
    of: priority,
    list: true,
    write: oneOf(priority.options),
    about: "Of one of these priorities.",
  },
  kind: {
    of: kind.unwrap(),
    list: true,
    write: oneOf(kind.unwrap().options),
    about: "Of one of these kinds.",
  },
  component: {
    of: key,
    list: true,
    write: "keys of the plan, with commas",
    about: "Of one of these components.",
  },
  site: { of: key, list: true, write: "keys of the plan, with commas", about: "Of one of these sites." },
  opened_from: { of: moment, write: aMoment, about: "Opened then or later. A day begins at 00:00 UTC." },
  opened_until: { of: moment, write: aMoment, about: "Opened before." },
  updated_since: {
    of: moment,
    write: aMoment,
    about:
      "Changed then or later, in the order of the changes. Ask from a minute before your last answer on.",
  },
  limit: {
    of: z.int().min(1).max(MOST_TICKETS),
    write: `a number from 1 to ${MOST_TICKETS}`,
    about: "How many tickets a page has: 50 unless said otherwise.",
  },
  cursor: {
    of: z.string(),
    write: "the path that `next` gives, as it is",
    about: "Where the page begins: comes with `next`.",
  },
  format: {
    of: z.enum(["json", "csv"]),
    write: "json or csv",
    about: "csv: all tickets in one answer, without pages. `Accept: text/csv` does the same.",
  },
} satisfies Record<string, Parameter>;

type Name = keyof typeof PARAMETERS;

export type Asked = {
  filter: TicketFilter;
  limit: number;
  after?: Place;
  format?: "json" | "csv";
};

/** A sentence that says what is wrong, and what to send. */
export class BadParameter extends Error {
  override name = "BadParameter";
}

/** Throws BadParameter. */
export function readParameters(query: URLSearchParams): Asked {
  for (const name of query.keys())
    if (!Object.hasOwn(PARAMETERS, name))
      throw new BadParameter(
        `There is no parameter \`${name.slice(0, 50)}\`. There are: ${Object.keys(PARAMETERS).join(", ")}.`,
      );
  const values = (name: Name): unknown[] | undefined => readValues(name, query.getAll(name));
  const one = (name: Name): unknown => values(name)?.[0];
  const at = (name: Name): Date | undefined => {
    const written = one(name) as string | undefined;
    return written === undefined ? undefined : toMoment(written);
  };
  const filter = defined({
    numbers: values("number"),
    statuses: values("status"),
    tiers: values("tier"),
    priorities: values("priority"),
    kinds: values("kind"),
    components: values("component"),
    sites: values("site"),
    openedFrom: at("opened_from"),
    openedUntil: at("opened_until"),
    updatedSince: at("updated_since"),
  }) as TicketFilter;
  const cursor = one("cursor") as string | undefined;
  const after = cursor === undefined ? undefined : readCursor(cursor, filter);
  const format = one("format") as Asked["format"];
  return {
    filter,
    limit: (one("limit") as number | undefined) ?? 50,
    ...(after && { after }),
    ...(format && { format }),
  };
}

const defined = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function readValues(name: Name, given: string[]): unknown[] | undefined {
  if (given.length === 0) return undefined;
  const parameter: Parameter = PARAMETERS[name];
  if (parameter.list !== true && given.length > 1)
    throw new BadParameter(`\`${name}\` stands ${given.length} times. Write it once.`);
  const written = parameter.list
    ? given.flatMap((list) => list.split(",")).map((part) => part.trim())
    : given;
  if (written.length > MOST_VALUES)
    throw new BadParameter(
      `\`${name}\` has ${written.length} values. Ask for at most ${MOST_VALUES} at once.`,
    );
  return written.map((text) => {
    const value = parameter.of instanceof z.ZodNumber && /^\d{1,10}$/.test(text) ? Number(text) : text;
    if (parameter.of.safeParse(value).success) return value;
    throw new BadParameter(`\`${name}\` cannot be \`${text.slice(0, 50)}\`. Write ${parameter.write}.`);
  });
}

const toMoment = (text: string): Date =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);

/** Opaque to whoever gets it: `number` or `number.milliseconds`. */
export const writeCursor = ({ number: last, updatedAt }: Place): string =>
  Buffer.from(updatedAt ? `${last}.${updatedAt.getTime()}` : String(last)).toString("base64url");

function readCursor(cursor: string, { updatedSince }: TicketFilter): Place {
  const [, last, at] = /^(\d{1,9})(?:\.(\d{1,14}))?$/.exec(Buffer.from(cursor, "base64url").toString()) ?? [];
  if (last === undefined || (at === undefined) !== (updatedSince === undefined))
    throw new BadParameter(
      "`cursor` does not belong to this list. Ask for the path that `next` gives, as it is.",
    );
  return { number: Number(last), ...(at !== undefined && { updatedAt: new Date(Number(at)) }) };
}
