// Are the places that only kinds and criteria name known to the sandbox's rooms and to the checks of Slack and Teams?

import { castOf } from "../../src/sandbox-cast";
import { teamsChannels } from "../../src/cli/teams-names";
import { planOf, withMore } from "./samples";

const plan = planOf(
  withMore(
    "kinds:\n  enhancement: { channels: { sandbox: ideas, teams: 19:ideas } }\ncriteria:\n  a: { requester_groups: { teams: 19:heads }, priority: high }\n",
  ),
);

test("the sandbox has the list's room, with those who look after it", () => {
  const room = castOf(plan).channels.find(({ id }) => id === "ideas");
  expect(room?.members.toSorted()).toEqual(["dana", "mira"]);
});

test("Teams is asked about both, and neither makes anybody a technician", () => {
  expect(
    teamsChannels(plan, "school").map(({ id, where, makesTechnicians }) => [id, where, makesTechnicians]),
  ).toEqual([
    ["19:ideas", "kinds.enhancement.channels.teams", false],
    ["19:heads", "criteria.a.requester_groups.teams", false],
  ]);
});
