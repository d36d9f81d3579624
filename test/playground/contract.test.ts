/** Does Teams keep the contract that every platform keeps, with a client that nobody here wrote? */
import { channelPlace } from "../../src/platforms/teams/address";
import { contractForm, describePlatform, type Harness } from "../platforms/contract";
import { playgroundStage } from "../support/playground-stage";
import { examplePlan } from "../support/story";
import { teamsHarness } from "../support/teams-harness";
import { TENANT } from "../support/teams-tenant";

const program = process.env["PLAYGROUND"] ?? "";

async function makeHarness(): Promise<Harness> {
  const plan = examplePlan();
  const stage = await playgroundStage(program, { plan, formFor: contractForm, now: () => new Date() });
  stage.meetAll();
  return teamsHarness(stage, plan, channelPlace(TENANT, "19:nowhere@thread.tacv2"));
}

describePlatform("Teams on the Agents Playground", makeHarness);
