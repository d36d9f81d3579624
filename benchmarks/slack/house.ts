/** Which platform takes Slack's messages in, to be measured? The real one, and Slack's Web API on this machine. */
import { createSlack } from "../../src/platforms/slack";
import { log, now, serveHouse } from "../taking-in/house";
import { SECRET, WATCHED } from "./load";

const slackAt = (apiUrl: string) =>
  createSlack({
    access: { botToken: "xoxb-measuring" },
    signingSecret: SECRET,
    apiUrl,
    formFor: () => undefined,
    planFor: () => ({ watched: WATCHED, memberships: { channels: ["C0TECHNICIANS"], groups: [] } }),
    promptsFor: () => Promise.resolve([]),
    now,
    log,
  });

void serveHouse((_database, [apiUrl = ""]) => slackAt(apiUrl));
