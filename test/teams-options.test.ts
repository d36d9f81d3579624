// Does the adapter of Teams hear of the plan what concerns its tenant, as the plan is at the moment?
import type { EscalationPlan } from "../src/plan/plan";
import type { Desks } from "../src/sources/desks";
import { teamsOptions } from "../src/teams-options";
import { createTestDatabase, type TestDatabase } from "./support/database";
import { quietLog } from "./support/database-server";
import { aPlan, theRules } from "./support/rules";

let db: TestDatabase;
beforeEach(async () => void (db = await createTestDatabase()));
afterEach(() => db.drop());

const tiersOnTeams = (channel: string, group?: string): Partial<EscalationPlan> => ({
  tiers: aPlan().tiers.map((tier) =>
    tier.number === 2
      ? { ...tier, members: [], channels: { teams: channel }, groups: group ? { teams: group } : {} }
      : tier,
  ),
});

/** One desk, whose plan can be changed; it serves `lakeside` only. */
function optionsWith(plan: EscalationPlan) {
  let rules = theRules(plan);
  const desks: Desks = {
    rulesOf: () => ({ ...rules, brokenLinks: [], broken: [] }),
    folderOf: () => "",
    deskOf: (workspace) => (workspace === "lakeside" ? "lake" : undefined),
    names: ["lake"],
    articles: 0,
    close: async () => {},
  };
  const options = teamsOptions(
    { access: { kind: "managed_identity", appId: "app", tenant: "lakeside" } },
    { desks, database: db.database, log: quietLog, openFile: async () => undefined },
  );
  return { options, change: (next: EscalationPlan) => void (rules = theRules(next)) };
}

it("hears which channels are watched, and whose members are technicians: a channel's, or a team's", () => {
  const watchedChannels = { teams: ["19:ask", "lakeside/19:help", "hillside/19:other"], slack: ["C1"] };
  const { options, change } = optionsWith(aPlan({ ...tiersOnTeams("19:desk"), watchedChannels }));
  expect(options.planFor("lakeside")).toEqual({ watched: ["19:ask", "19:help"], memberships: ["19:desk"] });
  change(aPlan(tiersOnTeams("19:desk", "19:team")));
  expect(options.planFor("lakeside")).toEqual({ watched: [], memberships: ["19:team"] });
});

it("hears nothing of a plan that is not its tenant's, and gets no form", () => {
  const { options } = optionsWith(aPlan(tiersOnTeams("19:desk")));
  const press = { action: "reply", ticket: 1 } as const;
  expect(options.planFor("hillside")).toEqual({ watched: [], memberships: [] });
  expect(options.formFor(press, "hillside")).toBeUndefined();
  expect(options.formFor(press)).toBeUndefined();
  expect(options.formFor(press, "lakeside")).toMatchObject({ fields: [{ kind: "text" }] });
});

it("what is heard of people and channels is kept in the database", async () => {
  const { references } = optionsWith(aPlan()).options;
  const dana = {
    tenant: "lakeside",
    id: "dana",
    kind: "person",
    serviceUrl: "https://smba.example/",
  } as const;
  await references.save(dana);
  expect(await optionsWith(aPlan()).options.references.find("lakeside", "dana")).toEqual(dana);
});
