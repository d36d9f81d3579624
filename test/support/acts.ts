/** What do people on a stage do, each act until everything that follows from it has happened? */
import type { Address } from "../../src/desk/model";
import type { Shown } from "../platforms/contract";
import type { TestDatabase } from "./database";
import type { Attachment, Stage } from "./stage";

export type Acts = ReturnType<typeof actsOn>;

export function actsOn(stage: Stage, settle: () => Promise<void>) {
  const see = (by: string, place: Address): Shown[] => stage.see(by, place);

  const texts = (by: string, place: Address): string[] =>
    see(by, place)
      .filter((m) => !m.gone)
      .map((m) => m.text);

  /** The newest message in a place that has this button. */
  function messageWith(by: string, place: Address, label: string): string {
    const found = see(by, place).findLast((m) => m.buttons.includes(label) && !m.gone);
    if (!found) throw new Error(`${by} sees no button "${label}" there:\n${texts(by, place).join("\n")}`);
    return found.messageId;
  }

  return {
    async post(by: string, place: Address, text: string, files?: Attachment[]): Promise<string> {
      const id = await stage.post(by, place, text, files);
      await settle();
      return id;
    },
    async edit(by: string, message: string, text: string): Promise<void> {
      await stage.edit(by, message, text);
      await settle();
    },
    async remove(by: string, message: string): Promise<void> {
      await stage.remove(by, message);
      await settle();
    },
    async press(by: string, place: Address, label: string): Promise<void> {
      await stage.press(by, place, messageWith(by, place, label), label);
      await settle();
    },
    async submit(by: string, place: Address, label: string, values: Record<string, string>): Promise<void> {
      await stage.submit(by, place, messageWith(by, place, label), label, values);
      await settle();
    },
    messageWith,
    see,
    texts,
  };
}

/** The escalation thread of a ticket, where technicians work. */
export async function threadOf({ database }: TestDatabase, ticket: number): Promise<Address> {
  const row = await database.outboxMessage.findFirst({
    where: { opens: `ticket-${ticket}`, status: "sent" },
    orderBy: { seq: "desc" },
  });
  const { thread } = (row?.delivered ?? {}) as { thread?: Address };
  if (!thread) throw new Error(`Ticket ${ticket} has no thread.`);
  return thread;
}
