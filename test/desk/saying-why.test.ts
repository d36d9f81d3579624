// Does whoever asks why read it, on the answer, on the ticket's packet, and when the plan wants to be surer?

import type { Article } from "../../src/knowledge/article";
import { buildIndex } from "../../src/knowledge/matching";
import { allReasons, considerQuestion } from "../../src/desk/considering";
import type { DeskRules } from "../../src/desk/decide";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, direct, peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const aDesk = (rules: DeskRules = theRules()) => {
  const desk = createMemoryDesk(rules);
  const thread = () => desk.shownAt({ thread: "ticket-1" }).join("\n");
  return { desk, ...peopleAt(desk), chat: () => desk.shownAt(direct(ana)), thread };
};

/** Lines of the last message that are items of a list. */
const listIn = (text = ""): string[] => text.split("\n").filter((line) => line.startsWith("- "));

describe('"Why this answer?"', () => {
  test("is answered in three lines: what fits, what it rests on, and what came second", () => {
    const { says, presses, chat } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "why", conversation: "c1", argument: "forgot-password" });
    const lines = listIn(chat().at(-1));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^- "Reset a forgotten password" fits best \\\(\d\d % sure\\\)\\\.$/);
    expect(lines[1]).toContain('Nearest way of asking\\: "I forgot my password"');
    expect(lines[2]).toMatch(/Runner\\-up|No other article comes near/);
  });

  test("on one that was chosen from several speaks of that one", () => {
    const { says, presses, chat } = aDesk();
    says(ana, "printer");
    presses(ana, { action: "choose_article", conversation: "c1", argument: "printer-toner" });
    presses(ana, { action: "why", conversation: "c1", argument: "printer-toner" });
    const lines = listIn(chat().at(-1));
    expect(lines[0]).toBe("- You chose it yourself\\.");
    expect(lines[1]).toContain("Change the toner of the printer");
    expect(lines.length).toBeLessThanOrEqual(4);
  });
});

describe("a ticket's packet", () => {
  test("says what came nearest and what was missing", () => {
    const { says, thread } = aDesk();
    says(ana, "the smartboard in room 12 hums");
    const why = thread().split("**Why it came here**")[1] ?? "";
    expect(listIn(why).length).toBeGreaterThan(0);
    expect(why).toContain("No article has the words\\:");
    expect(why).toContain("smartboard");
  });

  test("shows how it came to be a ticket, and why the answer was given all the same", () => {
    const { says, presses, thread } = aDesk();
    says(ana, "I forgot my password");
    presses(ana, { action: "need_help", conversation: "c1" });
    const why = listIn(thread().split("**Why it came here**")[1]);
    expect(why[0]).toContain("still needs help after Tier 1");
    expect(why[1]).toContain("fits best");
    expect(why[3]).toMatch(/Runner|No other article/);
  });
});

const HOSTILE = "<!channel> <at>all</at> **[Reset](http://evil.example)** @everyone `x`";

test("what an admin or a requester wrote stays text: no mention, no link, no markdown", () => {
  const { plan } = theRules();
  const article: Article = {
    id: "hostile",
    title: HOSTILE,
    body: "Press reset.",
    questions: [`reset the <@U0123ABCD> router`],
    not: [],
    tags: [],
    sites: [],
    private: false,
    source: { file: "hostile.md", line: 1 },
  };
  const rules = { plan, knowledge: buildIndex([article]) };
  const { says, presses, chat, thread } = aDesk(rules);
  says(ana, "reset the <@U0123ABCD> router");
  presses(ana, { action: "why", conversation: "c1", argument: "hostile" });
  presses(ana, { action: "need_help", conversation: "c1" });
  const shown = [...listIn(chat().find((text) => text.includes("Why this answer"))), ...listIn(thread())];
  expect(shown.join("\n")).toContain("everyone");
  for (const line of shown) {
    expect(line).not.toMatch(/(?<!\\)[<>@`[\]*]/);
    expect(line).not.toContain("](");
  }
});

describe("how sure it must be", () => {
  const questions = [
    "the printer in my room is out of toner",
    "my password does not work since monday",
    "the paper is stuck in our printer again",
    "how can I connect to the vpn from home please",
  ];
  const rules = theRules();
  const usual = (question: string) => considerQuestion(question, rules);
  /** Answered as a matter of course, though not beyond all doubt. */
  const answered = questions.find((question) => {
    const { decision, matches } = usual(question);
    return decision === "answer" && (matches.ranked[0]?.confidence ?? 1) < 0.99;
  });
  const within = (answers: { answer?: number; suggest?: number }, question: string) =>
    considerQuestion(question, { ...rules, plan: aPlan({ answers }) });

  test("there is a question to try it on", () => {
    expect(answered).toBeDefined();
  });

  test("a plan that wants 99 % asks back where it would be answered, and says whose wish that is", () => {
    const { decision, reasons, articles } = within({ answer: 0.99 }, answered ?? "");
    expect(decision).toBe("clarify");
    expect(articles.length).toBeGreaterThan(0);
    expect(reasons[0]).toContain("It takes 99 % to answer here, as the escalation plan says.");
    expect(reasons.length).toBeLessThanOrEqual(3);
  });

  test("without a word in the plan, or with one on suggestions only, it is answered", () => {
    expect(within({}, answered ?? "").decision).toBe("answer");
    expect(within({ suggest: 0.5 }, answered ?? "").decision).toBe("answer");
  });

  test("a plan may want to suggest less, or more", () => {
    const { ranked } = usual("my printer").matches;
    const confidence = ranked[0]?.confidence ?? 0;
    expect(usual("my printer").decision).toBe("clarify");
    const strict = within({ answer: 0.95, suggest: Math.min(0.94, confidence + 0.01) }, "my printer");
    expect(strict.decision).toBe("escalate");
    expect(allReasons(strict).join(" ")).toMatch(/to suggest anything here, as the escalation plan says/);
    expect(within({ suggest: confidence - 0.01 }, "my printer").decision).toBe("clarify");
  });

  test("in the chat the requester is asked instead of answered", () => {
    const { says, chat, desk } = aDesk({ ...rules, plan: aPlan({ answers: { answer: 0.99 } }) });
    says(ana, answered ?? "");
    expect(chat()[0]).toContain("I'm not sure which of these you mean");
    expect(desk.tickets.size).toBe(0);
  });
});
