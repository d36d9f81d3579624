/** What do the tests of receiving start from? A small made-up tenant, what Teams sends from it, and a Bot Connector that knows its people. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Form } from "../../../src/desk/content";
import type { DeskEvent, Press } from "../../../src/desk/events";
import type { Receive } from "../../../src/platforms/platform";
import type { Activity, InvokeAnswer, OutboundActivity } from "../../../src/platforms/teams/activity";
import { ConnectorFailure, type Connector, type Member } from "../../../src/platforms/teams/connector";
import type {
  ConversationReference,
  ConversationReferences,
  TeamsOptions,
} from "../../../src/platforms/teams/options";
import { createReceiving } from "../../../src/platforms/teams/receiving/receiving";

export const TENANT = "5d0e7c1a-3f42-4b86-9c58-6a1f20b7d4e3";
export const TEAM = "19:tEamLakesideIt-9fQ1@thread.tacv2";
export const HELP = "19:2b7d6e5f4c3a49188d0f1e2c3b4a5968@thread.tacv2";
export const TIER2 = "19:77aa66bb55cc44dd99ee88ff00112233@thread.tacv2";
export const CHAT = "19:0f9e8d7c6b5a4f3e2d1c0b9a8f7e6d5c@thread.v2";
export const ANA = "a1a1a1a1-0000-4000-8000-000000000001";
export const BEN = "b2b2b2b2-0000-4000-8000-000000000002";
export const TESS = "c3c3c3c3-0000-4000-8000-000000000003";
export const GUS = "d4d4d4d4-0000-4000-8000-000000000004";
export const SERVICE = `https://smba.trafficmanager.net/emea/${TENANT}/`;

export const payload = (situation: string): Activity =>
  JSON.parse(readFileSync(join(__dirname, "payloads", `${situation}.json`), "utf8")) as Activity;

const member = (id: string, account: string, name: string, more: Partial<Member> = {}): Member => ({
  id: `29:1${id}`,
  aadObjectId: account,
  name,
  userPrincipalName: `${name.toLowerCase().split(" ")[0]}@lakeside.example`,
  tenantId: TENANT,
  userRole: "user",
  ...more,
});

export const PEOPLE: Member[] = [
  member("AnaLopez-x7Qk2", ANA, "Ana Lopez", { email: "ana.lopez@lakeside.example" }),
  member("BenOkafor-p9Zt4", BEN, "Ben Okafor"),
  member("TessGrant-m3Vw8", TESS, "Tess Grant"),
  member("GusGuest-k1Rr6", GUS, "Gus Guest (Guest)", {
    userRole: "guest",
    email: "gus@guests.example",
  }),
];

/** What Teams calls somebody, `29:…`. */
export const userOf = (account: string): string =>
  PEOPLE.find(({ aadObjectId }) => aadObjectId === account)?.id ?? "";

/** Who is where; whoever wrote somewhere is seen there too. */
const ROSTERS: Record<string, string[]> = { [TIER2]: [TESS, BEN], [TEAM]: [TESS, BEN, GUS] };

export type Fake = {
  connectorFor(serviceUrl: string): Connector;
  /** `conversation user`, as asked. */
  lookups: string[];
  sent: { conversation: string; activity: OutboundActivity; serviceUrl: string }[];
  /** Instead of what a look-up finds; a throw is Teams' refusal. */
  lookUp: (conversation: string, user: string) => Member | undefined;
};

export const refusal = (status: number, code?: string): ConnectorFailure =>
  new ConnectorFailure("answered", status, code);

export function createFake(): Fake {
  const fake: Fake = {
    lookups: [],
    sent: [],
    connectorFor: (serviceUrl) => {
      const unused = () => Promise.reject(new Error("Not called when something is taken in"));
      return {
        async send(conversation, activity) {
          fake.sent.push({ conversation, activity, serviceUrl });
          return "1";
        },
        async member(conversation, user) {
          fake.lookups.push(`${conversation} ${user}`);
          return fake.lookUp(conversation, user);
        },
        update: unused,
        remove: unused,
        createThread: unused,
        createChat: unused,
        react: unused,
        unreact: unused,
      };
    },
    lookUp(conversation, user) {
      const found = PEOPLE.find(({ id, aadObjectId }) => user === id || user === aadObjectId);
      const roster = ROSTERS[conversation];
      return !roster || roster.includes(found?.aadObjectId ?? "") ? found : undefined;
    },
  };
  return fake;
}

export function createReferences(): ConversationReferences & {
  saved: ConversationReference[];
  removed: string[];
} {
  const saved: ConversationReference[] = [];
  const removed: string[] = [];
  return {
    saved,
    removed,
    async save(reference) {
      saved.push(reference);
    },
    find: async (tenant, id) => saved.findLast((one) => one.tenant === tenant && one.id === id),
    latest: async () => saved.at(-1),
    async remove(_, id) {
      removed.push(id);
    },
  };
}

const text = { name: "text", label: "Text", kind: "text" as const, required: true };
const FORMS: Partial<Record<Press["action"], Form>> = {
  reply: { title: "Reply on HD-7", submit: "Send", fields: [text] },
  assign: {
    title: "Assign HD-7",
    submit: "Assign",
    fields: [{ name: "assignee", label: "Who?", kind: "person", required: true }],
  },
  open_ticket: {
    title: "Ask the help desk",
    submit: "Open a ticket",
    fields: [
      { ...text, max: 3_000 },
      { name: "on_behalf", label: "For somebody else?", kind: "person", required: false },
    ],
  },
};

export type Warnings = { event: string; facts: object }[];

export function testOptions(more: Partial<TeamsOptions> = {}): TeamsOptions & { warnings: Warnings } {
  const warnings: Warnings = [];
  return {
    access: { kind: "anonymous" },
    references: createReferences(),
    formFor: ({ action }) => FORMS[action],
    planFor: () => ({ watched: [HELP], memberships: [TIER2, TEAM] }),
    now: () => new Date("2026-01-27T09:00:00Z"),
    log: {
      info: () => {},
      warn: (event, facts) => void warnings.push({ event, facts }),
      error: () => {},
    },
    ...more,
    warnings,
  };
}

export type Bench = {
  events: DeskEvent[];
  fake: Fake;
  references: ReturnType<typeof createReferences>;
  warnings: Warnings;
  take(activity: Activity): Promise<InvokeAnswer | undefined>;
  /** A situation by its name, with some fields otherwise. */
  give(situation: string, more?: Partial<Activity>): Promise<InvokeAnswer | undefined>;
  idle(): Promise<void>;
};

export function createBench(
  more: { receive?: Receive; fake?: Fake; options?: Partial<TeamsOptions> } = {},
): Bench {
  const events: DeskEvent[] = [];
  const fake = more.fake ?? createFake();
  const references = createReferences();
  const options = testOptions({ references, ...more.options });
  const stored = async (event: DeskEvent) => void events.push(event);
  const receiving = createReceiving(options, fake.connectorFor, more.receive ?? stored);
  return {
    events,
    fake,
    references,
    warnings: options.warnings,
    take: receiving.take,
    give: (situation, fields = {}) => receiving.take({ ...payload(situation), ...fields }),
    idle: receiving.idle,
  };
}
