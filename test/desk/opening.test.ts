import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import { ticketCard } from "../../src/desk/cards";
import type { OutboundMessage } from "../../src/desk/decision";

const UNKNOWN = "the smartboard in room 12 is upside down";
const LONG = `${UNKNOWN} ${"and it hums ".repeat(80)}, my secret address is 1 Main Street`;

/** The service desk's channel for printers is gone; its own channel, too, when `all` are. */
function aDesk(gone: "printers" | "all" | "none" = "none") {
  const plan = aPlan();
  const contacts = [{ label: "Phone", value: "555-0100" }];
  const tiers = plan.tiers.map((t) => (t.number === 2 ? { ...t, contacts } : t));
  const components = plan.components.map((c) =>
    c.key === "printing"
      ? { ...c, providers: { 2: { applicable: true, channels: { sandbox: "printers" } } } }
      : c,
  );
  const isGone = (id: string) => gone === "all" || (gone === "printers" && id === "printers");
  const fails = ({ verb, to }: OutboundMessage) =>
    verb === "post" && "kind" in to && to.kind === "channel" && isGone(to.id) ? "It is archived." : undefined;
  const desk = createMemoryDesk(theRules({ ...plan, tiers, components }), { fails });
  return {
    desk,
    ...peopleAt(desk),
    chat: () => desk.shownAt(direct(ana)).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
  };
}

describe("who serves the requester's site", () => {
  /** Ana works at the site that Dana and Eli serve; Eli is away. */
  function served() {
    const plan = aPlan();
    const sites = plan.sites.map((site) =>
      site.key === "high" ? { ...site, technicians: ["dana", "eli"] } : site,
    );
    const people = plan.people.map((one) => {
      if (one.key === "ana") return { ...one, site: "high" };
      return one.key === "eli" ? { ...one, awayFrom: "2000-01-01" } : one;
    });
    const withSites = { ...plan, sites, people };
    const desk = createMemoryDesk(theRules(withSites));
    const onCard = () => {
      const ticket = desk.tickets.get(1);
      const blocks = ticket ? ticketCard(withSites, ticket, ticket.openedAt).blocks : [];
      const facts = blocks.flatMap((block) => (block.kind === "facts" ? block.facts : []));
      return facts.find(({ label }) => label === "Serves the site")?.value;
    };
    return { ...peopleAt(desk), onCard };
  }

  test("stands on the card until somebody takes it, without those who are away", () => {
    const { says, presses, onCard } = served();
    says(ana, UNKNOWN);
    expect(onCard()).toBe("Dana Brooks");
    presses(dana, { action: "take", ticket: 1 });
    expect(onCard()).toBeUndefined();
  });
});

describe("a channel that is gone", () => {
  test("gives way to the tier's own, with one packet", () => {
    const { says, desk, inThread } = aDesk("printers");
    says(ana, "open a ticket: the printer glows");
    expect(desk.tickets.get(1)?.channel.id).toBe("service-desk");
    expect(inThread().split("What the bot offered")).toHaveLength(2);
  });

  test("with no other: the requester is told how to reach the technicians", () => {
    const { says, chat } = aDesk("all");
    says(ana, "open a ticket: the bell rings at night");
    expect(chat()).toMatch(/could not show your ticket \*\*HD-1\*\*.*Phone 555\\-0100/);
  });
});

describe("the question of a ticket", () => {
  test("is gone from the packet and the story, too, when it is deleted", () => {
    const { says, deletes, desk, inThread } = aDesk();
    const question = says(ana, LONG);
    expect(inThread()).toContain("Main Street");
    deletes(question);
    expect(inThread()).not.toContain("Main Street");
    const kept = desk.history.filter((h) => !h.source).map((h) => h.text);
    expect(kept.join()).not.toContain("Main Street");
  });

  test("changes in the packet, too, when it is edited", () => {
    const { says, edits, inThread } = aDesk();
    const question = says(ana, LONG);
    edits(ana, question, LONG.replace("Main Street", "Side Street"));
    expect(inThread()).toContain("Side Street");
    expect(inThread()).not.toContain("Main Street");
  });

  test("leaves out the words that asked for a ticket, also when it is edited", () => {
    const { says, edits, desk } = aDesk();
    const question = says(ana, "open a ticket: the bell rings at nite");
    edits(ana, question, "open a ticket: the bell rings at night");
    expect(desk.tickets.get(1)?.question).toBe("the bell rings at night");
  });
});
