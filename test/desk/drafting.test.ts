// Who can have an article drafted, of what, and do they hear what became of it?
import type { Gap } from "../../src/knowledge/gaps";
import type { WantedDraft } from "../../src/desk/decision";
import type { DraftOutcome } from "../../src/desk/events";
import type { Person } from "../../src/desk/model";
import { say } from "../../src/desk/wording";
import type { Component } from "../../src/plan/plan";
import { createMemoryDesk, textOf } from "../support/memory-desk";
import { ana, dana, direct, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const mira: Person = { ...ana, account: "mira", name: "Mira Chen", email: "mira@school.example" };
const KEYBOARD = "there is tea in my keyboard";

const gap: Gap = {
  id: 7,
  questions: 4,
  people: 3,
  firstAt: new Date("2026-11-20T10:00:00Z"),
  lastAt: new Date("2026-11-23T10:00:00Z"),
  component: "printing",
  sites: [],
  examples: ["the *copier* eats paper"],
  article: "printer-jam",
  tickets: [9, 8, 7],
};
const alone: Gap = { ...gap, id: 3, questions: 1, people: 1, tickets: [3] };

const aDesk = ({
  components = aPlan().components,
  gaps = [gap, alone],
}: { components?: Component[]; gaps?: Gap[] } = {}) => {
  const desk = createMemoryDesk({ ...theRules(aPlan({ components })), gaps });
  const people = peopleAt(desk);
  return {
    desk,
    ...people,
    wanted: (): WantedDraft[] => desk.decisions.flatMap(({ decision }) => decision.drafts ?? []),
    resolve: (kind = "solved", number = 1) =>
      people.submits(dana, { action: "resolve", ticket: number }, { text: "Dry it with a hairdryer.", kind }),
    draft: (by: Person, number = 1) => people.presses(by, { action: "draft_article", ticket: number }),
    /** What the writer tells. */
    becomes: (outcome: DraftOutcome, source: WantedDraft["source"] = { ticket: 1 }, by = dana) =>
      void desk.handle({
        id: `draft-written/${desk.decisions.length}`,
        type: "draft_written",
        at: desk.now(),
        desk: "main",
        by,
        in: direct(by),
        source,
        outcome,
      }),
    card: () => desk.shownAt({ platform: "sandbox", kind: "channel", id: "service-desk" }).join("\n"),
    inThread: () => desk.shownAt({ thread: "ticket-1" }).join("\n"),
    told: (by: Person) => desk.shownAt(direct(by)).join("\n"),
    ticket: () => desk.tickets.get(1),
  };
};

describe("a solved ticket", () => {
  it.each(["solved", "workaround"])("%s, has the button, and the press leads to one draft", (kind) => {
    const { says, resolve, draft, card, wanted, ticket } = aDesk();
    says(ana, KEYBOARD);
    expect(card()).not.toContain("(Draft an article)");
    resolve(kind);
    expect(card()).toContain("(Draft an article)");
    draft(dana);
    expect(wanted()).toMatchObject([{ source: { ticket: 1 }, by: dana }]);
    expect(ticket()?.drafted).toBe(true);
    expect(card()).not.toContain("(Draft an article)");
    draft(dana);
    expect(wanted()).toHaveLength(1);
  });

  it("keeps the button when its requester has confirmed it", () => {
    const { says, resolve, draft, presses, card, wanted } = aDesk();
    says(ana, KEYBOARD);
    resolve();
    presses(ana, { action: "confirm_resolved", ticket: 1 });
    expect(card()).toContain("(Draft an article)");
    draft(dana);
    expect(wanted()).toHaveLength(1);
  });

  it.each(["not_ours", "not_reproducible", "duplicate"])("%s, is no article", (kind) => {
    const { says, resolve, draft, card, wanted, told } = aDesk();
    says(ana, KEYBOARD);
    resolve(kind);
    expect(card()).not.toContain("(Draft an article)");
    draft(dana);
    expect(wanted()).toEqual([]);
    expect(told(dana)).toContain(say.noArticle);
  });

  it("that only some may read of is no article", () => {
    const components = aPlan().components.map((one) => ({ ...one, private: true }));
    const { says, resolve, draft, card, wanted } = aDesk({ components });
    says(ana, "the printer prints only pink");
    resolve();
    draft(dana);
    expect(card()).not.toContain("(Draft an article)");
    expect(wanted()).toEqual([]);
  });

  it("is not the requester's to publish; the plan's owner may", () => {
    const { says, resolve, draft, wanted, told } = aDesk();
    says(ana, KEYBOARD);
    resolve();
    draft(ana);
    expect(wanted()).toEqual([]);
    expect(told(ana)).toContain(say.notDrafter);
    draft(mira);
    expect(wanted()).toMatchObject([{ by: mira }]);
  });

  it("that is open yet is no article, whatever a press claims", () => {
    const { says, draft, wanted } = aDesk();
    says(ana, KEYBOARD);
    draft(dana);
    draft(dana, 4711);
    expect(wanted()).toEqual([]);
  });
});

describe("what became of it", () => {
  const asked = () => {
    const all = aDesk();
    all.says(ana, KEYBOARD);
    all.resolve();
    all.draft(dana);
    return all;
  };

  it("stands in the ticket's thread: the branch, how to see it, and who asked", () => {
    const { becomes, inThread, told } = asked();
    becomes({ file: "drafts/tea.md", branch: "draft/tea", path: "kb/drafts/tea.md" });
    expect(inThread()).toContain("`git show draft/tea:kb/drafts/tea.md`");
    expect(inThread()).toContain("Asked for by Dana Brooks.");
    expect(told(ana)).not.toContain("draft");
  });

  it("it could not be written: why, what to do, and the button is there again", () => {
    const { becomes, inThread, card, draft, wanted } = asked();
    becomes({ reason: "The disk is full.", fix: "Make room on it." });
    expect(inThread()).toContain("The disk is full\\. Make room on it\\.");
    expect(card()).toContain("(Draft an article)");
    draft(dana);
    expect(wanted()).toHaveLength(2);
  });

  it("of a gap: told to whoever asked", () => {
    const { becomes, told } = aDesk();
    becomes({ file: "drafts/copier.md" }, { text: "" }, mira);
    expect(told(mira)).toContain("`drafts/copier.md` in the knowledge base");
  });
});

describe("a gap", () => {
  it("is on the page of the plan's owner, with its people, and not when one person asked", () => {
    const { opensHome, desk } = aDesk();
    const shown = (by: Person): string => {
      opensHome(by);
      const row = [...desk.rows.values()].findLast(({ message }) => message.verb === "home");
      return row?.content ? textOf(row.content) : "";
    };
    expect(shown(mira)).toContain("**4** questions of **3** people in the last 30 days, Printing");
    expect(shown(mira)).toContain('"Clear a paper jam in the printer" does not help');
    expect(shown(mira).match(/Draft an article/g)).toHaveLength(1);
    expect(shown(dana)).not.toContain("Missing in the knowledge base");
  });

  it("is told to a technician who types `gaps`, also what one person asked, with a button each; words are no markup", () => {
    const { says, told, desk } = aDesk({
      gaps: [gap, { ...alone, examples: ["where is <!channel> the *gym*"] }],
    });
    says(dana, "gaps");
    expect(told(dana)).toContain("**4** questions of **3** people in the last 30 days, Printing");
    expect(told(dana)).toContain("**1** question of **1** person");
    expect(told(dana).match(/Draft an article/g)).toHaveLength(2);
    const messages = desk.decisions.flatMap(({ decision }) => decision.messages);
    const blocks = messages.flatMap((one) => (one.verb === "post" ? one.content.blocks : []));
    // What a platform draws as it was written.
    expect(blocks.find((one) => one.kind === "quote" && one.text.includes("gym"))).toMatchObject({
      text: "where is <!channel> the *gym*",
    });
  });

  it("none is said to be none, and a requester who types `gaps` hears of none", () => {
    const empty = aDesk({ gaps: [] });
    empty.says(dana, "show me the gaps");
    expect(empty.told(dana)).toContain("No gap is known");
    const { says, told, desk } = aDesk();
    says(ana, "gaps");
    expect(told(ana)).toContain("for the technicians");
    expect(told(ana)).not.toContain("copier");
    expect(desk.tickets.size).toBe(0);
  });

  it("becomes a draft as it was found, by any of its tickets", () => {
    const { presses, wanted } = aDesk();
    presses(mira, { action: "draft_article", argument: "gap/8" });
    expect(wanted()).toMatchObject([{ source: { gap: { id: 7, examples: gap.examples } }, by: mira }]);
  });

  it.each(["gap/4711", "gap/", "gap/7x", ""])(
    "%p is none: that is said, and nothing is drafted",
    (argument) => {
      const { presses, wanted, told } = aDesk();
      presses(mira, { action: "draft_article", argument });
      expect(wanted()).toEqual([]);
      expect(told(mira)).not.toBe("");
    },
  );

  it("is not for those who ask", () => {
    const { presses, wanted } = aDesk();
    presses(ana, { action: "draft_article", argument: "gap/7" });
    expect(wanted()).toEqual([]);
  });
});

describe("a message", () => {
  it("becomes a draft with the link to where it stands; a link that is none is left out", () => {
    const { submits, wanted } = aDesk();
    submits(dana, { action: "draft_article", argument: "https://chat.example/p1" }, { text: " Dry it. " });
    submits(dana, { action: "draft_article", argument: "javascript:alert(1)" }, { text: "Dry it." });
    expect(wanted().map(({ source }) => source)).toEqual([
      { text: "Dry it.", link: "https://chat.example/p1" },
      { text: "Dry it." },
    ]);
  });

  it("without words is none", () => {
    const { submits, wanted, told } = aDesk();
    submits(dana, { action: "draft_article" }, { text: "  " });
    expect(wanted()).toEqual([]);
    expect(told(dana)).toContain(say.emptyForm);
  });
});
