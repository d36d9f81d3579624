import type { OutboundMessage } from "../../src/desk/decision";
import type { Address } from "../../src/desk/model";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const UNKNOWN = "the wifi in the gym is upside down";
const root = (messageId: string): Address => ({ ...direct(ana), root: messageId });
const serviceDesk: Address = { platform: "sandbox", kind: "channel", id: "service-desk" };

const aDesk = (options: Parameters<typeof createMemoryDesk>[1] = {}, plan = aPlan()) => {
  const desk = createMemoryDesk(theRules(plan), options);
  return {
    desk,
    ...peopleAt(desk),
    ticket: (number = 1) => desk.tickets.get(number),
    inThread: (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
  };
};

describe("a direct chat with threads", () => {
  test("is answered in the thread of the question", () => {
    const { says, desk } = aDesk();
    says(ana, "I forgot my password", { replyIn: root("q1") });
    expect(desk.shownAt(root("q1")).join()).toContain("Reset a forgotten password");
    expect(desk.shownAt(direct(ana))).toEqual([]);
  });

  test("what is written in a ticket's own thread belongs to that ticket, whichever was spoken of last", () => {
    const { says, inThread } = aDesk();
    says(ana, UNKNOWN, { replyIn: root("q1") });
    says(ana, "new: the smartboard hums", { replyIn: root("q2") });
    says(ana, "it is room 12", { replyIn: root("q1") });
    expect(inThread(1)).toContain("it is room 12");
    expect(inThread(2)).not.toContain("it is room 12");
  });

  test("also when the knowledge base would have an answer to it", () => {
    const { says, inThread } = aDesk();
    says(ana, UNKNOWN, { replyIn: root("q1") });
    says(ana, "I forgot my password", { replyIn: root("q1") });
    expect(inThread(1)).toContain("I forgot my password");
  });

  test("a word outside the threads belongs to the ticket just spoken of, as in a chat without any", () => {
    const { says, inThread } = aDesk();
    says(ana, UNKNOWN, { replyIn: root("q1") });
    says(ana, "it is room 12", { replyIn: root("q2") });
    expect(inThread(1)).toContain("it is room 12");
  });

  test("quick messages in a row are one question, though each begins a thread", () => {
    const { says, desk } = aDesk();
    says(ana, "the printer", { replyIn: root("q1") });
    expect(desk.shownAt(root("q1")).join()).toContain("None of these");
    desk.forward(1_000);
    says(ana, "it is jammed", { replyIn: root("q2") });
    const questions = [...desk.conversations.values()].map(({ question }) => question);
    expect(questions).toEqual(["the printer\nit is jammed"]);
  });
});

describe("when the channel of a ticket is gone", () => {
  const ofComponent: Address = { ...serviceDesk, id: "network-desk" };
  const withOwnChannel = () => {
    const plan = aPlan();
    const components = plan.components.map((c) =>
      c.key === "network"
        ? {
            ...c,
            providers: { ...c.providers, 2: { applicable: true, channels: { sandbox: "network-desk" } } },
          }
        : c,
    );
    return { ...plan, components };
  };
  /** Whatever goes to the component's channel or the thread that began there. */
  const archived = (what: "thread" | "channel" = "channel") => {
    let isArchived = false;
    let moved = false;
    const gone = (message: OutboundMessage) => {
      if (message.verb === "post" && message.opens !== undefined && message.key.endsWith("/again"))
        moved = true;
      return isArchived && !moved && "thread" in message.to ? what : undefined;
    };
    return { gone, archive: () => (isArchived = true) };
  };

  test("its thread goes on in the tier's own channel, with what could not be said", () => {
    const { gone, archive } = archived();
    const { says, desk, ticket, inThread } = aDesk({ gone }, withOwnChannel());
    says(ana, UNKNOWN);
    expect(ticket()?.channel).toEqual(ofComponent);
    archive();
    says(ana, "it is room 12");
    expect(ticket()?.channel).toEqual(serviceDesk);
    expect(desk.shownAt(serviceDesk).join()).toContain("HD-1");
    expect(inThread()).toContain("it is room 12");
  });

  test("and there is no other one, the requester is told once, with how to reach somebody", () => {
    let isArchived = false;
    const gone = ({ to }: OutboundMessage) =>
      isArchived && "thread" in to ? ("channel" as const) : undefined;
    const { says, desk } = aDesk({ gone });
    says(ana, UNKNOWN);
    isArchived = true;
    says(ana, "it is room 12");
    says(ana, "it is room 13");
    const told = desk.shownAt(direct(ana)).filter((text) => text.includes("could not show your ticket"));
    expect(told).toHaveLength(1);
  });
});

describe("when the first message of a ticket's thread is gone", () => {
  test("the thread begins again in the same channel, with what could not be said", () => {
    let isDeleted = false;
    let again = false;
    const gone = (message: OutboundMessage) => {
      if (message.verb === "post" && message.key.endsWith("/again")) again = true;
      return isDeleted && !again && "thread" in message.to ? ("thread" as const) : undefined;
    };
    const { says, desk, inThread, ticket } = aDesk({ gone });
    says(ana, "the smartboard hums");
    isDeleted = true;
    says(ana, "and worse, there is smoke");
    expect(ticket()?.channel).toEqual(serviceDesk);
    expect(inThread()).toContain("and worse, there is smoke");
    expect(desk.shownAt(direct(ana)).join()).not.toContain("could not show");
  });
});

test("where no thread lasts, it is begun anew only so often", () => {
  let isBroken = false;
  const gone = ({ to }: OutboundMessage) => (isBroken && "thread" in to ? ("thread" as const) : undefined);
  const { says, desk, ticket } = aDesk({ gone });
  says(ana, "the smartboard hums");
  isBroken = true;
  for (let more = 1; more < 6; more++) {
    says(ana, `and more: ${more}`);
    desk.forward(20_000);
  }
  expect(ticket()?.card.split("/again").length).toBe(3);
  expect(desk.shownAt(direct(ana)).join()).toContain("could not show your ticket");
});

test("a card that is drawn again where it cannot be tells nobody anything", () => {
  let isArchived = false;
  const gone = ({ to }: OutboundMessage) => (isArchived && "thread" in to ? ("channel" as const) : undefined);
  const { says, submits, presses, desk } = aDesk({ gone });
  says(ana, "the smartboard hums");
  submits(dana, { action: "resolve", ticket: 1 }, { text: "Turned.", kind: "solved", confirmation: "ask" });
  isArchived = true;
  presses(ana, { action: "confirm_resolved", ticket: 1 });
  expect(desk.shownAt(direct(ana)).join()).not.toContain("could not show");
});

test("words that reach nobody show at themselves that they did not", () => {
  let isArchived = false;
  const gone = ({ to }: OutboundMessage) => (isArchived && "thread" in to ? ("channel" as const) : undefined);
  const { says, desk } = aDesk({ gone });
  says(ana, "the smartboard hums");
  isArchived = true;
  const words = says(ana, "and worse, there is smoke");
  const marks = [...desk.rows.values()].flatMap(({ message }) =>
    message.verb === "mark" && message.message.messageId === words.messageId ? [message.mark.state] : [],
  );
  expect(marks).toEqual(["failed"]);
});

describe("when the channel where somebody asked is gone", () => {
  const thread: Address = { platform: "sandbox", kind: "thread", id: "staff-room/m1" };
  const inOpen = { in: staffRoom, replyIn: thread, addressed: true };
  const closing = () => {
    let isArchived = false;
    const it = aDesk({
      gone: ({ to }) => (isArchived && "id" in to && to.id === thread.id ? "channel" : undefined),
    });
    return { ...it, archive: () => (isArchived = true), chat: () => it.desk.shownAt(direct(ana)).join("\n") };
  };

  test("all that was on its way there arrives directly, in order", () => {
    const { says, saysInThread, desk, archive, chat } = closing();
    says(ana, UNKNOWN, inOpen);
    archive();
    saysInThread(dana, 1, "first answer");
    saysInThread(dana, 1, "second answer");
    desk.forward(6_000);
    expect(chat()).toMatch(/first answer[\s\S]*second answer/);
  });

  test("an edit and a deletion of the reply follow it there", () => {
    const { says, saysInThread, edits, deletes, desk, archive, chat } = closing();
    says(ana, UNKNOWN, inOpen);
    archive();
    const reply = saysInThread(dana, 1, "your pin is on the desk");
    desk.forward(6_000);
    edits(dana, reply, "your pin is in the safe");
    expect(chat()).toContain("in the safe");
    deletes(reply);
    expect(chat()).not.toContain("your pin");
  });

  test("what cannot be changed there any more is told to whoever changed it", () => {
    const { says, saysInThread, edits, desk, archive, inThread } = closing();
    says(ana, UNKNOWN, inOpen);
    const reply = saysInThread(dana, 1, "the code is 12");
    desk.forward(6_000);
    archive();
    edits(dana, reply, "the code is 34");
    expect(inThread()).toContain("did not reach the requester");
  });

  test("what is said in the old thread later still belongs to the ticket", () => {
    const { says, saysInThread, desk, archive, inThread } = closing();
    says(ana, UNKNOWN, inOpen);
    archive();
    saysInThread(dana, 1, "Which room?");
    desk.forward(6_000);
    says(ana, "it is room twelve", { in: thread, replyIn: thread, addressed: false });
    expect(inThread()).toContain("it is room twelve");
  });

  test("an answer of Tier 1 arrives directly too", () => {
    const { says, archive, chat, desk } = closing();
    archive();
    says(ana, "I forgot my password", inOpen);
    expect(chat()).toContain("Reset a forgotten password");
    expect(desk.conversations.get("c1")?.origin).toEqual(direct(ana));
  });
});

test("when the channel where somebody asked is gone, they get the reply directly", () => {
  const thread: Address = { platform: "sandbox", kind: "thread", id: "staff-room/m1" };
  let isArchived = false;
  const gone = ({ to }: OutboundMessage) =>
    isArchived && "id" in to && to.id === thread.id ? ("channel" as const) : undefined;
  const { says, saysInThread, desk, ticket } = aDesk({ gone });
  says(ana, UNKNOWN, { in: staffRoom, replyIn: thread, addressed: true });
  isArchived = true;
  saysInThread(dana, 1, "Mended.");
  desk.forward(6_000);
  expect(desk.shownAt(direct(ana)).join()).toContain("Mended.");
  expect(ticket()?.origin).toEqual(direct(ana));
});

test("when a specialist cannot be brought into the channel, the thread reads why", () => {
  const fails = ({ verb }: OutboundMessage) =>
    verb === "invite" ? "The right groups:write is missing." : undefined;
  const { says, submits, inThread } = aDesk({ fails });
  says(ana, UNKNOWN);
  submits(dana, { action: "escalate", ticket: 1 }, { text: "Over to you" });
  expect(inThread().replaceAll("\\", "")).toContain("The right groups:write is missing.");
  expect(inThread()).toContain("@Kofi Mensah");
});

describe("words that failed together with the new card of their thread", () => {
  /** The thread is gone, and nothing can be opened in its place until it is `mended`. */
  const broken = () => {
    let isBroken = false;
    const it = aDesk({
      gone: ({ to, verb }) => {
        const isTicket = "thread" in to || to.id === serviceDesk.id;
        return isBroken && isTicket && verb === "post" ? "thread" : undefined;
      },
    });
    return { ...it, breaks: () => (isBroken = true), mend: () => (isBroken = false) };
  };

  test("come into the thread once it stands again, and nothing else that failed there comes twice", () => {
    const { says, desk, inThread, breaks, mend } = broken();
    says(ana, "the smartboard hums");
    breaks();
    says(ana, "and worse, there is smoke");
    desk.forward(20_000);
    expect(inThread()).not.toContain("there is smoke");
    expect(desk.shownAt(direct(ana)).join()).toContain("could not show your ticket");
    mend();
    const card = [...desk.rows.values()].find(({ message }) => message.key === desk.tickets.get(1)?.card);
    if (card) card.status = "pending"; // as the operator has it sent again
    desk.forward(1_000);
    expect(inThread().split("and worse, there is smoke").length).toBe(2);
  });
});
