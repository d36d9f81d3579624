/** Does Teams keep the contract that every platform keeps? On our own stand-in for it. */
import { channelPlace } from "../../../src/platforms/teams/address";
import { examplePlan } from "../../support/story";
import { teamsHarness } from "../../support/teams-harness";
import { openTeamsStage } from "../../support/teams-stage";
import { channelId, TENANT } from "../../support/teams-tenant";
import { contractForm, describePlatform, type Harness } from "../contract";

async function makeHarness(): Promise<Harness> {
  const plan = examplePlan();
  const stage = await openTeamsStage({ plan, formFor: contractForm, now: () => new Date() });
  const sendLost = () => stage.teams.sendLost();
  return teamsHarness({ ...stage, sendLost }, plan, channelPlace(TENANT, channelId("no-such-channel")));
}

describePlatform("Teams", makeHarness);
