import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, kofi, peopleAt, staffRoom, stranger } from "../support/people";
import { aPlan, theRules } from "../support/rules";
import type { Component, EscalationPlan } from "../../src/plan/plan";
import type { Person } from "../../src/desk/model";

const mira: Person = { platform: "sandbox", account: "mira", name: "Mira Chen" };

const aDesk = (changes: Partial<EscalationPlan> = {}) => {
  const desk = createMemoryDesk(theRules(aPlan(changes)));
  return {
    desk,
    ...peopleAt(desk),
    told: (person: Person) => desk.shownAt(direct(person)).join("\n").replaceAll("\\", ""),
  };
};

describe("a technician who types `plan`", () => {
  test("reads who helps at each tier, and what each component has besides", () => {
    const { says, told } = aDesk();
    says(dana, "plan");
    expect(told(dana)).toContain("- **Tier 2, Service Desk**: Dana Brooks, Eli Novak; lead Priya Raman");
    expect(told(dana)).toContain(
      "- **Network and Wi-Fi**: Tier 3 Kofi Mensah, deputy Lena Fischer; Tier 4 Metrolink",
    );
    expect(told(dana)).toContain("- **Printing**: Tier 3 _not applicable_; Tier 4 _not applicable_");
    expect(told(dana)).toContain("Mira Chen looks after the plan, to be reviewed by 2027-06-30.");
  });

  test("sees who is away and until when, and who will be", () => {
    const { people } = aPlan();
    const { says, told } = aDesk({
      people: people.map((one) => {
        if (one.key === "kofi") return { ...one, awayUntil: "2026-12-04" };
        if (one.key === "eli") return { ...one, awayFrom: "2027-02-01", awayUntil: "2027-02-12" };
        return one.key === "dana" ? { ...one, awayUntil: "2026-11-20" } : one;
      }),
    });
    says(dana, "plan");
    expect(told(dana)).toContain("Kofi Mensah (_away until 2026-12-04_), deputy Lena Fischer");
    expect(told(dana)).toContain("Dana Brooks, Eli Novak (_away 2027-02-01 to 2027-02-12_)");
  });

  test.each(["plan network", "show the plan for wifi", "Plan: Network and Wi-Fi", "escalation plan vpn"])(
    "%s: reads one component in full, with contacts and targets",
    (words) => {
      const { says, told } = aDesk();
      says(kofi, words);
      expect(told(kofi)).toContain("### Network and Wi-Fi");
      expect(told(kofi)).toContain("Phone: 555-0199");
      expect(told(kofi)).toContain("Lena Fischer: lena@school.example");
      expect(told(kofi)).toContain("first response: Urgent 15 min, High 1 h, Normal 2 h, Low 8 h");
      expect(told(kofi)).not.toContain("Printing");
    },
  );

  test("in a channel, reads it alone", () => {
    const { says, desk } = aDesk();
    says(dana, "plan", { in: staffRoom, replyIn: staffRoom, addressed: true });
    const posts = [...desk.rows.values()].map(({ message }) => message);
    expect(posts).toMatchObject([{ verb: "post", to: staffRoom, onlyFor: "dana" }]);
  });

  test("as a slash command, reads the same", () => {
    const { desk, told } = aDesk();
    desk.handle({
      id: "c1",
      at: desk.now(),
      type: "command_given",
      by: dana,
      in: direct(dana),
      text: "plan",
    });
    expect(told(dana)).toContain("who helps with what");
    expect(desk.conversations.size).toBe(0);
  });

  test("hears of it in the help, which requesters do not", () => {
    const { says, told } = aDesk();
    says(dana, "help");
    says(ana, "help");
    expect(told(dana)).toContain("`plan`");
    expect(told(ana)).not.toContain("`plan`");
  });
});

test("the plan's owner reads it, although they work on no tickets", () => {
  const { says, told } = aDesk();
  says(mira, "plan");
  expect(told(mira)).toContain("who helps with what");
});

test("a plan of a hundred components stays on one page and says how many more there are", () => {
  const components = Array.from({ length: 100 }, (_, i): Component => {
    return { key: `k${i}`, name: `Thing ${i}`, words: [], providers: {}, private: false };
  });
  const { says, told } = aDesk({ components });
  says(dana, "plan");
  expect(told(dana)).toContain("and 70 more.");
  expect(told(dana)).not.toContain("Thing 31");
});

describe("a requester", () => {
  test.each([ana, stranger])("hears whom to contact, and nothing of the plan", (person) => {
    const { tiers } = aPlan();
    const contacts = [{ label: "Phone", value: "555-0100" }];
    const { says, told } = aDesk({ tiers: tiers.map((t) => (t.number === 2 ? { ...t, contacts } : t)) });
    says(person, "plan network");
    expect(told(person)).toContain("reach the Service Desk directly: Phone 555-0100");
    expect(told(person)).not.toContain("Kofi");
  });

  test.each(["plan a meeting in teams", "plan the phone tree", "planner does not open"])(
    "who asks %s has asked a question",
    (words) => {
      const { says, desk } = aDesk();
      says(ana, words);
      expect(desk.history.map(({ type }) => type)).toContain("asked");
    },
  );
});
