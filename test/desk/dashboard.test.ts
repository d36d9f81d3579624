import { dashboardRole } from "../../src/desk/dashboard";
import { understand } from "../../src/desk/understanding";
import type { Person } from "../../src/desk/model";
import { createMemoryDesk } from "../support/memory-desk";
import { ana, dana, direct, peopleAt, staffRoom, stranger } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const somebody = (account: string): Person => ({ platform: "sandbox", account, name: account });
const [mira, priya] = [somebody("mira"), somebody("priya")];
const ADDRESS = "https://helpdesk.example.com/dashboard";

const aDesk = (rules = { ...theRules(), dashboard: ADDRESS as string | undefined }) => {
  const { dashboard, ...others } = rules;
  const desk = createMemoryDesk({ ...others, ...(dashboard !== undefined && { dashboard }) });
  const told = (person: Person) => desk.shownAt(direct(person)).join("\n").replaceAll("\\", "");
  return { desk, ...peopleAt(desk), told };
};

test.each(["dashboard", "Dashboard", "open the dashboard", "show me the dashboard please"])(
  "%s: asks for the dashboard",
  (words) => expect(understand(words, "HD")).toMatchObject({ kind: "command", command: "dashboard" }),
);

test.each(["the sales dashboard is empty", "my dashboard in Compass shows no grades"])(
  "%s: is a question like any other",
  (words) => expect(understand(words, "HD").kind).toBe("question"),
);

test("leads and the plan's owner may see all, technicians their own, others nothing", () => {
  const roles = [mira, priya, dana, somebody("kofi"), ana, stranger].map((who) =>
    dashboardRole(aPlan(), who),
  );
  expect(roles).toEqual(["all", "all", "own", "own", undefined, undefined]);
});

test("a technician gets a link of their own, and it is kept until when it works", () => {
  const { says, told, desk } = aDesk();
  says(dana, "dashboard");
  expect(told(dana)).toContain(`[Sign in to the dashboard](${ADDRESS}/sign-in?code=a-code)`);
  expect(told(dana)).toContain("It works once, within 10 minutes.");
  expect(desk.decisions.at(-1)?.decision.signIn).toEqual({
    code: "a-code",
    person: dana,
    expiresAt: new Date(desk.now().getTime() + 600_000),
  });
});

test("the link is in no notification", () => {
  const { says, desk } = aDesk();
  says(dana, "dashboard");
  const summaries = [...desk.rows.values()].map(({ content }) => content?.summary);
  expect(summaries).toContain("Sign in to the dashboard");
  expect(summaries.join()).not.toContain("a-code");
});

test("asked in a channel, the link still comes in a direct message", () => {
  const { says, desk } = aDesk();
  says(dana, "dashboard", { in: staffRoom, replyIn: staffRoom, addressed: true });
  const posts = [...desk.rows.values()].map(({ message }) => message);
  expect(posts).toMatchObject([{ to: staffRoom, onlyFor: "dana" }, { to: direct(dana) }]);
  expect(JSON.stringify(posts[0])).not.toContain("a-code");
});

test("a requester is told whom it is for, and no link is given out", () => {
  const { says, told, desk } = aDesk();
  says(ana, "dashboard");
  expect(told(ana)).toContain("The dashboard is for those who work on tickets.");
  expect(desk.decisions.every(({ decision }) => decision.signIn === undefined)).toBe(true);
});

test("without an address the owner is told what to set, and others whom to ask", () => {
  const { says, told } = aDesk({ ...theRules(), dashboard: undefined });
  says(mira, "dashboard");
  says(dana, "dashboard");
  expect(told(mira)).toContain("Set PUBLIC_URL");
  expect(told(dana)).toContain("Mira Chen, who looks after the help desk, can set one.");
});
