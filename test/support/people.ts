/** Who speaks in a test, and how: short words for what people do in the sandbox's rooms. */
import type { DeskEvent, Press } from "../../src/desk/events";
import type { Address, FileRef, MessageRef, Person } from "../../src/desk/model";
import type { MemoryDesk } from "./memory-desk";

const somebody = (account: string, name: string): Person => ({
  platform: "sandbox",
  account,
  name,
  email: `${account}@school.example`,
});

export const ana = somebody("ana", "Ana Lopez");
export const ben = somebody("ben", "Ben Carter");
export const grace = somebody("grace", "Grace Kim");
export const dana = somebody("dana", "Dana Brooks");
export const eli = somebody("eli", "Eli Novak");
export const kofi = somebody("kofi", "Kofi Mensah");
/** Somebody of the staff whom the plan does not name. */
export const staff = (number: number): Person => somebody(`staff-${number}`, `Staff Member ${number}`);

export const stranger = somebody("zoe", "Zoe Unknown");

export const direct = (person: Person): Address => ({
  platform: "sandbox",
  kind: "direct",
  id: person.account,
});
export const staffRoom: Address = { platform: "sandbox", kind: "channel", id: "staff-room" };

let counter = 0;
const fresh = (): string => `m${++counter}`;

type Options = {
  in?: Address;
  replyIn?: Address;
  addressed?: boolean;
  mentions?: Person[];
  files?: FileRef[];
  quotes?: MessageRef;
};

/** What people do with a desk. Each act returns the message it made, where it made one. */
export function peopleAt(desk: MemoryDesk) {
  const handle = (event: Omit<DeskEvent, "at"> & { id: string }) =>
    desk.handle({ ...event, at: desk.now() } as DeskEvent);

  function says(by: Person, text: string, options: Options = {}): MessageRef {
    const place = options.in ?? direct(by);
    const message = { in: place, messageId: fresh() };
    handle({
      type: "message_posted",
      id: `posted/${message.messageId}`,
      by,
      message,
      replyIn: options.replyIn ?? place,
      text,
      files: options.files ?? [],
      mentions: (options.mentions ?? []).map(({ account, name }) => ({ account, name })),
      addressed: options.addressed ?? place.kind === "direct",
      ...(options.quotes && { quotes: options.quotes }),
    } as Omit<DeskEvent, "at">);
    return message;
  }

  return {
    says,
    /** In the escalation thread of a ticket. */
    saysInThread: (by: Person, ticket: number, text: string, mentions: Person[] = []): MessageRef => {
      const place = desk.threadAddress(`ticket-${ticket}`);
      if (!place) throw new Error(`Ticket ${ticket} has no thread.`);
      return says(by, text, { in: place, addressed: false, mentions });
    },
    edits: (by: Person, message: MessageRef, text: string) => {
      handle({
        type: "message_edited",
        id: `edited/${fresh()}`,
        by,
        message,
        text,
        files: [],
        mentions: [],
      } as Omit<DeskEvent, "at">);
    },
    deletes: (message: MessageRef) => {
      handle({ type: "message_deleted", id: `deleted/${fresh()}`, message } as Omit<DeskEvent, "at">);
    },
    presses: (by: Person, press: Press, place: Address = direct(by)) => {
      return handle({ type: "button_pressed", id: `pressed/${fresh()}`, by, in: place, press } as Omit<
        DeskEvent,
        "at"
      >);
    },
    submits: (
      by: Person,
      press: Press,
      values: Record<string, string>,
      place: Address = direct(by),
      people: Record<string, Person> = {},
    ) => {
      return handle({
        type: "form_submitted",
        id: `submitted/${fresh()}`,
        by,
        in: place,
        press,
        values,
        people,
      } as Omit<DeskEvent, "at">);
    },
    thanks: (by: Person, message: MessageRef) =>
      handle({ type: "message_thanked", id: `thanked/${fresh()}`, by, message } as Omit<DeskEvent, "at">),
    opensHome: (by: Person) =>
      handle({ type: "home_opened", id: `home/${fresh()}`, by } as Omit<DeskEvent, "at">),
  };
}
