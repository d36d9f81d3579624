/**
 * How many of Slack's messages are taken in a second, and how soon is each acknowledged, beside a Bolt app that does nothing?
 * How long from the start to the first acknowledgement? Does memory stay flat?
 *
 * node -r ./test/support/typescript.cjs benchmarks/slack.ts [--database-url postgresql://.../an_empty_database] [--rates] [--start] [--memory]
 */
import { join } from "node:path";
import { startScriptedApi } from "../test/support/slack/scripted-api";
import { BOT, message, SECRET, TEAM } from "./slack/load";
import { measure, readWanted } from "./taking-in/measure";

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

/** Nobody answers, so what people in direct chats are shown is taken away. */
const STATUS_MS = 9_000;

async function measureSlack(): Promise<void> {
  const api = await startScriptedApi(answers);
  const file = (name: string): string => join(__dirname, "slack", name);
  await measure(readWanted(), {
    house: { file: file("house.ts"), words: [api.apiUrl] },
    generator: { file: file("load.ts") },
    least: { name: "Bolt, doing nothing", file: file("bolt.cjs"), env: { SLACK_SIGNING_SECRET: SECRET } },
    settleMs: STATUS_MS,
    start: {
      message,
      channel: "slack: C0TECHNICIANS",
      env: { SLACK_BOT_TOKEN: "xoxb-measuring", SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: api.apiUrl },
    },
  });
  await api.close();
}

void measureSlack();
