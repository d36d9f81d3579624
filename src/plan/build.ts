// How does a plan that was written without a mistake become the plan that the desk looks things up in?

import type {
  Calendar,
  Component,
  Contact,
  Criterion,
  Digest,
  EscalationPlan,
  Kind,
  KindName,
  PlanPerson,
  PlatformIds,
  Priority,
  Provider,
  Route,
  Site,
  SureEnough,
  Target,
  TargetKind,
  Tier,
  TierNumber,
  Vendor,
} from "./plan";
import type { Path } from "./plan-text";
import type { WrittenPlan } from "./schema";
import { minutesOf } from "./times";

/** Removes keys without a value: the types tell "not said" from "said to be undefined". */
type Said<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function said<T extends object>(values: T): Said<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Said<T>;
}

const digestOf = ({ day, at, channels }: NonNullable<WrittenPlan["digest"]>): Digest => ({
  ...day,
  ...at,
  channels: said(channels),
});

export function buildPlan(written: WrittenPlan, lineOf: (path: Path) => number): EscalationPlan {
  const calendars = entries(written.calendars).map(([key, each]) => calendarOf(key, each, written.timezone));
  return {
    organisation: written.organisation,
    helpDesk: written.help_desk,
    ticketPrefix: written.ticket_prefix,
    owner: written.owner,
    reviewBy: written.review_by,
    ...(written.gaps_to && { gapsTo: said(written.gaps_to) }),
    ...(written.digest && { digest: digestOf(written.digest) }),
    timezone: written.timezone,
    watchedChannels: said(written.watched_channels),
    outsidePeople: written.outside_people,
    people: entries(written.people).map(([key, each]) => personOf(key, each)),
    tiers: entries(written.tiers).flatMap(([key, each]) =>
      each ? [tierOf(key, each, calendarOfTier(Number(key), written, calendars))] : [],
    ),
    components: entries(written.components).map(([key, each]) => componentOf(key, each)),
    sites: entries(written.sites).map(([key, each]): Site => said({ key, ...each })),
    vendors: entries(written.vendors).map(([key, each]) => vendorOf(key, each, calendars)),
    criteria: entries(written.criteria).map(([key, each]) =>
      criterionOf(key, each, lineOf(["criteria", key])),
    ),
    ...(written.kinds && {
      kinds: entries(written.kinds).flatMap(([key, each]) =>
        each ? [kindOf(key as KindName, each, lineOf(["kinds", key]))] : [],
      ),
    }),
    routes: entries(written.routes).map(([key, each]) => routeOf(key, each, lineOf(["routes", key]))),
    calendars,
    targets: written.targets.flatMap((each, i) =>
      targetsOf(each, calendars, (path) => lineOf(["targets", i, ...path])),
    ),
    ...(written.answers && { answers: sureEnough(written.answers) }),
    ...(written.late_answers.a_day > 0 && {
      lateAnswers: { days: written.late_answers.days, aDay: written.late_answers.a_day },
    }),
    warnAt: written.warn_at,
    holdSeconds: written.hold_seconds,
    gatherSeconds: written.gather_seconds,
    ...(written.call_next_after && { callNextAfter: written.call_next_after.minutes }),
    followUp: {
      remindAfterDays: written.follow_up.remind_after_days.toSorted((a, b) => a - b),
      closeAfterDays: written.follow_up.close_after_days,
      closeResolvedAfterDays: written.follow_up.close_resolved_after_days,
    },
    ...(written.retention && {
      retention: said({
        questionsDays: written.retention.questions?.days,
        ticketsDays: written.retention.tickets?.days,
      }),
    }),
    incidents: said({
      proposeAt: written.incidents.propose_at,
      openAt: written.incidents.open_at,
      withinMinutes: written.incidents.within_minutes,
    }),
    ...(entries(written.webhooks).length > 0 && {
      webhooks: entries(written.webhooks).map(([key, { url, events, with_text: withText }]) => ({
        key,
        url,
        events,
        withText,
      })),
    }),
  };
}

type EntryOf<K extends "people" | "components" | "vendors" | "criteria" | "routes" | "calendars"> =
  WrittenPlan[K][string];

function personOf(
  key: string,
  { away_from, away_until, trainee_of, accounts, ...person }: EntryOf<"people">,
): PlanPerson {
  const ids: PlatformIds = said({ sandbox: key, ...said(accounts) });
  return said({
    key,
    ...person,
    accounts: ids,
    awayFrom: away_from,
    awayUntil: away_until,
    traineeOf: trainee_of,
  });
}

function tierOf(
  key: string,
  {
    escalates_to,
    contacts,
    channels,
    groups,
    contacts_at,
    on_call,
    follow_up,
    ...tier
  }: NonNullable<WrittenPlan["tiers"]["2"]>,
  calendar: Calendar | undefined,
): Tier {
  return said({
    number: Number(key) as TierNumber,
    ...tier,
    channels: said(channels),
    groups: said(groups),
    contacts: contactsOf(contacts),
    escalatesTo: escalates_to,
    contactsAt: contacts_at && said(contacts_at),
    onCall: on_call && said(on_call),
    followUp: follow_up && tierFollowUp(follow_up, calendar),
  });
}

/** Whose working time counts where the plan names no calendar: that of the tier's first targets, or else the first one. */
const calendarOfTier = (
  tier: number,
  { targets }: WrittenPlan,
  calendars: Calendar[],
): Calendar | undefined =>
  calendars.find(({ key }) => key === targets.find((each) => each.tier === tier)?.calendar) ?? calendars[0];

function tierFollowUp(
  written: NonNullable<NonNullable<WrittenPlan["tiers"]["2"]>["follow_up"]>,
  calendar: Calendar | undefined,
): NonNullable<Tier["followUp"]> {
  const every = written.update_requester_every;
  return said({
    remindAfterDays: written.remind_after_days?.toSorted((a, b) => a - b),
    closeAfterDays: written.close_after_days,
    closeResolvedAfterDays: written.close_resolved_after_days,
    updateRequesterEvery:
      every && calendar ? { minutes: minutesOf(every, calendar), calendar: calendar.key } : undefined,
  });
}

function componentOf(key: string, { tiers, ...component }: EntryOf<"components">): Component {
  const providers: Component["providers"] = {};
  for (const [number, provider] of entries(tiers))
    if (provider) providers[Number(number) as TierNumber] = providerOf(provider);
  return { key, ...component, providers };
}

function providerOf({ channels, ...provider }: NonNullable<EntryOf<"components">["tiers"]["1"]>): Provider {
  return said({ ...provider, channels: channels && said(channels) });
}

function vendorOf(key: string, written: EntryOf<"vendors">, calendars: readonly Calendar[]): Vendor {
  const { name, hours, contacts, case_pattern, case_example } = written;
  return said({
    key,
    name,
    hours,
    contacts: contactsOf(contacts),
    casePattern: case_pattern,
    caseExample: case_example,
    answersWithin: answersWithin(written, calendars),
  });
}

function answersWithin(
  { calendar: key, answers_within: promised }: EntryOf<"vendors">,
  calendars: readonly Calendar[],
): Vendor["answersWithin"] {
  const calendar = calendars.find((each) => each.key === key);
  if (!promised || !calendar) return undefined;
  const minutes = entries(promised).flatMap(([priority, duration]) =>
    duration ? [[priority, minutesOf(duration, calendar)]] : [],
  );
  return {
    calendar: calendar.key,
    minutes: Object.fromEntries(minutes) as Partial<Record<Priority, number>>,
  };
}

function criterionOf(key: string, written: EntryOf<"criteria">, line: number): Criterion {
  const { affected_at_least, open_for, reopened_at_least, requester_groups, counter_examples, ...rule } =
    written;
  return said({
    key,
    ...rule,
    requesterGroups: requester_groups && said(requester_groups),
    affectedAtLeast: affected_at_least,
    openForMinutes: open_for && open_for.days * MINUTES_OF_A_DAY + open_for.minutes,
    reopenedAtLeast: reopened_at_least,
    counterExamples: counter_examples,
    line,
  });
}

/** Of the calendar: something is down at night too. */
const MINUTES_OF_A_DAY = 24 * 60;

function kindOf(
  key: KindName,
  written: NonNullable<NonNullable<WrittenPlan["kinds"]>["enhancement"]>,
  line: number,
): Kind {
  const { counter_examples, channels, ...rule } = written;
  return said({
    key,
    ...rule,
    channels: channels && said(channels),
    counterExamples: counter_examples,
    line,
  });
}

function routeOf(key: string, { counter_examples, ...rule }: EntryOf<"routes">, line: number): Route {
  return said({ key, ...rule, counterExamples: counter_examples, line });
}

function calendarOf(key: string, { timezone, ...calendar }: EntryOf<"calendars">, zone: string): Calendar {
  const holidays = [...new Set(calendar.holidays.flat())].toSorted();
  return said({
    key,
    timezone: timezone ?? zone,
    hours: calendar.hours,
    holidays,
    publicHolidays: calendar.public_holidays,
    openOn: calendar.open_on?.flat(),
  });
}

function targetsOf(
  written: WrittenPlan["targets"][number],
  calendars: readonly Calendar[],
  lineOf: (path: Path) => number,
): Target[] {
  const { tier, calendar: key } = written;
  const calendar = calendars.find((each) => each.key === key) ?? { hours: [] };
  const kinds: TargetKind[] = ["hand_over", "first_response", "next_response", "resolution"];
  return kinds.flatMap((kind) =>
    entries(written[kind]).flatMap(([priority, duration]) =>
      duration
        ? [
            {
              kind,
              tier,
              priority: priority as Priority,
              minutes: minutesOf(duration, calendar),
              calendar: key,
              line: lineOf([kind, priority]),
            },
          ]
        : [],
    ),
  );
}

const sureEnough = (written: NonNullable<WrittenPlan["answers"]>): SureEnough =>
  said({ answer: written.answer_when_sure, suggest: written.suggest_when_sure });

const contactsOf = (contacts: Record<string, string>): Contact[] =>
  Object.entries(contacts).map(([label, value]) => ({ label, value }));

const entries = <T>(section: { [key: string]: T }): [string, T][] => Object.entries(section);
