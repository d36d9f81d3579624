// Are the places that only kinds, criteria and `gaps_to` name known to the sandbox's rooms and to the checks of Slack and Teams?

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { castOf } from "../../src/sandbox-cast";
import { readSlackNames } from "../../src/cli/slack-names";
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

test("the channel that hears of the plan's gaps is there in the sandbox, and is looked for on the other platforms", async () => {
  const gaps = "gaps_to: { sandbox: it-leads, slack: C0LEADS, teams: 19:leads@thread.tacv2 }\n";
  const told = planOf(withMore(gaps));
  expect(castOf(told).channels.find(({ id }) => id === "it-leads")?.members).toEqual(["mira"]);
  expect(teamsChannels(told, "school")).toContainEqual(
    expect.objectContaining({ id: "19:leads@thread.tacv2", where: "gaps_to.teams", makesTechnicians: false }),
  );
  const file = join(await mkdtemp(join(tmpdir(), "gaps-to-")), "helpdesk.yaml");
  await writeFile(file, withMore(gaps));
  expect((await readSlackNames({ plan: file, workspaces: undefined }, "T1")).names?.channels).toEqual([
    { id: "C0LEADS", where: "gaps_to.slack", makesTechnicians: false },
  ]);
  await rm(dirname(file), { recursive: true });
});

test("the digest's channel is there in the sandbox, with those who work on tickets, and is looked for in Teams", () => {
  const told = planOf(withMore("digest: { channels: { sandbox: it-week, teams: 19:week@thread.tacv2 } }\n"));
  const members = castOf(told).channels.find(({ id }) => id === "it-week")?.members;
  expect(members).toEqual(expect.arrayContaining(["mira", "dana"]));
  expect(teamsChannels(told, "school")).toContainEqual(
    expect.objectContaining({ where: "digest.channels.teams", makesTechnicians: false }),
  );
});
