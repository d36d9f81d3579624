/**
 * How many of Slack's messages are taken in a second, and how soon is each acknowledged, beside a Bolt app that does nothing?
 * How long from the start to the first acknowledgement? Does memory stay flat?
 *
 * node -r ./test/support/typescript.cjs benchmarks/slack.ts [--database-url postgresql://.../an_empty_database] [--rates] [--start] [--memory]
 */
import { parseArgs } from "node:util";
import { startScriptedApi } from "../test/support/slack/scripted-api";
import { BOT, TEAM } from "./slack/load";
import { measureMemory } from "./slack/memory";
import { measureRates } from "./slack/rates";
import { measureStarts } from "./slack/starts";

/** Slack's side of the few calls that a message leads to. */
const answers = {
  "auth.test": { team_id: TEAM, user_id: BOT },
  "users.info": {
    user: { team_id: TEAM, profile: { real_name: "Ana Lopez", email: "ana@lakeside.example" } },
  },
  "conversations.members": { members: ["U0DANA"] },
  "conversations.open": { channel: { id: "D0CHAT0" } },
  "assistant.threads.setStatus": {},
  "chat.postMessage": { channel: "D0CHAT0", ts: "1800000000.000100" },
};

const { values } = parseArgs({
  options: {
    "database-url": { type: "string" },
    rates: { type: "boolean", default: false },
    start: { type: "boolean", default: false },
    memory: { type: "boolean", default: false },
  },
});

async function measure(): Promise<void> {
  const { "database-url": databaseUrl, rates, start, memory } = values;
  const isAll = !rates && !start && !memory;
  const api = await startScriptedApi(answers);
  const surroundings = { apiUrl: api.apiUrl, ...(databaseUrl !== undefined && { databaseUrl }) };
  if (isAll || start) await measureStarts(surroundings);
  if (isAll || rates) await measureRates(surroundings);
  if (isAll || memory) await measureMemory(surroundings);
  await api.close();
}

void measure();
