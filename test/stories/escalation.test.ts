/** What a support organisation writes into its escalation plan, as its people live through it. The same rules on every platform: played in the sandbox. */
import type { EscalationPlan, Provider } from "../../src/plan/plan";
import { sandboxStage } from "../support/sandbox-stage";
import { beginStory, type Story } from "../support/story";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let story: Story;
afterEach(() => story.end());

const begin = async (changes?: (plan: EscalationPlan) => EscalationPlan) => {
  story = await beginStory(sandboxStage, changes && { changes });
};
const chat = (who: string) => story.texts(who, story.direct(who)).join("\n");
const desk = () => story.texts("dana", story.channel("service-desk")).join("\n");
const inThread = async (ticket: number) => story.texts("dana", await story.threadOf(ticket)).join("\n");
const asks = (who: string, text: string) => story.post(who, story.direct(who), text);
const escalates = (text: string) =>
  story.submit("dana", story.channel("service-desk"), "Escalate…", { text });

const at =
  (component: string, tier: 2 | 3, provider: Partial<Provider>) =>
  (plan: EscalationPlan): EscalationPlan => ({
    ...plan,
    components: plan.components.map((one) =>
      one.key === component
        ? { ...one, providers: { ...one.providers, [tier]: { applicable: true, ...provider } } }
        : one,
    ),
  });

test("a security breach at 02:00 on a holiday: safety first, who is on call is called, then the next, until somebody takes it", async () => {
  await begin();
  // Martin Luther King Jr. Day, 02:00 in Chicago.
  await story.pass(5 * DAY + 17 * HOUR);
  await asks("ana", "I clicked a phishing link in an email");
  expect(chat("ana")).toContain("Disconnect the device from Wi-Fi");
  expect(desk()).toContain("Urgent");
  await story.pass(MINUTE);
  expect(await inThread(1)).toContain("Sam Whitfield you are on call");
  expect(await inThread(1)).not.toContain("Lena Fischer");
  await story.pass(15 * MINUTE);
  expect(await inThread(1)).toContain("Lena Fischer nobody has taken HD-1 yet");
  await story.post("lena", await story.threadOf(1), "I am looking at your account now.");
  await story.pass(HOUR);
  expect(await inThread(1)).not.toContain("Priya Raman nobody has taken");
  expect(chat("ana")).toContain("I am looking at your account now.");
  expect(desk()).toContain("Lena Fischer");
});

test("the liaison is away: the deputy has it", async () => {
  await begin((plan) => ({
    ...plan,
    people: plan.people.map((one) =>
      one.key === "kofi" ? { ...one, awayFrom: "2027-01-10", awayUntil: "2027-01-20" } : one,
    ),
  }));
  await asks("ana", "open a ticket: the wifi in the gym is gone every noon");
  await escalates("Not the access point.");
  expect(await inThread(1)).toContain("Lena Fischer this ticket is yours");
  expect(await inThread(1)).not.toContain("Kofi Mensah");
  expect(chat("ana")).toContain("with Engineering");
});

test("Tier 2 is not applicable for a component: its tickets go straight to the specialists", async () => {
  await begin(at("network", 2, { applicable: false }));
  await asks("ana", "open a ticket: the wifi in the gym is gone every noon");
  expect(desk()).toContain("3 Engineering");
  expect(await inThread(1)).toContain("Kofi Mensah this ticket is yours");
});

test("a wish goes on the list: nothing is promised, and no clock runs", async () => {
  await begin();
  await asks("ana", "it would be nice if Compass showed birthdays");
  expect(desk()).toContain("Enhancement");
  expect(chat("ana")).toContain("Mira Chen goes through the list");
  const thread = await inThread(1);
  await story.pass(20 * DAY);
  expect(await inThread(1)).toBe(thread);
});

test("an outage goes on for four hours: it is raised, goes up, and its contact is called; later, whoever has it owes an update", async () => {
  await begin();
  await asks("ana", "open a ticket: the internet is down in room 12");
  expect(desk()).toContain("Normal");
  await story.pass(4 * HOUR + MINUTE);
  expect(desk()).toContain("High");
  expect(desk()).toContain("3 Engineering");
  expect(await inThread(1)).toContain("Priya Raman the escalation plan calls you at once");
  await story.pass(3 * DAY);
  expect(await inThread(1)).toContain("the requester has had no word for a while");
});

test("a new ticket is given out: to who serves the site and has the fewest, and to the next when they are full", async () => {
  await begin((plan) => ({
    ...plan,
    tiers: plan.tiers.map((tier) => (tier.number === 2 ? { ...tier, assign: "auto", capacity: 1 } : tier)),
  }));
  const texts = ["the bell is late", "the clock runs backwards", "the door beeps", "the sign flickers"];
  for (const text of texts) await asks("ana", `open a ticket: ${text}`);
  const given = await Promise.all([1, 2, 3].map(inThread));
  for (const who of ["Dana Brooks", "Eli Novak", "Sam Whitfield"])
    expect(given.filter((thread) => thread.includes(`${who} this ticket is yours`))).toHaveLength(1);
  expect(desk()).toContain("everybody has all they can take");
});
