/**
 * How many of Teams' activities are taken in a second, and how soon is each acknowledged, beside a CloudAdapter that does nothing?
 * How long from the start to the first acknowledgement? Does memory stay flat?
 *
 * node -r ./test/support/typescript.cjs benchmarks/teams.ts [--database-url postgresql://.../an_empty_database] [--rates] [--start] [--memory]
 */
import { join } from "node:path";
import { startIssuer } from "../test/support/teams-issuer";
import { measure, readWanted } from "./taking-in/measure";
import { startBotConnector } from "./teams/bot-connector";
import { APP, message, TECHNICIANS, TENANT } from "./teams/load";

/** "Is typing" is sent beside the acknowledgement. */
const TYPING_MS = 1_000;

async function measureTeams(): Promise<void> {
  const issuer = await startIssuer();
  const connector = await startBotConnector();
  const { serviceUrl } = connector;
  const signed = { token: issuer.sign({ audience: APP, serviceUrl }), serviceUrl };
  const app = { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT, TEAMS_APP_PASSWORD: "of-no-worth" };
  const env = { ...app, MEASURE_ISSUER: issuer.metadataUrl };
  const file = (name: string): string => join(__dirname, "teams", name);
  await measure(readWanted(), {
    house: { file: file("house.ts"), words: [issuer.metadataUrl] },
    generator: { file: file("load.ts"), words: [signed.token, serviceUrl] },
    least: { name: "CloudAdapter, doing nothing", file: file("bot.cjs"), env },
    settleMs: TYPING_MS,
    start: {
      message: (index, directEvery) => message(signed, index, directEvery),
      channel: `teams: "${TECHNICIANS}"`,
      env,
      preload: file("trust.cjs"),
    },
  });
  await issuer.close();
  connector.close();
}

void measureTeams();
