/** What do the tests of deliveries to Teams start from? A small Teams, one organisation, and short words. */
import type { Block, Content } from "../../../src/desk/content";
import type { Delivered } from "../../../src/desk/events";
import type { FileRef } from "../../../src/desk/model";
import { DeliveryError, type Delivery } from "../../../src/platforms/platform";
import { askedInChat, channelPlace, directChat, threadUnder } from "../../../src/platforms/teams/address";
import type { Limits } from "../../../src/platforms/teams/delivering/calls";
import { createDelivering } from "../../../src/platforms/teams/delivering/deliver";
import type {
  ConversationReference,
  ConversationReferences,
  TeamsOptions,
} from "../../../src/platforms/teams/options";
import { createMovableClock } from "../../support/movable-clock";
import { createFake, type Fake, type Kept } from "./delivering-fake";

export const TENANT = "7a1d0000-0000-4000-8000-000000000001";
export const DANA = "da4a0000-0000-4000-8000-000000000002";
export const CHANNEL_ID = "19:tier2@thread.tacv2";
export const TEAM_ID = "19:team@thread.tacv2";
export const GROUP_ID = "19:lunch@thread.v2";
export const CHANNEL = channelPlace(TENANT, CHANNEL_ID);
export const THREAD = threadUnder(TENANT, CHANNEL_ID, "1700000000000");
export const DIRECT = directChat(TENANT, DANA);
export const IN_GROUP = askedInChat(TENANT, GROUP_ID, DANA);
export const EUROPE = "https://smba.trafficmanager.net/emea/";
export const BEFORE = new Date("2026-01-01T00:00:00Z");

export const CHANNEL_REFERENCE: ConversationReference = {
  tenant: TENANT,
  id: CHANNEL_ID,
  kind: "channel",
  serviceUrl: EUROPE,
  team: TEAM_ID,
};

export type Bench = {
  fake: Fake;
  clock: ReturnType<typeof createMovableClock>;
  logged: string[];
  references: Map<string, ConversationReference>;
  deliver(delivery: Delivery): Promise<Delivered>;
  post(more?: Partial<Extract<Delivery, { verb: "post" }>>): Promise<Delivered>;
};

type Options = Partial<Pick<TeamsOptions, "access" | "serviceUrl" | "openFile">> & {
  limits?: Partial<Limits>;
  known?: ConversationReference[];
  fake?: Fake;
};

export function openBench({
  limits,
  known = [CHANNEL_REFERENCE],
  fake = createFake(),
  ...options
}: Options = {}): Bench {
  const clock = createMovableClock();
  const logged: string[] = [];
  const say = (event: string, facts: object) => void logged.push(`${event} ${JSON.stringify(facts)}`);
  const kept = new Map(known.map((one) => [`${one.tenant}/${one.id}`, one]));
  const references: ConversationReferences = {
    save: async (one) => void kept.set(`${one.tenant}/${one.id}`, one),
    find: async (tenant, id) => kept.get(`${tenant}/${id}`),
    latest: async (tenant) => [...kept.values()].findLast((one) => one.tenant === tenant),
    remove: async (tenant, id) => void kept.delete(`${tenant}/${id}`),
  };
  const access = { kind: "password" as const, appId: "app", tenant: TENANT, password: "secret" };
  const deliver = createDelivering(
    { access, references, log: { info: say, warn: say, error: say }, now: clock.now, ...options },
    fake.connectorFor,
    limits,
  );
  let keys = 0;
  return {
    fake,
    clock,
    logged,
    references: kept,
    deliver,
    post: (more = {}) =>
      deliver({
        key: `key-${++keys}`,
        verb: "post",
        to: CHANNEL,
        content: saying("Hello"),
        opensThread: false,
        ...more,
      }),
  };
}

export const saying = (markdown: string, ...more: Block[]): Content => ({
  summary: "A word",
  blocks: [{ kind: "text", markdown }, ...more],
});

export const BUTTONS: Block = {
  kind: "buttons",
  buttons: [{ label: "Take", press: { action: "take", ticket: 7 } }],
};

/** As many messages of Teams as it takes: each paragraph is about 2,800 characters. */
export const longContent = (paragraphs: number): Content =>
  saying(Array.from({ length: paragraphs }, (_, i) => `Paragraph ${i} ${"word ".repeat(560)}`).join("\n\n"));

export const withFiles = (...files: FileRef[]): Content => saying("See the file.", { kind: "files", files });

/** All that stands in a message, letters and all. */
export const wordsOf = (kept: Kept | undefined): string => JSON.stringify(kept?.activity);

export async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const outcome = await delivering.then(
    () => "delivered",
    (error: unknown) => error,
  );
  if (outcome instanceof DeliveryError) return outcome;
  throw new Error(`Expected a DeliveryError, got ${String(outcome)}`);
}
