import type { Person } from "../../src/desk/model";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, eli, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const vera: Person = { platform: "sandbox", account: "vera", name: "Vera Vendor", outside: "Globex" };

const aDesk = (plan = aPlan()) => {
  const desk = createMemoryDesk(theRules(plan));
  return {
    desk,
    ...peopleAt(desk),
    ticket: () => desk.tickets.get(1),
    told: (person: Person) => desk.shownAt(direct(person)).join("\n"),
    card: () => desk.shownAt({ platform: "sandbox", kind: "channel", id: "service-desk" }).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n").replaceAll("\\", ""),
  };
};

const open = { action: "open_ticket" } as const;

describe("a ticket opened with a form", () => {
  test("has what was chosen, and is answered in the direct chat", () => {
    const { submits, ticket, told, inThread } = aDesk();
    submits(
      ana,
      open,
      { text: "The beamer hums", component: "printing", site: "new", urgency: "blocked", why: "exams" },
      staffRoom,
    );
    expect(ticket()).toMatchObject({ component: "printing", site: "new", priority: "high" });
    expect(ticket()?.origin).toEqual(direct(ana));
    expect(told(ana)).toContain("I've opened ticket **HD-1**");
    expect(inThread()).toContain('"I cannot work", because: exams');
  });

  test("on behalf of somebody else is theirs; who filled it in is told, and so are they", () => {
    const { submits, ticket, told } = aDesk();
    submits(dana, open, { text: "Ana's beamer hums", urgency: "around" }, direct(dana), { on_behalf: ana });
    expect(ticket()).toMatchObject({ requester: ana, openedBy: dana });
    expect(told(ana)).toContain("Dana Brooks asked for this.");
    expect(told(dana)).toContain("for Ana Lopez");
  });

  test("on behalf of somebody shows everywhere whose words they are, to them as well", () => {
    const { submits, told, card } = aDesk();
    submits(ben, open, { text: "Set my password to summer", urgency: "around" }, direct(ben), {
      on_behalf: ana,
    });
    expect(card()).toContain("Ben Carter, for Ana Lopez: Set my password to summer");
    expect(card()).toContain("Opened by: Ben Carter");
    expect(told(ana)).toContain("Ben Carter: Set my password to summer");
  });

  test("is not opened on behalf of somebody of another organisation", () => {
    const { submits, desk, told } = aDesk();
    submits(ana, open, { text: "Vera cannot sign in", urgency: "around" }, direct(ana), { on_behalf: vera });
    expect(desk.tickets.size).toBe(0);
    expect(told(ana)).toContain("I help the people of A school only.");
  });

  test("never lowers what a criterion of the plan says, and shows its safety text", () => {
    const { submits, ticket, told } = aDesk();
    submits(ana, open, { text: "I clicked a phishing link", urgency: "wait" });
    expect(ticket()?.priority).toBe("urgent");
    expect(told(ana)).toContain("Disconnect from the network now.");
  });

  test("keeps the link to the message it is about", () => {
    const { submits, inThread } = aDesk();
    const press = { ...open, argument: "https://lakeside.slack.example/archives/C1/p1" };
    submits(ana, press, { text: "This one again", urgency: "around" });
    expect(inThread()).toContain("https://lakeside.slack.example/archives/C1/p1");
  });

  test("with an empty text opens nothing", () => {
    const { submits, desk } = aDesk();
    submits(ana, open, { text: "  ", urgency: "around" });
    expect(desk.tickets.size).toBe(0);
  });
});

describe("people of another organisation", () => {
  test.each([
    ["a message", (it: ReturnType<typeof aDesk>) => void it.says(vera, "I forgot my password")],
    [
      "a form",
      (it: ReturnType<typeof aDesk>) => void it.submits(vera, open, { text: "Help", urgency: "wait" }),
    ],
  ])("are told that they are not helped here: %s", (_how, asks) => {
    const it = aDesk();
    asks(it);
    expect(it.told(vera)).toContain("I help the people of A school only.");
    expect(it.told(vera)).not.toContain("Reset a forgotten password");
    expect(it.desk.tickets.size).toBe(0);
  });

  test("are helped where the plan says so, and marked on the card", () => {
    const { says, card } = aDesk(aPlan({ outsidePeople: "help" }));
    says(vera, "the smartboard in room 12 is upside down");
    expect(card()).toContain("Requester: Vera Vendor (Globex)");
  });

  test("are no technicians, whatever channel they are in", () => {
    const plan = aPlan();
    const tiers = plan.tiers.map((t) => (t.number === 2 ? { ...t, members: [] } : t));
    const { says, presses, ticket } = aDesk({ ...plan, tiers });
    says(ana, "the smartboard in room 12 is upside down");
    presses({ ...vera, memberOf: ["service-desk"] }, { action: "take", ticket: 1 });
    expect(ticket()?.assignee).toBeUndefined();
    presses({ ...dana, memberOf: ["service-desk"] }, { action: "take", ticket: 1 });
    expect(ticket()?.assignee?.account).toBe("dana");
  });
});

describe("technicians by group", () => {
  const grouped = () => {
    const plan = aPlan();
    const tiers = plan.tiers.map((t) =>
      t.number === 2 ? { ...t, members: [], groups: { sandbox: "S-TECH" } } : t,
    );
    return aDesk({ ...plan, tiers });
  };
  const zoe: Person = { platform: "sandbox", account: "zoe", name: "Zoe Young" };

  test("are those that the platform says are in it", () => {
    const { says, presses, ticket } = grouped();
    says(ana, "the smartboard in room 12 is upside down");
    presses(zoe, { action: "take", ticket: 1 });
    expect(ticket()?.assignee).toBeUndefined();
    presses({ ...zoe, memberOf: ["S-TECH"] }, { action: "take", ticket: 1 });
    expect(ticket()?.assignee?.account).toBe("zoe");
  });

  test("a channel's members are not, where a group is named", () => {
    const { says, presses, ticket } = grouped();
    says(ana, "the smartboard in room 12 is upside down");
    presses({ ...zoe, memberOf: ["service-desk"] }, { action: "take", ticket: 1 });
    expect(ticket()?.assignee).toBeUndefined();
  });
});

describe("somebody's own page", () => {
  const home = (it: ReturnType<typeof aDesk>, by: Person) => {
    it.opensHome(by);
    const row = [...it.desk.rows.values()].findLast(({ message }) => message.verb === "home");
    return JSON.stringify(row?.content ?? {}).replaceAll("\\\\", "");
  };

  test("has their tickets, a line to ask in and a form", () => {
    const it = aDesk();
    it.says(ana, "the smartboard in room 12 is upside down");
    const page = home(it, ana);
    expect(page).toContain("HD-1");
    expect(page).toContain('"kind":"ask"');
    expect(page).toContain("Open a ticket…");
    expect(page).not.toContain("Your queue");
    expect(page).not.toContain("What needs you");
  });

  test("offers what is asked most; choosing one answers in the direct chat", () => {
    const it = aDesk();
    it.says(ana, "I forgot my password");
    expect(home(it, dana)).toContain("Reset a forgotten password");
    it.presses(dana, { action: "read_article", argument: "forgot-password" });
    expect(it.told(dana)).toContain("password portal");
    expect(it.told(dana)).toContain("(That solved it)");
  });

  test("has the queue for technicians, what is due first at the top", () => {
    const it = aDesk();
    it.says(ana, "the smartboard in room 12 is upside down");
    it.says(ana, "I clicked a phishing link");
    const page = home(it, dana);
    expect(page.indexOf("HD-2")).toBeLessThan(page.lastIndexOf("HD-1"));
    expect(page).toContain("Your queue, by due time");
  });

  test("does not have what a colleague works on in the queue", () => {
    const it = aDesk();
    it.says(ana, "the smartboard in room 12 is upside down");
    it.presses(eli, { action: "take", ticket: 1 });
    expect(home(it, dana)).toContain("Nothing waits for you.");
    expect(home(it, eli)).toContain("HD-1");
  });

  test("has for the admin what needs them", () => {
    const it = aDesk();
    it.says(ana, "the smartboard in room 12 is upside down");
    const mira: Person = { platform: "sandbox", account: "mira", name: "Mira Chen" };
    expect(home(it, mira)).toContain("found nothing in the knowledge base");
  });

  test("does not show a private article to choose, nor give it when it is asked for all the same", () => {
    const it = aDesk();
    it.presses(ana, { action: "read_article", argument: "no-such-article" });
    expect(it.told(ana)).toContain("can't find that any more");
  });
});
