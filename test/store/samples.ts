/** Events and records to fill the store's tests with: complete, so that nothing is lost unseen on the way there and back. */
import { DEFAULT_DESK } from "../../src/desk/model";
import type { Content } from "../../src/desk/content";
import type { About, Decision, OutboundMessage } from "../../src/desk/decision";
import type { DeskEvent } from "../../src/desk/events";
import type { Address, Conversation, Person, Ticket } from "../../src/desk/model";
import type { DeskState } from "../../src/desk/state";

export const ana: Person = {
  platform: "sandbox",
  account: "U-ana",
  name: "Ana Lopez",
  email: "ana@lakeside.example",
  key: "ana",
};
export const dana: Person = { platform: "sandbox", account: "U-dana", name: "Dana Brooks", key: "dana" };

export const direct = (id = "ana"): Address => ({ platform: "sandbox", kind: "direct", id });
export const channel: Address = { platform: "sandbox", kind: "channel", id: "service-desk" };
export const thread = (id: string): Address => ({ platform: "sandbox", kind: "thread", id });

export const noted = new Date("2026-03-02T15:00:00.000Z");
export const later = (ms: number): Date => new Date(noted.getTime() + ms);

export type Posted = DeskEvent & { type: "message_posted" };

export function posted(id: string, changes: Partial<Posted> = {}): Posted {
  const place = changes.message?.in ?? direct();
  return {
    id,
    type: "message_posted",
    at: noted,
    by: ana,
    message: { in: place, messageId: id },
    replyIn: place,
    text: `text of ${id}`,
    files: [],
    mentions: [],
    addressed: true,
    ...changes,
  };
}

export const postedIn = (place: Address, id: string): Posted =>
  posted(id, { message: { in: place, messageId: id }, replyIn: place });

export const content = (summary: string): Content => ({
  summary,
  blocks: [{ kind: "text", markdown: summary }],
});

type Post = OutboundMessage & { verb: "post" };

export const post = (key: string, changes: Partial<Post> = {}): Post => ({
  key,
  about: { role: "notice" } satisfies About,
  verb: "post",
  to: direct(),
  content: content(key),
  ...changes,
});

export const decided = (changes: Partial<Decision> = {}): Decision => ({
  conversations: [],
  history: [],
  messages: [],
  cancels: [],
  forgets: [],
  retries: [],
  readdresses: [],
  events: [],
  ...changes,
});

export const emptyState: DeskState = {
  desk: DEFAULT_DESK,
  openTickets: [],
  similar: [],
  standing: [],
  incidents: [],
  reports: [],
  nextTicketNumber: 1,
  nextConversationId: "c-1",
};

export const conversation = (changes: Partial<Conversation> = {}): Conversation => ({
  id: "c-1",
  desk: DEFAULT_DESK,
  requester: ana,
  origin: direct(),
  status: "new",
  question: "The printer is jammed",
  files: [],
  askedAt: noted,
  lastMessageAt: noted,
  offers: [],
  parts: [],
  version: 1,
  ...changes,
});

export const ticket = (changes: Partial<Ticket> = {}): Ticket => ({
  number: 1,
  desk: DEFAULT_DESK,
  conversation: "c-1",
  requester: ana,
  origin: direct(),
  question: "The printer is jammed",
  status: "open",
  tier: 2,
  priority: "normal",
  reasons: [],
  openedAt: noted,
  thread: "t-1",
  channel,
  card: "card:1",
  targets: [],
  remindersSent: 0,
  lastSpokenAt: noted,
  version: 1,
  ...changes,
});
