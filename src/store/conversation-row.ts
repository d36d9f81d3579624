/** How does a conversation become a row, and a row a conversation? */
import type { Conversation, Offer } from "../desk/model";
import { fromPersonRow, type PersonRow } from "./person-row";
import { optional, optionalDate, toDate, type Stored } from "./stored-text";

/** As `to_jsonb` writes it, with the requester's row inside. */
export type ConversationRow = {
  id: string;
  desk: string;
  requester: PersonRow;
  origin: Stored<Conversation["origin"]>;
  formerly: Stored<Conversation["origin"]> | null;
  status: Conversation["status"];
  question: string;
  files: Stored<Conversation["files"]>;
  parts: Stored<Conversation["parts"]>;
  offers: Stored<Offer>[];
  shown: string | null;
  leftGuide: string | null;
  component: string | null;
  site: string | null;
  askedAt: string;
  lastMessageAt: string;
  ticketNumber: number | null;
  wakeAt: string | null;
  version: number;
};

export const fromConversationRow = (row: ConversationRow): Conversation => ({
  id: row.id,
  desk: row.desk,
  requester: fromPersonRow(row.requester),
  origin: row.origin,
  ...optional("formerly", row.formerly),
  status: row.status,
  question: row.question,
  files: row.files,
  parts: row.parts,
  offers: row.offers.map((offer) => ({ ...offer, at: toDate(offer.at) })),
  ...optional("shown", row.shown),
  ...optional("leftGuide", row.leftGuide),
  ...optional("component", row.component),
  ...optional("site", row.site),
  askedAt: toDate(row.askedAt),
  lastMessageAt: toDate(row.lastMessageAt),
  ...optional("ticket", row.ticketNumber),
  ...optionalDate("wakeAt", row.wakeAt),
  version: row.version,
});
