/** One ticket across two platforms: asked on one, worked on in the other, and back. */
import type { EscalationPlan } from "../../src/plan/plan";
import { sandboxStage } from "../support/sandbox-stage";
import { slackStage } from "../support/slack-stage";
import { userId, workspaceOfPlan } from "../support/slack-workspace";
import type { MakeStage } from "../support/stage";
import { teamsStage } from "../support/teams-stage";
import { accountId, tenantOfPlan } from "../support/teams-tenant";
import { beginAcross, type AcrossStory } from "../support/two-platforms";

const UNKNOWN = "The school bell rings ten minutes too early since Monday";
const PICTURE = { name: "bell.png", data: Buffer.from("a picture of a bell") };

const DIRECTIONS: [string, string, MakeStage, MakeStage][] = [
  ["Teams", "Slack", teamsStage(), slackStage("http")],
  ["Slack", "Teams", slackStage("http"), teamsStage()],
  ["Sandbox", "Slack", sandboxStage, slackStage("http")],
];

describe.each(DIRECTIONS)("asked in %s, worked on in %s", (here, there, makeAsks, makeWorks) => {
  let story: AcrossStory;
  beforeEach(async () => {
    story = await beginAcross({ asks: makeAsks, works: makeWorks });
  }, 60_000);
  afterEach(() => story.end());

  test("the whole way to done", async () => {
    const { asks, works } = story;
    await asks.say("ana", UNKNOWN);
    expect(asks.last("ana")).toMatch(/ticket HD-1.*Service Desk.*today at/s);
    expect(works.card()).toMatch(new RegExp(`Requester:? *Ana Lopez \\(${here}\\)`));

    await works.press("dana", works.desk, "Take");
    expect(works.card()).toMatch(/Assignee:? *Dana Brooks(?! \()/);
    expect(asks.last("ana")).toContain("Dana Brooks is working on");

    const thread = await story.threadOf(1);
    const inThread = () => works.texts("dana", thread).join("\n");
    const reply = await works.post("dana", thread, "Which bulding are you in?");
    await story.pass(5_000);
    expect(asks.last("ana")).toContain(`Dana Brooks, Lakeside Help Desk (${there})`);
    expect(asks.last("ana")).toContain("Which bulding are you in?");
    expect(works.see("dana", thread).find((m) => m.messageId === reply)?.mark).toBe("delivered");

    await works.edit("dana", reply, "Which building are you in?");
    expect(asks.chat("ana")).toContain("Which building are you in?");
    expect(asks.chat("ana")).not.toContain("bulding");

    const answer = await asks.say("ana", "The mane building");
    expect(inThread()).toContain(`Ana Lopez (${here})`);
    expect(inThread()).toContain("The mane building");
    await asks.edit("ana", answer, "The main building, and my son is ill");
    expect(inThread()).toContain("The main building");
    await asks.remove("ana", answer);
    expect(inThread()).not.toContain("my son is ill");

    await works.post("dana", thread, "note: she is new here, be kind");
    const slip = await works.post("dana", thread, "I come at noon");
    await story.pass(5_000);
    expect(asks.chat("ana")).toContain("I come at noon");
    await works.remove("dana", slip);
    expect(asks.chat("ana")).not.toContain("I come at noon");
    expect(asks.chat("ana")).not.toContain("be kind");

    await works.submit("dana", works.desk, "Resolve…", {
      text: "Set the clock of the bell.",
      kind: "solved",
      confirmation: "ask",
    });
    expect(asks.last("ana")).toContain("Set the clock of the bell.");
    await asks.press("ana", asks.direct("ana"), "No, reopen it");
    expect(works.card()).toContain("Open");

    await works.submit("dana", works.desk, "Resolve…", {
      text: "Changed its battery.",
      kind: "solved",
      confirmation: "ask",
    });
    await asks.press("ana", asks.direct("ana"), "Yes, it is solved");
    await asks.press("ana", asks.direct("ana"), "5 Very good");
    expect(works.card()).toMatch(/Closed[\s\S]*Rating:? *5 of 5/);
  });

  test("the clocks of the one bring the lead of the other, and what waits is there after a new start", async () => {
    const { asks, works } = story;
    await asks.say("ana", UNKNOWN);
    const thread = await story.threadOf(1);
    await works.post("dana", thread, "I look at it");
    await story.restart();
    await story.pass(5_000);
    expect(asks.last("ana")).toContain("I look at it");
    await asks.say("ana", "It rang again");
    await story.pass(26 * 3_600_000);
    expect(works.texts("dana", thread).join("\n")).toMatch(/Priya Raman.*next response was due/s);
  });

  test("somebody who is on both is one person: lists and cancels from the other side", async () => {
    const { asks, works } = story;
    await asks.say("ana", UNKNOWN);
    await works.say("ana", "my tickets");
    expect(works.last("ana")).toContain("HD-1");
    await works.say("ana", "HD-1 it is the one at the gym");
    expect(works.last("ana")).toContain(`in ${here}, where you asked`);
    expect(works.texts("dana", await story.threadOf(1)).join("\n")).toContain("it is the one at the gym");

    await works.say("ana", "open a ticket: the gate does not open for deliveries");
    await asks.say("ana", "my tickets");
    expect(asks.last("ana")).toMatch(/HD-1[\s\S]*HD-2|HD-2[\s\S]*HD-1/);

    await works.say("ana", "cancel HD-1");
    expect(works.last("ana")).toMatch(/HD-1\s+is cancelled/);
    expect(asks.chat("ana")).toMatch(/HD-1\s+is cancelled/);
    await asks.say("ana", "my tickets");
    expect(asks.last("ana")).not.toContain("HD-1 ");
  });

  test("others see nothing of it, and cannot cancel it", async () => {
    const { asks, works } = story;
    await asks.say("ana", UNKNOWN);
    await works.say("ben", "cancel HD-1");
    expect(works.last("ben")).toContain("You have no open ticket HD-1");
    await works.say("ben", "my tickets");
    expect(works.last("ben")).toContain("You have no open tickets");
  });
});

describe("files", () => {
  let story: AcrossStory;
  afterEach(() => story.end());
  const begin = async (makeAsks: MakeStage, makeWorks: MakeStage) => {
    story = await beginAcross({ asks: makeAsks, works: makeWorks });
    await story.asks.say("ana", UNKNOWN);
    return { ...story, thread: await story.threadOf(1) };
  };
  const copies = (seen: { by: string; files: string[] }[]) =>
    seen.flatMap(({ by, files }) => (by === "help desk" ? files : []));

  test("put into the chat in Teams are copied to the thread in Slack, and those from there are linked", async () => {
    const { asks, works, thread, pass } = await begin(teamsStage(), slackStage("http"));
    await asks.say("ana", "This is how it looks", [PICTURE]);
    expect(works.texts("dana", thread).join("\n")).toContain("This is how it looks");
    expect(copies(works.see("dana", thread))).toEqual(["bell.png"]);
    await works.post("dana", thread, "And so it should look", [{ ...PICTURE, name: "plan.pdf" }]);
    await pass(5_000);
    expect(asks.chat("ana")).toMatch(/And so it should look[\s\S]*plan\.pdf/);
  }, 60_000);

  test("put into the chat in Slack are linked in the thread in Teams", async () => {
    const { asks, works, thread } = await begin(slackStage("http"), teamsStage());
    await asks.say("ana", "This is how it looks", [{ ...PICTURE, name: "plan.pdf" }]);
    expect(works.texts("dana", thread).join("\n")).toMatch(/This is how it looks[\s\S]*plan\.pdf/);
  }, 60_000);
});

describe("in one plan", () => {
  let story: AcrossStory;
  afterEach(() => story.end());

  test("two who have the same name and no address that anybody vouches for stay two", async () => {
    const withoutEmail = <P extends { email?: string }>({ email: _email, ...person }: P) => person;
    story = await beginAcross({
      asks: teamsStage({
        tenant: (plan) => {
          const tenant = tenantOfPlan(plan);
          const people = tenant.people.map((one) =>
            one.account === accountId("ben") ? withoutEmail(one) : one,
          );
          return { ...tenant, people };
        },
      }),
      works: slackStage("http", {
        workspace: (plan) => {
          const workspace = workspaceOfPlan(plan);
          const people = workspace.people.map((one) => (one.id === userId("ben") ? withoutEmail(one) : one));
          return { ...workspace, people };
        },
      }),
    });
    await story.asks.say("ben", UNKNOWN);
    await story.works.say("ben", "cancel HD-1");
    expect(story.works.last("ben")).toContain("You have no open ticket HD-1");
    await story.asks.say("ben", "my tickets");
    expect(story.asks.last("ben")).toContain("HD-1");
  }, 60_000);

  test("a component's own channel is in Slack, the tier's in Teams: each ticket goes to its people", async () => {
    const inSlack = (plan: EscalationPlan, works: EscalationPlan): EscalationPlan => {
      const channels = works.tiers.find(({ number }) => number === 2)?.channels ?? {};
      const components = plan.components.map((component) =>
        component.key === "network"
          ? { ...component, providers: { ...component.providers, 2: { applicable: true, channels } } }
          : component,
      );
      return { ...plan, components };
    };
    story = await beginAcross({
      asks: teamsStage(),
      works: slackStage("http"),
      plan: (plan, { asks, works }) => inSlack({ ...plan, tiers: asks.tiers }, works),
    });
    const { asks, works } = story;
    await asks.say("ana", "open a ticket: the wifi in the gym hums a song");
    expect(works.card()).toContain("HD-1");
    expect(asks.card()).toBe("");
    await asks.say("ana", "open a ticket: the bell rings too early");
    expect(asks.card()).toContain("HD-2");
    expect(works.card()).toContain("HD-1");
  }, 60_000);
});
