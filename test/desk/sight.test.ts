import { sightOf } from "../../src/desk/sight";
import type { Person } from "../../src/desk/model";
import { ana, dana, eli, kofi } from "../support/people";
import { aPlan } from "../support/rules";

const somebody = (account: string): Person => ({ platform: "sandbox", account, name: account });
const [mira, priya, lena] = [somebody("mira"), somebody("priya"), somebody("lena")];

const plan = aPlan({
  components: aPlan().components.map((one) =>
    one.key === "security"
      ? {
          ...one,
          private: true,
          providers: { 2: { applicable: true, members: ["eli"] }, 3: { applicable: true, liaison: "lena" } },
        }
      : one,
  ),
});

const seen = (person: Person, ticket: Partial<Parameters<typeof sightOf>[2]> = {}) =>
  sightOf(plan, person, { tier: 2, component: "printing", ...ticket });

test("leads and the plan's owner see every ticket that is not private", () => {
  expect([seen(mira), seen(priya), seen(priya, { tier: 3, assignee: kofi })]).toEqual(["all", "all", "all"]);
});

test("a technician sees what is theirs and what nobody has taken at their tier, and nothing else", () => {
  expect(seen(dana)).toBe("all");
  expect(seen(dana, { assignee: dana, tier: 3 })).toBe("all");
  expect(seen(dana, { assignee: eli })).toBe("nothing");
  expect(seen(dana, { tier: 3, component: "network" })).toBe("nothing");
  expect(seen(kofi, { tier: 3, component: "network" })).toBe("all");
  expect(seen(kofi)).toBe("nothing");
});

test("of a private component, its own people see the words, and those who see all else only that it is there", () => {
  const secret = { component: "security" };
  expect([seen(eli, secret), seen(lena, { ...secret, tier: 3 })]).toEqual(["all", "all"]);
  expect([seen(mira, secret), seen(priya, secret)]).toEqual(["outline", "outline"]);
  expect(seen(dana, secret)).toBe("nothing");
  expect(seen(priya, { ...secret, assignee: priya })).toBe("all");
});

test("a member of the tier's group whom the plan does not name serves what is not private", () => {
  const grouped = {
    ...plan,
    tiers: plan.tiers.map((tier) => (tier.number === 2 ? { ...tier, groups: { sandbox: "S-TECH" } } : tier)),
  };
  const guest: Person = { ...somebody("guest"), memberOf: ["S-TECH"] };
  const seenBy = (person: Person, ticket: Partial<Parameters<typeof sightOf>[2]> = {}) =>
    sightOf(grouped, person, { tier: 2, component: "printing", ...ticket });
  expect(seenBy(guest)).toBe("all");
  expect(seenBy(guest, { tier: 3, component: "network" })).toBe("nothing");
  expect(seenBy(guest, { component: "security" })).toBe("nothing");
  expect(seenBy({ ...guest, outside: "Elsewhere" })).toBe("nothing");
});

test("whoever is not in the plan sees nothing", () => {
  expect([seen(ana), seen(ana, { assignee: ana })]).toEqual(["nothing", "nothing"]);
});
