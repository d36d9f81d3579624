// Two schools share one program, each with its own plan and knowledge base: does either ever see anything of the other's?
import { userId } from "../support/slack-workspace";
import { openTwoSchools, type TwoSchools } from "../support/two-schools";
import { SCHOOLS } from "../support/two-schools-files";

let both: TwoSchools;
let lake: ReturnType<TwoSchools["in"]>;
let hill: ReturnType<TwoSchools["in"]>;

beforeEach(async () => {
  both = await openTwoSchools();
  lake = both.in("lakewater");
  hill = both.in("hilltop");
  await both.install(SCHOOLS.lakewater);
  await both.install(SCHOOLS.hilltop);
});
afterEach(async () => {
  // Whatever a test plays: every word of one school holds its name, so none of them may stand in the other.
  const [ofLake, ofHill] = [lake.everything(), hill.everything()];
  await both.end();
  expect(ofLake).not.toMatch(/hilltop/i);
  expect(ofHill).not.toMatch(/lakewater/i);
});

const BELL = "open a ticket: the bell rings ten minutes too early";
const lakesBell = () => lake.ask("ana", `${BELL} at lakewater`);
const hillsGate = () => hill.ask("ana", "open a ticket: the gate squeaks at hilltop");

test("the same question has two answers, and what only one of them knows the other does not", async () => {
  await Promise.all([
    lake.post("ana", lake.direct("ana"), "I forgot my password"),
    hill.post("ana", hill.direct("ana"), "I forgot my password"),
  ]);
  await both.settle();
  expect(lake.toldTo("ana")).toEqual([expect.stringContaining("portal.lakewater.example")]);
  expect(hill.toldTo("ana")).toEqual([expect.stringContaining("Ask the hilltop office")]);
  await lake.ask("ben", "how do I book the boat");
  await hill.ask("ben", "how do I book the boat");
  expect(lake.toldTo("ben").join()).toContain("Ring the lakewater harbour");
  expect(hill.toldTo("ben").join()).toContain("I've opened ticket");
});

test("events of both mixed: each ticket stands in its own Tier 2 channel, each reply goes home", async () => {
  const asked = ["ana", "ben", "grace", "omar"].flatMap((key, n) => [
    lake.post(key, lake.direct(key), `open a ticket: lamp ${n} at lakewater is out`),
    hill.post(key, hill.direct(key), `open a ticket: lamp ${n} at hilltop is out`),
  ]);
  await Promise.all(asked);
  await both.settle();
  for (const school of [lake, hill]) {
    expect(school.cards()).toHaveLength(4);
    for (const card of school.cards()) {
      const [name = ""] = card.split("\n");
      await school.post(
        "dana",
        school.threadOf(name),
        `on my way (${school === lake ? "lakewater" : "hilltop"})`,
      );
    }
  }
  await both.settle();
  await both.pass(6_000);
  for (const key of ["ana", "ben", "grace", "omar"]) {
    expect(lake.toldTo(key).filter((text) => text.includes("on my way (lakewater)"))).toHaveLength(1);
    expect(hill.toldTo(key).filter((text) => text.includes("on my way (hilltop)"))).toHaveLength(1);
  }
});

describe("forged ticket numbers", () => {
  beforeEach(async () => {
    await lakesBell();
    await hillsGate();
    expect(lake.cards()).toEqual([expect.stringContaining("HD-1")]);
    expect(hill.cards()).toEqual([expect.stringContaining("HD-2")]);
  });

  test.each(["status HD-1", "cancel HD-1", "HD-1 please hurry", "HD-1"])(
    "“%s”, by somebody with the same id: finds nothing",
    async (text) => {
      const before = lake.everything();
      await hill.ask("ana", text);
      expect(hill.toldTo("ana").at(-1)).toContain("You have no open ticket HD-1");
      expect(lake.everything()).toBe(before);
    },
  );

  test("a list of one's own tickets has those of the one school", async () => {
    await hill.ask("ana", "my tickets");
    expect(hill.toldTo("ana").at(-1)).toMatch(/^• HD-2 [^\n]*$/);
    await hill.people.command(userId("ana"), hill.desk.id, "list");
    await both.settle();
    await lake.ask("ana", "my tickets");
    expect(lake.toldTo("ana").at(-1)).toMatch(/^• HD-1 [^\n]*$/);
  });

  test("a merge with the other's ticket finds none", async () => {
    await hill.submitAt("dana", hill.desk, "Merge…", { ticket: "HD-1" });
    expect(hill.texts("dana", hill.desk).join()).toContain("There is no ticket HD-1");
    expect(hill.cards()).toEqual([expect.stringContaining("Status: Open")]);
    expect(lake.cards()).toEqual([expect.stringContaining("Status: Open")]);
  });

  test.each([
    "take",
    "release",
    "resolve",
    "cancel",
    "reopen",
    "set_priority",
    "undo_reply",
    "merge",
  ] as const)("a press of “%s” on it, past Slack's own buttons: nothing happens to it", async (action) => {
    const before = lake.everything();
    const values = { text: "done at hilltop", kind: "solved", priority: "urgent", ticket: "HD-2" };
    for (const by of ["dana", "ana"]) {
      const event = { at: both.now(), by: hill.person(by), in: hill.desk, press: { action, ticket: 1 } };
      await both.receive({ ...event, id: `forged/${action}/${by}/pressed`, type: "button_pressed" });
      await both.receive({ ...event, id: `forged/${action}/${by}/sent`, type: "form_submitted", values });
    }
    await both.settle();
    await both.pass(6_000);
    expect(lake.everything()).toBe(before);
    expect(hill.texts("dana", hill.desk).join()).toContain("I can't find that any more");
  });
});

test("a reply that waits cannot be undone from the other school, with a ticket of its own", async () => {
  await lakesBell();
  await hillsGate();
  await lake.ask("dana", "on my way (lakewater)", lake.threadOf("HD-1"));
  const held = await both.database.database.outboxMessage.findFirstOrThrow({ where: { status: "held" } });
  const press = { action: "undo_reply", ticket: 2, argument: held.key } as const;
  const event = { at: both.now(), by: hill.person("dana"), in: hill.desk, press };
  await both.receive({ ...event, id: "forged/undo", type: "button_pressed" });
  await both.settle();
  await both.pass(6_000);
  expect(lake.toldTo("ana").at(-1)).toContain("on my way (lakewater)");
});

test("similar tickets in the packet are the school's own", async () => {
  await lakesBell();
  const values = { text: "Turned the clock of the lakewater bell.", kind: "solved", confirmation: "done" };
  await lake.submitAt("dana", lake.desk, "Resolve…", values);
  await hill.ask("ben", `${BELL} at hilltop`);
  await lake.ask("ben", `${BELL} at lakewater`);
  expect(hill.texts("dana", hill.threadOf("HD-2")).join()).not.toContain("was solved by");
  expect(lake.texts("dana", lake.threadOf("HD-3")).join()).toContain(
    "Turned the clock of the lakewater bell.",
  );
});

test("home page, queue, most asked articles, prompts and forms are the school's own", async () => {
  await lakesBell();
  for (const key of ["ana", "ben", "grace"]) await lake.ask(key, "new: how do I book the boat");
  await hill.ask("ana", "when does the cable car go");
  await hillsGate();
  for (const { people } of [lake, hill]) {
    for (const key of ["ana", "dana", "mira"]) people.openHome(userId(key));
    people.openMessages(userId("ben"));
  }
  await both.settle();
  for (const { people } of [lake, hill]) await people.globalShortcut(userId("ben"), "open_ticket");
  await both.settle();
  const read = ({ people }: typeof lake, key: string) => JSON.stringify(people.home(userId(key)));
  expect(read(lake, "dana")).toMatch(/HD-1[\s\S]*Book the lakewater boat/);
  expect(read(hill, "dana")).toMatch(/HD-2[\s\S]*Ride the hilltop cable car/);
  expect(JSON.stringify(lake.people.prompts(userId("ben")))).toContain("Book the lakewater boat");
  expect(JSON.stringify(hill.people.prompts(userId("ben")))).toContain("Ride the hilltop cable car");
  expect(JSON.stringify(lake.people.modal(userId("ben")))).toContain("Printing at lakewater");
  expect(JSON.stringify(hill.people.modal(userId("ben")))).toContain("Printing at hilltop");
});

test("an article of the other school is not read by its id", async () => {
  await hill.ask("ana", "when does the cable car go");
  const [offer] = hill.see("ana", hill.direct("ana")).filter(({ buttons }) => buttons.length > 0);
  expect(offer).toBeDefined();
  for (const argument of ["boat", "boat.md", "password"])
    await both.receive({
      id: `forged/${argument}`,
      type: "button_pressed",
      at: both.now(),
      by: hill.person("ana"),
      in: hill.direct("ana"),
      press: { action: "read_article", argument },
    });
  await both.settle();
  expect(hill.toldTo("ana").slice(1, 3)).toEqual([
    expect.stringContaining("I can't find that"),
    expect.stringContaining("I can't find that"),
  ]);
  expect(hill.toldTo("ana").at(-1)).toContain("Ask the hilltop office");
});
