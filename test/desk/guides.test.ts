import * as fc from "fast-check";
import { createMemoryDesk } from "../support/memory-desk";
import type { MemoryDesk } from "../support/memory-desk";
import { guidedRules, SPEAKER } from "../support/guided";
import { ana, ben, dana, direct, peopleAt, staffRoom } from "../support/people";
import type { DeskRules } from "../../src/desk/decide";
import type { Button } from "../../src/desk/content";
import type { Address, Person } from "../../src/desk/model";

const RULES = guidedRules();
const QUESTION = "no sound from the ceiling speaker";

function aDesk(rules: DeskRules = { ...RULES }) {
  const desk = createMemoryDesk(rules);
  const people = peopleAt(desk);
  const chat = (place: Address = direct(ana)) => desk.shownAt(place);
  const buttons = () => buttonsOf(desk);
  /** The button as it stands there now, or stood there when `found` before. */
  const find = (label: string): Button => {
    const button = buttons().findLast((one) => one.label === label);
    if (!button)
      throw new Error(
        `There is no button "${label}": ${buttons()
          .map((b) => b.label)
          .join(", ")}`,
      );
    return button;
  };
  const press = (label: string, by: Person = ana, place?: Address) =>
    people.presses(by, find(label).press, place);
  const walk = (id = "c1") => desk.conversations.get(id)?.offers.findLast((o) => o.walk)?.walk ?? [];
  const at = (id = "c1") => walk(id).at(-1)?.title;
  return { desk, rules, ...people, chat, buttons, find, press, walk, at };
}

const buttonsOf = (desk: MemoryDesk): Button[] =>
  [...desk.rows.values()]
    .filter(({ message, withdrawn }) => message.verb === "post" && !withdrawn)
    .flatMap(({ content }) => content?.blocks ?? [])
    .flatMap((block) => (block.kind === "buttons" ? block.buttons : []));

const begun = () => {
  const it = aDesk();
  it.says(ana, QUESTION);
  return it;
};

describe("a guide", () => {
  test("begins with its first step alone, its ways on as buttons", () => {
    const { chat } = begun();
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("Two short checks.");
    expect(chat()[0]).toContain("**Look at the panel**");
    expect(chat()[0]).toContain("`room/speaker.md`, to be reviewed by 1 Mar 2027");
    expect(chat()[0]).not.toContain("Turn the knob");
    expect(chat()[0]).toContain("(I still need help) (Why this answer?)");
    expect(chat()[0]).not.toContain("(One step back)");
    expect(chat()[0]).not.toContain("(That solved it)");
  });

  test("with a way too long for a button has its ways in the text, and numbers on the buttons", () => {
    const { chat, buttons } = begun();
    expect(chat()[0]).toContain("3. The panel says it belongs to somebody who has left the school");
    expect(buttons().map(({ label }) => label)).toContain("3. The panel says it belongs to somebody…");
  });

  test("goes on in the same message, which says how one came there", () => {
    const { chat, press, walk } = begun();
    press("2. No light");
    press("It is green now");
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("*You said:* No light › It is green now");
    expect(chat()[0]).toContain("**Turn it up**");
    expect(chat()[0]).not.toContain("Two short checks.");
    expect(walk()).toEqual([
      { step: "look-at-the-panel", title: "Look at the panel", chose: "No light" },
      { step: "press-the-switch", title: "Press the switch", chose: "It is green now" },
      { step: "turn-it-up", title: "Turn it up" },
    ]);
  });

  test("goes a step back, as often as there are steps", () => {
    const { chat, press } = begun();
    press("2. No light");
    press("It is green now");
    press("One step back");
    expect(chat()[0]).toContain("**Press the switch**");
    expect(chat()[0]).toContain("*You said:* No light");
    expect(chat()[0]).not.toContain("›");
    press("One step back");
    expect(chat()[0]).toContain("**Look at the panel**");
    expect(chat()).toHaveLength(1);
  });

  test("names the last ways of somebody who walks in circles", () => {
    const { chat, press } = begun();
    press("2. No light");
    for (let round = 0; round < 4; round++) {
      press("It is green now");
      press("Still silent");
    }
    expect(chat()[0]).toContain(
      `*You said:* … › ${Array.from({ length: 3 }, () => "It is green now › Still silent").join(" › ")}`,
    );
    expect(chat()[0]).not.toContain("No light ›");
  });

  test("has names that do not grow with its steps, whatever a platform calls a press", () => {
    const { desk, find } = begun();
    const longest = () => Math.max(...[...desk.rows.keys()].map((key) => key.length));
    const press = (label: string) => {
      const shown = [...desk.rows.keys()].at(-1) ?? "";
      const event = { type: "button_pressed" as const, by: ana, in: direct(ana), press: find(label).press };
      desk.handle({ ...event, id: `press/${shown}#${label}`, at: desk.now() });
    };
    press("2. No light");
    press("It is green now");
    const before = longest();
    for (let round = 0; round < 5; round++) {
      press("Still silent");
      press("It is green now");
    }
    expect(longest()).toBeLessThan(before + 5);
  });

  test("asks at a step without ways on whether it is solved", () => {
    const { desk, chat, press } = begun();
    press("2. No light");
    press("Still no light");
    expect(chat()[0]).toContain("(That solved it) (One step back) (I still need help)");
    press("That solved it");
    expect(desk.conversations.get("c1")?.offers[0]?.outcome).toBe("confirmed");
    expect(chat()[0]).toMatch(
      /1\. Look at the panel: \*No light\*\n2\. Press the switch: \*Still no light\*\n3\. Wait/,
    );
    expect(chat()[0]).toContain("You said that this solved it");
    expect(chat()[0]).not.toContain("(One step back)");
  });

  test("ends as solved where a way leads to #solved", () => {
    const { desk, press, walk } = begun();
    press("1. It is green");
    press("It works");
    expect(desk.conversations.get("c1")).toMatchObject({
      status: "ended",
      offers: [{ outcome: "confirmed" }],
    });
    expect(walk().at(-1)).toMatchObject({ title: "Turn it up", chose: "It works" });
    expect(desk.tickets.size).toBe(0);
  });

  test("becomes a ticket where a way leads to #ticket, and the technicians read the way", () => {
    const { desk, press, chat } = begun();
    press("1. It is green");
    press("It smells");
    expect(desk.tickets.get(1)?.question).toBe(QUESTION);
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toMatch(
      /speaker is silent .*did not help\n {2}1\. Look at the panel: \*It is green\*\n {2}2\. Turn it up: \*It smells\*/,
    );
    expect(chat()[0]).toContain("You said that you still need help");
  });

  test("names a step that is a question without a colon after it", () => {
    const { says, press, desk } = aDesk(
      guidedRules(SPEAKER.replace("## Look at the panel", "## What does the panel show?")),
    );
    says(ana, QUESTION);
    press("1. It is green");
    press("It smells");
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain(
      "1. What does the panel show? *It is green*\n  2. Turn it up: *It smells*",
    );
  });

  test("becomes a ticket at any step", () => {
    const { desk, press } = begun();
    press("2. No light");
    press("I still need help");
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toMatch(
      /1\. Look.*No light\*\n {2}2\. Press the switch\n/,
    );
  });

  test("which nobody walks counts as silent, and its buttons still work", () => {
    const { desk, press, at } = begun();
    press("2. No light");
    desk.forward(25 * 3_600_000);
    expect(desk.conversations.get("c1")).toMatchObject({ status: "ended", offers: [{ outcome: "silent" }] });
    press("It is green now");
    expect(at()).toBe("Turn it up");
    expect(desk.conversations.get("c1")?.status).toBe("offering");
  });

  test("begins also where it was read from one's own page, or chosen from several", () => {
    const { presses, chat } = aDesk();
    presses(ana, { action: "read_article", argument: "room/speaker" });
    expect(chat()[0]).toContain("**Look at the panel**");
    expect(chat()[0]).toContain("(1. It is green)");
  });

  test("that goes with a ticket at once is shown whole: nobody waits for presses", () => {
    const { says, chat } = aDesk(guidedRules(SPEAKER.replace("guide: true", "guide: true\nescalate_to: 2")));
    says(ana, QUESTION);
    expect(chat()[0]).toContain("Turn the knob to the right.");
    expect(chat()[0]).toContain("It smells → *I still need help*");
    expect(chat()[0]).toContain("I am at home → *Connect to the VPN from home*");
    expect(chat()[0]).not.toContain("(1. It is green)");
  });
});

describe("a guide that nobody has gone a step of", () => {
  test("is not poured out whole when its buttons go", () => {
    const { says, edits, chat, desk } = aDesk();
    const message = says(ana, QUESTION);
    edits(ana, message, "the aquarium leaks");
    expect(desk.tickets.size).toBe(1);
    expect(chat()[0]).toContain("Look at the panel by the door.");
    expect(chat()[0]).not.toContain("Turn the knob");
    expect(chat()[0]).not.toContain("(1. It is green)");
  });

  test("nor where others read along, when it goes on in private", () => {
    const { says, press, chat } = aDesk();
    says(ana, QUESTION, { in: staffRoom, addressed: true, replyIn: thread() });
    press("Go on in private", ana, thread());
    expect(chat(thread())[0]).not.toContain("Turn the knob");
    expect(chat().at(-1)).toContain("(1. It is green)");
  });
});

describe("a guide chosen from several, when another of them was read since", () => {
  const readAnother = () => {
    const it = aDesk();
    it.says(ana, "the vpn and the speaker");
    it.press("1. The classroom speaker is silent");
    it.press("2. No light");
    const onward = it.find("It is green now").press;
    const back = it.find("One step back").press;
    it.press("2. Connect to the VPN from home");
    return { ...it, onward, back };
  };

  test("goes on below where its own buttons are pressed", () => {
    const { presses, onward, at, chat, press } = readAnother();
    presses(ana, onward);
    expect(at()).toBe("Turn it up");
    expect(chat().at(-1)).toContain("**Turn it up**");
    expect(chat().join("\n")).toContain("Start *GlobalProtect*");
    press("One step back");
    expect(at()).toBe("Press the switch");
  });

  test("goes a step back", () => {
    const { presses, back, at } = readAnother();
    presses(ana, back);
    expect(at()).toBe("Look at the panel");
  });

  test.each(["button", "words", "list"])("is come back to by %s, at the step where it was", (how) => {
    const { says, press, at, chat, desk } = readAnother();
    if (how === "button") press("Back to the guide");
    if (how === "words") says(ana, "back to the guide");
    if (how === "list") press("1. The classroom speaker is silent");
    expect(chat().at(-1)).toContain("**Press the switch**");
    expect(at()).toBe("Press the switch");
    says(ana, "it is green now");
    expect(at()).toBe("Turn it up");
    expect(desk.tickets.size).toBe(0);
  });

  test("stays known to the technicians", () => {
    const { press, desk } = readAnother();
    press("I still need help");
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain("1. Look at the panel: *No light*");
  });
});

describe("a way that leads to another article", () => {
  test("shows it as a step, which is an end", () => {
    const { press, chat, walk } = begun();
    press("4. I am at home");
    expect(chat()[0]).toContain("**Connect to the VPN from home**");
    expect(chat()[0]).toContain("Start *GlobalProtect*");
    expect(chat()[0]).toContain("`vpn.md`");
    expect(walk().at(-1)).toEqual({ step: "", title: "Connect to the VPN from home", article: "vpn" });
    press("One step back");
    expect(chat()[0]).toContain("**Look at the panel**");
  });

  test("counts for the guide that led there", () => {
    const { press, desk } = begun();
    press("4. I am at home");
    press("That solved it");
    expect(desk.conversations.get("c1")?.offers).toEqual([
      expect.objectContaining({ article: "room/speaker", outcome: "confirmed" }),
    ]);
  });

  test("that is private goes on in private", () => {
    const { says, press, chat } = aDesk();
    const { messageId } = says(ana, QUESTION, { in: staffRoom, addressed: true, replyIn: thread() });
    expect(messageId).toBeDefined();
    press("3. The panel says it belongs to somebody…", ana, thread());
    expect(chat(thread()).join("\n")).not.toContain("Ask the principal");
    expect(chat(thread()).join("\n")).toContain("goes on below");
    expect(chat(thread()).at(-1)).toContain("better answered in private");
    expect(chat().at(-1)).toContain("Ask the principal.");
    expect(chat().at(-1)).toContain("(One step back)");
  });

  test("that is not there any more says so, and the guide stays", () => {
    const it = begun();
    it.rules.knowledge = {
      ...it.rules.knowledge,
      articles: it.rules.knowledge.articles.filter(({ id }) => id !== "vpn"),
    };
    it.press("4. I am at home");
    expect(it.chat()[0]).toContain("is not there any more");
    expect(it.at()).toBe("Look at the panel");
  });
});

const thread = (): Address => ({ platform: "sandbox", kind: "thread", id: "staff-room/m-guide" });

describe("in a channel", () => {
  test("only the requester walks", () => {
    const { says, press, at, chat } = aDesk();
    says(ana, QUESTION, { in: staffRoom, addressed: true, replyIn: thread() });
    press("2. No light", ben, thread());
    expect(at()).toBe("Look at the panel");
    expect(chat(thread()).at(-1)).toContain("Only the person who asked");
    press("2. No light", ana, thread());
    expect(at()).toBe("Press the switch");
  });

  test("the step goes along when it goes on in private", () => {
    const { says, press, chat } = aDesk();
    says(ana, QUESTION, { in: staffRoom, addressed: true, replyIn: thread() });
    press("2. No light", ana, thread());
    press("Go on in private", ana, thread());
    expect(chat().at(-1)).toContain("**Press the switch**");
    press("Still no light");
    expect(chat().at(-1)).toContain("**Wait for power**");
  });
});

describe("a late press", () => {
  test("the same choice twice is one", () => {
    const { find, presses, at, chat } = begun();
    const once = find("2. No light").press;
    presses(ana, once);
    presses(ana, once);
    expect(at()).toBe("Press the switch");
    expect(chat()).toHaveLength(1);
  });

  test("of an earlier step does not jump: it is told where one is", () => {
    const { find, press, presses, at, chat } = begun();
    const stale = find("1. It is green").press;
    press("2. No light");
    presses(ana, stale);
    expect(at()).toBe("Press the switch");
    expect(chat().at(-1)).toContain("another step of this guide by now: **Press the switch**");
  });

  test("of a step to which one has gone back counts, whatever came between", () => {
    const { find, press, presses, at } = begun();
    const first = find("1. It is green").press;
    press("2. No light");
    press("One step back");
    presses(ana, first);
    expect(at()).toBe("Turn it up");
  });

  test("of a step back is one step, however often it is pressed", () => {
    const { find, press, presses, at } = begun();
    press("2. No light");
    press("It is green now");
    const back = find("One step back").press;
    presses(ana, back);
    presses(ana, back);
    expect(at()).toBe("Press the switch");
  });

  test.each([
    "",
    "1",
    "one look 0 turn-it-up",
    "1 look-at-the-panel 99 turn-it-up",
    "1 look-at-the-panel 0 nowhere",
  ])("that nobody could have made (%p) moves nothing", (argument) => {
    const { presses, at } = begun();
    presses(ana, { action: "guide_step", conversation: "c1", argument });
    expect(at()).toBe("Look at the panel");
  });

  test("after the end says how it stands", () => {
    const { find, press, presses, chat } = begun();
    const stale = find("2. No light").press;
    press("I still need help");
    presses(ana, stale);
    expect(chat().at(-1)).toContain("became ticket **HD-1**");
  });
});

describe("a guide that is edited meanwhile", () => {
  test("goes on at the last step that it still has", () => {
    const it = begun();
    it.press("2. No light");
    it.press("Still no light");
    it.rules.knowledge = guidedRules(
      SPEAKER.replace("## Wait for power", "## Wait an hour").replace("#wait-for-power", "#wait-an-hour"),
    ).knowledge;
    it.press("One step back");
    expect(it.at()).toBe("Press the switch");
    expect(it.chat()[0]).toContain("was changed meanwhile");
    it.press("Still no light");
    expect(it.at()).toBe("Wait an hour");
  });

  test("says so where the step is gone, and a press there does nothing else", () => {
    const it = begun();
    it.press("2. No light");
    it.rules.knowledge = guidedRules(
      SPEAKER.replace("## Press the switch", "## Push the switch").replaceAll(
        "#press-the-switch",
        "#push-the-switch",
      ),
    ).knowledge;
    it.press("It is green now");
    expect(it.chat()[0]).toContain("was changed meanwhile");
    expect(it.at()).toBe("Look at the panel");
    it.press("2. No light");
    expect(it.at()).toBe("Push the switch");
  });

  test("says so where a choice leads elsewhere now", () => {
    const it = begun();
    it.rules.knowledge = guidedRules(
      SPEAKER.replace("[No light](#press-the-switch)", "[No light](#turn-it-up)"),
    ).knowledge;
    it.press("2. No light");
    expect(it.chat()[0]).toContain("was changed meanwhile");
    expect(it.at()).toBe("Look at the panel");
  });

  test("and is no guide any more can still end", () => {
    const it = begun();
    it.press("2. No light");
    it.rules.knowledge = {
      ...it.rules.knowledge,
      articles: it.rules.knowledge.articles.filter(({ id }) => id !== "room/speaker"),
    };
    it.press("It is green now");
    expect(it.chat().at(-1)).toContain("can't find that any more");
    it.press("I still need help");
    expect(it.desk.tickets.size).toBe(1);
  });
});

describe("typing", () => {
  test.each([
    ["No light", "Press the switch"],
    ["no light!", "Press the switch"],
    ["2", "Press the switch"],
    ["the second one", "Press the switch"],
    ["It is green", "Turn it up"],
    ["yes, it is green now", "Turn it up"],
    ["at home", "Connect to the VPN from home"],
  ])("%p does what the button does, and the step comes below", (text, step) => {
    const { says, at, chat } = begun();
    says(ana, text);
    expect(at()).toBe(step);
    expect(chat()).toHaveLength(2);
    expect(chat()[0]).toContain("goes on below");
    expect(chat()[1]).toContain(`**${step}**`);
  });

  test.each(["yes", "nope", "9", "it"])("%p is asked back: nobody can tell which is meant", (text) => {
    const { says, at, chat, desk } = begun();
    says(ana, text);
    expect(at()).toBe("Look at the panel");
    expect(desk.tickets.size).toBe(0);
    if (text !== "it") expect(chat().at(-1)).toContain("Which of these is it?");
  });

  test("back goes a step back", () => {
    const { says, at, chat } = begun();
    says(ana, "no light");
    says(ana, "back");
    expect(at()).toBe("Look at the panel");
    says(ana, "go back");
    expect(chat().at(-1)).toContain("This is the first step");
  });

  test("the words of the ends do what they say", () => {
    const helped = begun();
    helped.says(ana, "no light");
    helped.says(ana, "that solved it, thanks");
    expect(helped.desk.conversations.get("c1")?.offers[0]?.outcome).toBe("confirmed");
    const not = begun();
    not.says(ana, "no light");
    not.says(ana, "I still need help");
    expect(not.desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain("No light");
  });

  test("more about the matter is kept for the ticket, and the step asked once more", () => {
    const { says, at, chat, press, desk } = begun();
    press("2. No light");
    says(ana, "the cover is a bit loose as well");
    expect(at()).toBe("Press the switch");
    expect(chat().at(-1)).toContain("I keep that for the technicians");
    press("I still need help");
    expect(desk.tickets.get(1)?.question).toBe(`${QUESTION}\nthe cover is a bit loose as well`);
    expect(desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain("Look at the panel: *No light*");
  });

  test("quick words right after the question are part of it, and the guide stays where it is", () => {
    const { says, chat, desk } = begun();
    says(ana, "it is silent in my classroom");
    expect(chat()).toHaveLength(1);
    expect(chat()[0]).toContain("(1. It is green)");
    expect(chat()[0]).not.toContain("I keep that for the technicians");
    expect(desk.conversations.get("c1")?.question).toBe(`${QUESTION}\nit is silent in my classroom`);
  });

  test("a command stays one, though a choice has its word, unless it is all of a choice", () => {
    const it = aDesk(
      guidedRules(SPEAKER.replace("[No light]", "[Help me]").replace("[It is green]", "[I see the list]")),
    );
    it.says(ana, QUESTION);
    it.says(ana, "list");
    expect(it.at()).toBe("Look at the panel");
    expect(it.chat().at(-1)).toContain("no open ticket");
    it.says(ana, "help me");
    expect(it.at()).toBe("Press the switch");
  });

  test("the question of the guide again does not begin it anew", () => {
    const { says, at, press } = begun();
    press("2. No light");
    says(ana, "the speaker in my classroom is silent");
    expect(at()).toBe("Press the switch");
  });

  test("what needs a person at once gets one, and the way so far is not lost", () => {
    const { says, press, desk } = begun();
    press("2. No light");
    says(ana, "oh and I clicked a phishing link");
    expect(desk.tickets.get(1)?.priority).toBe("urgent");
  });
});

describe("leaving and coming back", () => {
  const left = () => {
    const it = begun();
    it.press("2. No light");
    it.says(ana, "I forgot my password");
    it.desk.forward(1000);
    return it;
  };

  test("another question gets its answer, with a way back", () => {
    const { chat, at, desk } = left();
    expect(chat().at(-1)).toContain("Open the password portal.");
    expect(chat().at(-1)).toContain("(Back to the guide)");
    expect(desk.conversations.size).toBe(2);
    expect(at()).toBe("Press the switch");
  });

  test.each(["button", "words"])("by %s it goes on below where it was", (how) => {
    const { press, says, chat, at } = left();
    if (how === "button") press("Back to the guide");
    else says(ana, "Back to the guide, please");
    expect(chat().at(-1)).toContain("**Press the switch**");
    expect(chat()[0]).toContain("goes on below");
    says(ana, "it is green now");
    expect(at("c1")).toBe("Turn it up");
  });

  test("also after the other question is solved, or another was asked", () => {
    const { says, chat } = left();
    says(ana, "that solved it");
    says(ana, "how do I connect to the vpn");
    says(ana, "back to the guide");
    expect(chat().at(-1)).toContain("**Press the switch**");
  });

  test("also when the other question became a ticket", () => {
    const { says, press, chat, desk } = left();
    press("I still need help");
    expect(desk.tickets.size).toBe(1);
    says(ana, "back to the guide");
    expect(chat().at(-1)).toContain("**Press the switch**");
  });

  test("the buttons of the guide itself work as before", () => {
    const { press, at, says } = left();
    press("It is green now");
    expect(at()).toBe("Turn it up");
    says(ana, "it works");
    expect(at()).toBe("Turn it up");
  });

  test("after a day the words still find it", () => {
    const { desk, says, chat } = left();
    desk.forward(30 * 3_600_000);
    says(ana, "back to the guide");
    expect(chat().at(-1)).toContain("**Press the switch**");
  });

  test("a guide that has ended says so", () => {
    const it = begun();
    it.press("2. No light");
    it.says(ana, "I forgot my password");
    const back = it.find("Back to the guide").press;
    it.presses(ana, { action: "need_help", conversation: "c1" });
    it.presses(ana, back);
    expect(it.chat().at(-1)).toContain("became ticket");
  });

  test("days later no answer leads back any more", () => {
    const { desk, says, chat } = left();
    desk.forward(5 * 24 * 3_600_000);
    says(ana, "how do I connect to the vpn");
    expect(chat().at(-1)).toContain("Start *GlobalProtect*");
    expect(chat().at(-1)).not.toContain("(Back to the guide)");
  });

  test.each(["Back to the guide", "One step back"])("%s says so when the guide is gone", (label) => {
    const it = left();
    const { articles } = it.rules.knowledge;
    it.rules.knowledge = {
      ...it.rules.knowledge,
      articles: articles.filter(({ id }) => id !== "room/speaker"),
    };
    it.press(label);
    expect(it.chat().at(-1)).toContain("can't find that any more");
  });

  test("what is left of a guide that is gone is the way that was walked, and how it ended", () => {
    const it = begun();
    it.press("2. No light");
    const { articles } = it.rules.knowledge;
    it.rules.knowledge = {
      ...it.rules.knowledge,
      articles: articles.filter(({ id }) => id !== "room/speaker"),
    };
    it.press("I still need help");
    expect(it.chat()[0]).toMatch(
      /The classroom speaker is silent\n\n1\. Look at the panel: \*No light\*\n2\. Press the switch\n\n.*not in the knowledge base any more/,
    );
    expect(it.chat()[0]).toContain("You said that you still need help");
    expect(it.chat()[0]).not.toContain("which of these");
    expect(it.desk.shownAt({ thread: "ticket-1" }).join("\n")).toContain("Look at the panel: *No light*");
  });

  test("without a guide the words are a question like any other", () => {
    const { says, desk } = aDesk();
    says(ana, "back to the guide");
    expect(desk.tickets.size).toBe(1);
  });
});

test("a vendor reads what was tried, in the guide's words alone", () => {
  const { says, press, desk, presses, submits, chat } = aDesk(
    guidedRules(SPEAKER.replace("guide: true", "guide: true\ncomponent: network")),
  );
  says(ana, QUESTION);
  press("1. It is green");
  press("It smells");
  presses(dana, { action: "take", ticket: 1 });
  submits(dana, { action: "escalate", ticket: 1 }, { text: "x" });
  submits(dana, { action: "escalate", ticket: 1 }, { text: "x" });
  expect(desk.tickets.get(1)?.tier).toBe(4);
  presses(dana, { action: "vendor_packet", ticket: 1 });
  expect(chat(direct(dana)).join("\n")).toContain(
    "Tried already:\n- Look at the panel: It is green\n- Turn it up: It smells",
  );
});

describe("whatever is pressed and typed, in whatever order", () => {
  const words = [
    "2",
    "back",
    "no",
    "it is green now",
    "back to the guide",
    "I forgot my password",
    "works",
    "hello",
  ];
  const move = fc.oneof(
    { weight: 5, arbitrary: fc.record({ press: fc.nat(40) }) },
    { weight: 2, arbitrary: fc.record({ say: fc.nat(words.length - 1) }) },
    { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(1, 20, 1500) }) },
  );

  test("each step of the way leads to the next one, and the requester always has a way on", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 25 }), (moves) => {
        const { desk, says, presses } = begun();
        const seen: Button[] = [];
        for (const next of moves) {
          seen.push(...buttonsOf(desk).filter(({ opensForm }) => !opensForm));
          if ("press" in next)
            presses(ana, seen.toReversed()[next.press % seen.length]?.press ?? { action: "why" });
          if ("say" in next) says(ana, words[next.say] ?? "");
          if ("wait" in next) desk.forward(next.wait * 60_000);
          for (const conversation of desk.conversations.values()) checkWalks(conversation.offers);
        }
      }),
      { numRuns: 150 },
    );
  });

  const steps = RULES.knowledge.articles.find(({ id }) => id === "room/speaker")?.guide ?? [];

  function checkWalks(offers: { walk?: { step: string; article?: string; chose?: string }[] }[]): void {
    for (const { walk = [] } of offers) {
      walk.forEach(({ step, chose }, i) => {
        const choice = steps.find(({ slug }) => slug === step)?.choices.find(({ label }) => label === chose);
        const next = walk[i + 1];
        if (i < walk.length - 1) expect(choice).toBeDefined();
        if (choice && next && next.article === undefined) expect(next.step).toBe(choice.to);
      });
      if (walk.length > 0) expect(walk[0]?.step).toBe("look-at-the-panel");
    }
    expect(offers.filter(({ walk }) => walk).length).toBeLessThanOrEqual(1);
  }
});
