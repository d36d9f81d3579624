/** How is somebody or a channel of Teams reached? What was last heard of them; a later message that says less takes nothing away. */
import type { ConversationReference as Row } from "../generated/prisma/client";
import { optional } from "./stored-text";
import type { Database } from "./transaction";

/** `id`: the person's Entra id, or the channel's or chat's id. What is not given stays as it is known. */
export type ConversationReference = {
  tenant: string;
  id: string;
  kind: "person" | "channel" | "chat";
  serviceUrl: string;
  /** Of a person: the direct chat's id, and what Teams calls them. */
  conversation?: string;
  user?: string;
  /** Of a channel: its team, and whether every message in it reaches us. */
  team?: string;
  hearsAll?: boolean;
};

export type ConversationReferences = {
  /** Writes only what is new: most messages tell nothing new of where they came from. */
  save(reference: ConversationReference): Promise<void>;
  find(tenant: string, id: string): Promise<ConversationReference | undefined>;
  /** The one that changed last. */
  latest(tenant: string): Promise<ConversationReference | undefined>;
  remove(tenant: string, id: string): Promise<void>;
};

export function createConversationReferences(database: Database): ConversationReferences {
  return {
    save: (reference) => save(database, reference),
    async find(tenant, id) {
      const row = await database.conversationReference.findUnique({ where: { id: rowId(tenant, id) } });
      return row === null ? undefined : fromRow(row);
    },
    async latest(tenant) {
      const row = await database.conversationReference.findFirst({
        where: { tenant },
        orderBy: { updatedAt: "desc" },
      });
      return row === null ? undefined : fromRow(row);
    },
    async remove(tenant, id) {
      await database.conversationReference.deleteMany({ where: { id: rowId(tenant, id) } });
    },
  };
}

const rowId = (tenant: string, id: string): string => `${tenant}/${id}`;

/** One statement, so that two messages of one person at once keep what each of them tells. */
async function save(database: Database, reference: ConversationReference): Promise<void> {
  const { tenant, id, kind, serviceUrl, conversation, user, team, hearsAll } = reference;
  await database.$executeRaw`
    INSERT INTO "ConversationReference" AS known
      (id, tenant, kind, "serviceUrl", conversation, "user", team, "hearsAll", "updatedAt")
    VALUES (${rowId(tenant, id)}, ${tenant}, ${kind}, ${serviceUrl}, ${conversation ?? null}::text,
      ${user ?? null}::text, ${team ?? null}::text, ${hearsAll ?? null}::boolean, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET
      kind = EXCLUDED.kind,
      "serviceUrl" = EXCLUDED."serviceUrl",
      conversation = COALESCE(EXCLUDED.conversation, known.conversation),
      "user" = COALESCE(EXCLUDED."user", known."user"),
      team = COALESCE(EXCLUDED.team, known.team),
      "hearsAll" = COALESCE(EXCLUDED."hearsAll", known."hearsAll"),
      "updatedAt" = EXCLUDED."updatedAt"
    WHERE (known.kind, known."serviceUrl") IS DISTINCT FROM (EXCLUDED.kind, EXCLUDED."serviceUrl")
      OR known.conversation IS DISTINCT FROM COALESCE(EXCLUDED.conversation, known.conversation)
      OR known."user" IS DISTINCT FROM COALESCE(EXCLUDED."user", known."user")
      OR known.team IS DISTINCT FROM COALESCE(EXCLUDED.team, known.team)
      OR known."hearsAll" IS DISTINCT FROM COALESCE(EXCLUDED."hearsAll", known."hearsAll")`;
}

const fromRow = ({ id, tenant, kind, serviceUrl, ...row }: Row): ConversationReference => ({
  tenant,
  id: id.slice(rowId(tenant, "").length),
  kind: kind as ConversationReference["kind"],
  serviceUrl,
  ...optional("conversation", row.conversation),
  ...optional("user", row.user),
  ...optional("team", row.team),
  ...optional("hearsAll", row.hearsAll),
});
