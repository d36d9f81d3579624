import type { DeskRules } from "../../src/desk/decide";
import { isTimeForLateAnswers } from "../../src/desk/late-answers";
import type { Person } from "../../src/desk/model";
import { editionOf } from "../../src/knowledge/edition";
import { buildIndex } from "../../src/knowledge/matching";
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import type { EscalationPlan } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, ben, dana, direct, peopleAt, staffRoom } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SMARTBOARD = "the smartboard in room 12 is upside down";
const thread = { platform: "sandbox", kind: "thread", id: "staff-room/m1" } as const;
const inOpen = { in: staffRoom, replyIn: thread, addressed: true };

const article = (front = "", body = "Hold **Menu** for five seconds.") => `---
title: Turn the smartboard's picture round
questions:
  - the smartboard is upside down
  - the smartboard in my room is upside down
  - the picture of the smartboard is upside down
${front}---
${body}`;

type Options = NonNullable<Parameters<typeof createMemoryDesk>[1]>;

/** A desk, and an admin who writes articles. It is Tuesday, nine in the morning. */
function aDesk(plan: Partial<EscalationPlan> = {}, options: Options = {}) {
  const rules: DeskRules = theRules(aPlan({ lateAnswers: { days: 14, aDay: 50 }, ...plan }));
  const before = rules.knowledge.articles;
  const desk = createMemoryDesk(rules, options);
  let told = 0;
  const edition = () => {
    const found = rules.knowledge.articles.find(({ id }) => id === "smartboard");
    return found ? editionOf(found) : "none";
  };
  return {
    desk,
    rules,
    ...peopleAt(desk),
    writes(text = article(), more: Record<string, string> = {}) {
      const files = Object.entries({ "smartboard.md": text, ...more }).map(([path, said]) => ({
        path,
        text: said,
      }));
      rules.knowledge = buildIndex([...before, ...parseKnowledgeBase(files).articles]);
    },
    /** What the program does when it has found that the article may answer. */
    due: (conversation = "c1", changes: { edition?: string; article?: string } = {}) =>
      desk.handle({
        id: `late/${++told}`,
        type: "late_answer_due",
        at: desk.now(),
        conversation,
        article: "smartboard",
        edition: edition(),
        ...changes,
      }),
    chat: (of: Person = ana) => desk.shownAt(direct(of)).join("\n"),
    lateIn: (of: Person = ana) =>
      desk.shownAt(direct(of)).filter((text) => text.includes("There is an answer now")),
    inThread: (ticket = 1) => desk.shownAt({ thread: `ticket-${ticket}` }).join("\n"),
    last: () => desk.late.at(-1),
  };
}

/** Ana has asked, got nothing and has a ticket; two days later there is an article. */
function asked(...args: Parameters<typeof aDesk>) {
  const here = aDesk(...args);
  here.says(ana, SMARTBOARD);
  here.desk.forward(2 * DAY);
  here.writes();
  return here;
}

test("a guide that comes late is read from top to bottom, also after it was spoken on", () => {
  const here = aDesk({ calendars: [] });
  const message = here.says(ana, SMARTBOARD);
  here.desk.forward(2 * DAY);
  const steps = "## Find the remote\n\n- [I have it](#hold-menu)\n\n## Hold Menu\n\nFor five seconds.";
  here.writes(article("guide: true\n", steps));
  here.due();
  expect(here.lateIn()[0]).toContain("**2. Hold Menu**");
  expect(here.lateIn()[0]).toContain("- I have it → *Hold Menu*");
  expect(here.desk.conversations.get("c1")?.offers.at(-1)?.walk).toBeUndefined();
  here.desk.forward(25 * HOUR);
  here.edits(ana, message, `${SMARTBOARD} again`);
  expect(here.lateIn()[0]).toContain("**2. Hold Menu**");
  here.presses(ana, { action: "late_solved", conversation: "c1" });
  expect(here.lateIn()[0]).toContain("**2. Hold Menu**");
  expect(here.lateIn()[0]).toContain("You said that this solved it");
});

describe("an article that answers what was asked before", () => {
  test("is told to whoever asked, with their question, once; the technicians know of it too", () => {
    const { due, lateIn, inThread, last, desk } = asked({ calendars: [] });
    due();
    expect(lateIn()).toHaveLength(1);
    expect(lateIn()[0]).toContain("2 days ago you asked:");
    expect(lateIn()[0]).toContain(`Ana Lopez: ${SMARTBOARD}`);
    expect(lateIn()[0]).toContain("Hold **Menu** for five seconds.");
    expect(lateIn()[0]).toContain("Your ticket **HD-1** stays open");
    expect(lateIn()[0]).toContain("(That solved it) (I still need help) (No more of these)");
    expect(inThread()).toContain(
      "An article answers this now: **Turn the smartboard's picture round** (`smartboard.md`). Ana Lopez hears of it.",
    );
    expect(last()).toMatchObject({ status: "told" });
    expect(desk.history.at(-1)).toMatchObject({ type: "answered_late", ticket: 1, text: "smartboard" });
    desk.forward(DAY);
    due();
    expect(lateIn()).toHaveLength(1);
    expect(last()).toMatchObject({ status: "over" });
  });

  test("may be a guide: it is read from top to bottom, also after they have said that it solved it", () => {
    const here = asked({ calendars: [] });
    here.writes(
      article(
        "",
        "## Is it on?\n\nHold **Menu**.\n\n- Yes -> [Turn it](#turn-it)\n\n## Turn it\n\nPress **7**.",
      ),
    );
    here.due();
    expect(here.lateIn()[0]).toContain("Press **7**.");
    here.presses(ana, { action: "late_solved", conversation: "c1" });
    expect(here.lateIn()[0]).toContain("Press **7**.");
    expect(here.lateIn()[0]).toContain("You said that this solved it.");
  });

  test("is told from where its file lies by now", () => {
    const here = asked({ calendars: [] });
    here.due("c1", { article: "old/place" });
    expect(here.lateIn()).toHaveLength(1);
    expect(here.last()).toMatchObject({ article: "old/place", status: "told" });
  });

  test("counts as an answer that came late", () => {
    const { due, desk } = asked({ calendars: [] });
    due();
    expect(desk.conversations.get("c1")?.offers).toEqual([
      expect.objectContaining({ article: "smartboard", kind: "answer", late: true }),
    ]);
    desk.forward(25 * HOUR);
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("silent");
    expect(desk.history.filter(({ type }) => type === "silent")).toHaveLength(1);
    expect(desk.tickets.get(1)?.status).toBe("open");
  });

  test("is told to whoever said that the article as it was did not help", () => {
    const here = aDesk({ calendars: [] });
    here.writes(article("", "Turn it off and on."));
    here.says(ana, SMARTBOARD);
    here.presses(ana, { action: "need_help", conversation: "c1" });
    here.desk.forward(DAY);
    here.due();
    expect(here.last()).toMatchObject({ status: "over" });
    here.writes();
    here.due();
    expect(here.lateIn()).toHaveLength(1);
  });

  test.each([
    ["solved", "over"],
    ["workaround", "over"],
    ["duplicate", "over"],
    ["not_ours", "over"],
    ["not_reproducible", "told"],
  ])("goes by how the ticket ended: %s", (kind, status) => {
    const { submits, due, desk, last } = asked({ calendars: [] });
    submits(dana, { action: "resolve", ticket: 1 }, { text: "It is so.", kind, confirmation: "done" });
    desk.forward(2 * HOUR);
    due();
    expect(last()).toMatchObject({ status });
  });

  test("is nothing any more to whoever has cancelled", () => {
    const { presses, due, desk, last } = asked({ calendars: [] });
    presses(ana, { action: "cancel", ticket: 1 });
    desk.forward(2 * HOUR);
    due();
    expect(last()).toMatchObject({ status: "over" });
  });

  describe("of whoever was offered several and said nothing", () => {
    function unchosen(options: { open?: true } = {}) {
      const here = aDesk({ calendars: [] });
      here.writes(article(), {
        "smartboard-b.md": article("", "Call the caretaker.").replace("round", "the right way up"),
      });
      here.says(ana, SMARTBOARD, options.open ? inOpen : {});
      here.desk.forward(2 * DAY);
      here.writes();
      return here;
    }

    test("reaches them; the list has no buttons any more, and there is no ticket to speak of", () => {
      const here = unchosen();
      expect(here.desk.conversations.get("c1")).toMatchObject({ status: "ended" });
      expect(here.chat()).toContain("(None of these)");
      here.due();
      expect(here.lateIn()).toHaveLength(1);
      expect(here.chat()).not.toContain("(None of these)");
      expect(here.lateIn()[0]).not.toContain("stays open");
      here.presses(ana, { action: "late_solved", conversation: "c1" });
      expect(here.chat()).toContain("Good to hear that it's solved.");
      expect(here.desk.conversations.get("c1")?.offers.at(-1)).toMatchObject({
        late: true,
        outcome: "confirmed",
      });
      expect(here.desk.tickets.size).toBe(0);
    });

    test.each([
      [
        "pressed",
        (here: ReturnType<typeof unchosen>) =>
          here.presses(ana, { action: "late_need_help", conversation: "c1" }),
      ],
      ["typed", (here: ReturnType<typeof unchosen>) => here.says(ana, "that did not help")],
    ])("opens a ticket when it does not help, %s", (_how, act) => {
      const here = unchosen();
      here.due();
      act(here);
      expect(here.desk.tickets.get(1)).toMatchObject({ question: SMARTBOARD, origin: direct(ana) });
      expect(here.chat()).toContain("I've opened ticket **HD-1** for you.");
      expect(here.lateIn()[0]).toContain("You said that you still need help.");
      expect(here.desk.conversations.get("c1")?.offers.at(-1)).toMatchObject({
        late: true,
        outcome: "failed",
      });
    });

    test("opens it where they say so, not where others read along", () => {
      const here = unchosen({ open: true });
      here.due();
      here.presses(ana, { action: "late_need_help", conversation: "c1" });
      expect(here.desk.tickets.get(1)?.origin).toEqual(direct(ana));
      expect(here.desk.shownAt(thread).join()).not.toContain("HD-1");
    });

    test("waits until nothing is to be expected of them", () => {
      const here = aDesk({ calendars: [] });
      here.writes(article(), {
        "smartboard-b.md": article("", "Call the caretaker.").replace("round", "the right way up"),
      });
      here.says(ana, SMARTBOARD);
      here.desk.forward(3 * HOUR);
      here.writes();
      here.due();
      expect(here.last()).toMatchObject({ status: "waiting", until: new Date("2026-11-25T15:00:00Z") });
      here.desk.forward(21 * HOUR);
      here.due();
      expect(here.lateIn()).toHaveLength(1);
    });

    test("leaves alone whoever got an answer and said nothing", () => {
      const here = aDesk({ calendars: [] });
      here.writes(article("", "Turn it off and on."));
      here.says(ana, SMARTBOARD);
      here.desk.forward(2 * DAY);
      here.writes();
      here.due();
      expect(here.last()).toMatchObject({ status: "over" });
    });
  });

  test("does not go into the thread of a ticket that has ended, and does not speak of it", () => {
    const { submits, due, lateIn, inThread, desk } = asked({ calendars: [] });
    submits(
      dana,
      { action: "resolve", ticket: 1 },
      { text: "I saw nothing.", kind: "not_reproducible", confirmation: "done" },
    );
    desk.forward(2 * HOUR);
    due();
    expect(lateIn()).toHaveLength(1);
    expect(lateIn()[0]).not.toContain("stays open");
    expect(inThread()).not.toContain("An article answers this now");
  });
});

describe("nobody hears", () => {
  const never = (here: ReturnType<typeof aDesk>, conversation = "c1") => {
    here.due(conversation);
    expect(here.last()).toMatchObject({ status: "over" });
    expect(here.chat()).not.toContain("There is an answer now");
    expect(here.inThread()).not.toContain("Hold **Menu**");
  };

  test("of a private article", () => {
    const here = asked({ calendars: [] });
    here.writes(article("private: true\n"));
    never(here);
  });

  test("of an article about a private component, or on a ticket about one", () => {
    const components = aPlan().components.map((one) => ({ ...one, private: one.key === "printing" }));
    const here = asked({ calendars: [], components });
    here.writes(article("component: printing\n"));
    never(here);
    const other = asked({ calendars: [], components });
    other.submits(dana, { action: "set_component", ticket: 1 }, { component: "printing" });
    never(other);
  });

  test("of an article that sends its ticket to a tier anyway", () => {
    const here = asked({ calendars: [] });
    here.writes(article("escalate_to: 3\n"));
    never(here);
  });

  test("of an article for other sites", () => {
    const here = asked({ calendars: [] });
    here.writes(article("sites: [new]\n"));
    never(here);
  });

  test("of an article that the bot would not be sure of, or that another one comes close to", () => {
    const unsure = asked({ calendars: [] });
    unsure.writes(article().replaceAll("smartboard", "beamer").replaceAll("upside down", "too dark"));
    never(unsure);
    const close = asked({ calendars: [] });
    close.writes(article(), {
      "smartboard-b.md": article("", "Call the caretaker.").replace("round", "the right way up"),
    });
    never(close);
  });

  test("of an edition that has changed again since", () => {
    const here = asked({ calendars: [] });
    here.due("c1", { edition: "0000000000000000" });
    expect(here.last()).toMatchObject({ status: "over" });
    expect(here.lateIn()).toEqual([]);
  });

  test("on a question that meets a criterion or belongs to somebody else by now", () => {
    const words = { examples: [], counterExamples: [], line: 1 };
    const urgent = asked({ calendars: [] });
    urgent.rules.plan.criteria.push({ key: "boards", phrases: ["smartboard"], priority: "high", ...words });
    never(urgent);
    const routed = asked({ calendars: [] });
    routed.rules.plan.routes.push({
      key: "boards",
      phrases: ["smartboard"],
      say: "Ask the caretaker.",
      ...words,
    });
    never(routed);
  });

  test("on what is a report of an incident", () => {
    const here = asked({ calendars: [] });
    const ticket = here.desk.tickets.get(1);
    if (ticket) here.desk.tickets.set(1, { ...ticket, incident: 7 });
    never(here);
  });

  test("on words that their author has deleted", () => {
    const here = aDesk({ calendars: [] });
    const message = here.says(ana, SMARTBOARD);
    here.desk.forward(2 * DAY);
    here.writes();
    here.deletes(message);
    never(here);
  });

  test("on what was asked too long ago, or where late answers are off", () => {
    const old = aDesk({ calendars: [], lateAnswers: { days: 1, aDay: 50 } });
    old.says(ana, SMARTBOARD);
    old.desk.forward(2 * DAY);
    old.writes();
    never(old);
    const off = asked({ calendars: [] });
    delete off.rules.plan.lateAnswers;
    never(off);
  });

  test("of what they got as an answer meanwhile", () => {
    const here = asked({ calendars: [] });
    here.says(ana, `new: ${SMARTBOARD}`);
    here.desk.forward(2 * HOUR);
    never(here);
  });

  test("of one article twice, also on another question and after it was mended again", () => {
    const here = aDesk({ calendars: [] });
    here.says(ana, SMARTBOARD);
    here.says(ana, "new: the picture of the smartboard in room 14 is upside down");
    here.desk.forward(2 * DAY);
    here.writes();
    here.due("c1");
    here.desk.forward(2 * DAY);
    here.due("c2");
    here.writes(article("", "Hold **Menu** for ten seconds."));
    here.due("c1");
    expect(here.lateIn()).toHaveLength(1);
    expect(here.desk.late.map(({ status }) => status)).toEqual(["told", "over", "over"]);
  });

  test("of one that was moved to another file and mended there", () => {
    const here = asked({ calendars: [] });
    here.due("c1");
    here.desk.forward(2 * DAY);
    const moved = article("", "Hold **Menu** for ten seconds.");
    here.writes(moved);
    const { articles } = here.rules.knowledge;
    here.rules.knowledge = buildIndex(
      articles.map((one) => (one.id === "smartboard" ? { ...one, id: "rooms/smartboard" } : one)),
    );
    const edition = articles.filter(({ id }) => id === "smartboard").map(editionOf)[0] ?? "none";
    here.due("c1", { article: "rooms/smartboard", edition });
    expect(here.lateIn()).toHaveLength(1);
    expect(here.last()).toMatchObject({ article: "rooms/smartboard", status: "over" });
  });

  test("who is of another organisation, where those get no help", () => {
    const here = asked({ calendars: [] });
    const conversation = here.desk.conversations.get("c1");
    const requester = { ...ana, outside: "Metrolink" };
    if (conversation) here.desk.conversations.set("c1", { ...conversation, requester });
    never(here);
  });

  test("on a question that is gone", () => {
    const here = aDesk({ calendars: [] });
    here.writes();
    never(here, "c9");
  });
});

describe("a late answer waits", () => {
  test("while its requester talks to the desk about anything", () => {
    const { says, due, last, lateIn, desk } = asked({ calendars: [] });
    says(ana, "new: the printer is jammed");
    due();
    expect(last()).toEqual({
      conversation: "c1",
      article: "smartboard",
      status: "waiting",
      until: new Date(desk.now().getTime() + HOUR),
    });
    expect(lateIn()).toEqual([]);
    desk.forward(HOUR + 1);
    due();
    expect(lateIn()).toHaveLength(1);
  });

  test("for the next day when they heard of another one today", () => {
    const here = aDesk({ calendars: [] });
    here.says(ana, SMARTBOARD);
    here.says(ana, "new: the beamer hums");
    here.desk.forward(2 * DAY);
    const beamer =
      "---\ntitle: The beamer hums\nquestions: [the beamer hums, my beamer hums loudly]\n---\nClean its filter.";
    here.writes(article(), { "beamer.md": beamer });
    here.due("c1");
    here.desk.forward(3 * HOUR);
    const edition = editionOf(here.rules.knowledge.articles.find(({ id }) => id === "beamer") as never);
    here.due("c2", { article: "beamer", edition });
    expect(here.last()).toMatchObject({ status: "waiting", until: new Date("2026-11-27T06:00:00Z") });
    expect(here.lateIn()).toHaveLength(1);
  });

  test("for the working hours of the service desk, and for the day where those never end", () => {
    const plan = aPlan();
    const at = (time: string) => isTimeForLateAnswers(plan, new Date(time));
    expect(at("2026-11-24T15:00:00Z")).toBe(true);
    expect(at("2026-11-24T13:59:00Z")).toBe(false);
    expect(at("2026-11-24T22:00:00Z")).toBe(false);
    expect(at("2026-11-26T15:00:00Z")).toBe(false);
    expect(at("2026-11-28T15:00:00Z")).toBe(false);
    const always = aPlan({ calendars: [] });
    expect(isTimeForLateAnswers(always, new Date("2026-11-28T15:00:00Z"))).toBe(true);
    expect(isTimeForLateAnswers(always, new Date("2026-11-28T07:00:00Z"))).toBe(false);
  });

  test("for the morning of a requester who is elsewhere", () => {
    const sites = aPlan().sites.map((site) => ({ ...site, timezone: "Asia/Tokyo" }));
    const { due, last } = asked({ calendars: [], sites });
    due();
    expect(last()).toMatchObject({ status: "waiting" });
  });
});

describe("what was asked in a channel", () => {
  function askedInOpen() {
    const here = aDesk({ calendars: [] });
    here.says(ana, SMARTBOARD, inOpen);
    here.desk.forward(2 * DAY);
    here.writes();
    here.due();
    return here;
  }

  test("is answered late in a direct message; its ticket goes on where it was", () => {
    const { lateIn, desk } = askedInOpen();
    expect(lateIn()).toHaveLength(1);
    expect(desk.shownAt(thread).join()).not.toContain("Hold **Menu**");
    expect(desk.tickets.get(1)?.origin).toEqual(thread);
  });

  test("can be ended from there", () => {
    const { presses, desk, chat } = askedInOpen();
    presses(ana, { action: "late_solved", conversation: "c1" });
    expect(desk.tickets.get(1)?.status).toBe("closed");
    expect(chat()).toContain("**HD-1** is closed. Thank you!");
  });

  test("is told nowhere else when the direct chat takes nothing; the technicians hear that", () => {
    const fails = ({ key }: { key: string }) =>
      key.startsWith("late-answer/") ? "They never opened the app." : undefined;
    const here = aDesk({ calendars: [] }, { fails });
    here.says(ana, SMARTBOARD, inOpen);
    here.desk.forward(2 * DAY);
    here.writes();
    here.due();
    expect(here.lateIn()).toEqual([]);
    expect(here.desk.shownAt(thread).join()).not.toContain("article");
    expect(here.inThread()).toContain(
      "could not be told of the article in a direct message: They never opened the app",
    );
    expect(here.desk.conversations.get("c1")?.offers).toEqual([]);
    here.desk.forward(3 * DAY);
    expect(here.desk.history.filter(({ type }) => type === "silent")).toEqual([]);
  });
});

describe("what can be said to it", () => {
  function told(...args: Parameters<typeof aDesk>) {
    const here = asked({ calendars: [], ...args[0] });
    here.due();
    return here;
  }

  test.each([
    [
      "pressed",
      (here: ReturnType<typeof told>) => here.presses(ana, { action: "late_solved", conversation: "c1" }),
    ],
    ["typed", (here: ReturnType<typeof told>) => here.says(ana, "that solved it, thanks")],
  ])("that it solved it, %s: the ticket is closed as solved by the article", (_how, act) => {
    const here = told();
    act(here);
    const { desk, lateIn, inThread, chat } = here;
    expect(desk.tickets.get(1)).toMatchObject({
      status: "closed",
      resolution: {
        kind: "solved",
        note: `The article "Turn the smartboard's picture round" solved it.`,
        confirmed: true,
      },
    });
    expect(desk.conversations.get("c1")).toMatchObject({
      status: "ended",
      offers: [{ outcome: "confirmed" }],
    });
    expect(desk.conversations.get("c1")?.wakeAt).toBeUndefined();
    expect(desk.history.some(({ type }) => type === "confirmed")).toBe(true);
    expect(lateIn()[0]).toContain("You said that this solved it.");
    expect(lateIn()[0]).not.toContain("(That solved it)");
    expect(inThread()).toContain("has solved this");
    expect(chat()).toContain("**HD-1** is closed. Thank you!");
    // Nothing runs on.
    here.presses(ana, { action: "late_solved", conversation: "c1" });
    expect(chat()).toContain("This question is closed.");
  });

  test.each([
    [
      "pressed",
      (here: ReturnType<typeof told>) => here.presses(ana, { action: "late_need_help", conversation: "c1" }),
    ],
    ["typed", (here: ReturnType<typeof told>) => here.says(ana, "still not working")],
  ])("that it did not help, %s: the ticket goes on, and its technicians know", (_how, act) => {
    const here = told();
    act(here);
    expect(here.desk.tickets.get(1)?.status).toBe("open");
    expect(here.desk.conversations.get("c1")).toMatchObject({
      status: "ticket",
      offers: [{ outcome: "failed" }],
    });
    expect(here.inThread()).toContain("did not help. They still need you.");
    expect(here.chat()).toContain("**HD-1** stays open, and the technicians know that this did not help.");
    expect(here.lateIn()[0]).toContain("You said that you still need help.");
    expect(here.desk.tickets.size).toBe(1);
  });

  test("that it did not help, after the ticket has ended: it is open again", () => {
    const here = asked({ calendars: [] });
    here.submits(
      dana,
      { action: "resolve", ticket: 1 },
      { text: "I saw nothing.", kind: "not_reproducible", confirmation: "done" },
    );
    here.desk.forward(2 * HOUR);
    here.due();
    here.presses(ana, { action: "late_need_help", conversation: "c1" });
    expect(here.desk.tickets.get(1)?.status).toBe("open");
    expect(here.chat()).toContain("**HD-1** is open again, and the technicians know.");
  });

  test("late, too: a silent one can still be answered", () => {
    const here = told();
    here.desk.forward(3 * DAY);
    here.presses(ana, { action: "late_solved", conversation: "c1" });
    expect(here.desk.conversations.get("c1")?.offers[0]?.outcome).toBe("confirmed");
  });

  test("by nobody else", () => {
    const here = told();
    here.presses(ben, { action: "late_solved", conversation: "c1" });
    expect(here.desk.tickets.get(1)?.status).toBe("open");
    expect(here.chat(ben)).toContain("Only the person who asked can answer that.");
  });

  test("that no more are wanted, pressed or typed; the technicians then tell them", () => {
    const pressed = told();
    pressed.presses(ana, { action: "no_late_answers", conversation: "c1" });
    expect(pressed.chat()).toContain("You hear of no more late answers.");
    for (const words of ["no more late answers", "Stop late answers!", "late answers off"]) {
      const typed = asked({ calendars: [] });
      typed.says(ana, words);
      expect(typed.chat()).toContain("You hear of no more late answers.");
      typed.desk.forward(2 * HOUR);
      typed.due();
      expect(typed.lateIn()).toEqual([]);
      expect(typed.last()).toMatchObject({ status: "over" });
      expect(typed.inThread()).toContain("wants no late answers, so please tell them if it helps");
    }
  });

  test("that they are wanted again", () => {
    const here = asked({ calendars: [] });
    here.says(ana, "no more late answers");
    here.says(ana, "late answers on");
    expect(here.chat()).toContain(
      "When an article comes that answers what you asked before, you hear of it.",
    );
    here.desk.forward(2 * HOUR);
    here.due();
    expect(here.lateIn()).toHaveLength(1);
  });

  test("by taking back the question: it is not shown there any more", () => {
    const here = aDesk({ calendars: [] });
    const message = here.says(ana, SMARTBOARD);
    here.desk.forward(2 * DAY);
    here.writes();
    here.due();
    expect(here.chat()).toContain(`Ana Lopez: ${SMARTBOARD}`);
    here.deletes(message);
    expect(here.lateIn().join()).not.toContain(SMARTBOARD);
    expect(here.lateIn().join()).toContain("Hold **Menu**");
    expect(here.lateIn().join()).toContain("(That solved it)");
  });

  test("and what is said after a word of a technician is for the technician", () => {
    const here = told();
    here.desk.forward(HOUR);
    here.saysInThread(dana, 1, "Shall I come over?");
    here.desk.forward(6_000);
    here.says(ana, "no");
    expect(here.desk.conversations.get("c1")?.offers[0]?.outcome).toBeUndefined();
    expect(here.inThread()).toContain("Ana Lopez: no");
  });
});
