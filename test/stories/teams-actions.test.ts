// Can technicians do in Teams all that a ticket's card offers, and does the card show it, for all clients?
import { accountId } from "../support/teams-tenant";
import { beginTeamsStory, UNKNOWN, type TeamsStory } from "../support/teams-story";

let story: TeamsStory;
beforeEach(async () => {
  story = await beginTeamsStory();
});
afterEach(() => story.end());

const SECOND = "open a ticket: the bell is late again";

test.each<[string, Record<string, string>, string]>([
  ["Priority…", { priority: "high" }, "Priority: High"],
  ["Component…", { component: "network" }, "Component: Network and Wi-Fi"],
  ["Assign…", { assignee: accountId("eli") }, "Assignee: Eli Novak"],
  ["Ask for more…", { text: "Which bell?" }, "Status: Waiting"],
  ["Escalate…", { text: "The clock of the bell is right." }, "Tier: 3"],
  ["Resolve…", { text: "Set it.", kind: "solved", confirmation: "done" }, "Status: Closed"],
])("%s changes the one card, in its place", async (label, values, shown) => {
  await story.post("ana", story.ana, UNKNOWN);
  await story.submit("dana", story.desk, label, values);
  expect(story.cards()).toEqual([expect.stringContaining(shown)]);
});

test("Reply… goes to the requester, Note… does not", async () => {
  await story.post("ana", story.ana, UNKNOWN);
  await story.submit("dana", story.desk, "Reply…", { text: "I am on my way." });
  await story.submit("dana", story.desk, "Note…", { text: "Third time this year." });
  await story.pass(6_000);
  expect(story.saidTo("ana")).toContain("I am on my way.");
  expect(story.saidTo("ana")).not.toContain("Third time");
  expect(await story.inThread()).toContain("Third time this year.");
});

test("Merge… closes the one, and the requester reads where it goes on", async () => {
  await story.post("ana", story.ana, UNKNOWN);
  await story.post("ana", story.ana, SECOND);
  await story.submit("dana", story.desk, "Merge…", { ticket: "HD-1" });
  expect(story.cards().map((card) => /Status: \w+/.exec(card)?.[0])).toEqual([
    "Status: Open",
    "Status: Closed",
  ]);
  expect(story.saidTo("ana")).toMatch(/HD-2 is about the same as HD-1/);
});

test("Take and Release, from a client that knows no Action.Execute", async () => {
  await story.post("ana", story.ana, UNKNOWN);
  for (const [label, shown] of [
    ["Take", "Assignee: Dana Brooks"],
    ["Release", "Assignee: Nobody yet"],
  ] as const) {
    const card = story.messageWith("dana", story.desk, label);
    await story.people.press(accountId("dana"), story.desk.id, card, label, { old: true });
    await story.settle();
    expect(story.cards()).toEqual([expect.stringContaining(shown)]);
  }
});
