/** `tierdesk start`: the help desk, until it is told to stop. */
import { readConfig } from "../config";
import { createLog } from "../log";
import { startTierdesk } from "../main";

const CONNECTED = {
  sandbox: "Sandbox: nothing to sign up for. Ask as a requester, answer as a technician.",
  slack: "Connected to Slack. `npx tierdesk slack check` looks whether everything is set up there.",
  teams: "Connected to Microsoft Teams.",
};

/** Stopping takes as long as deliveries under way do; a second signal does not wait for them. */
export async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const tierdesk = await startTierdesk(config, log);
  console.log(
    [
      `Tierdesk is ready: ${tierdesk.url}`,
      `  ${CONNECTED[tierdesk.platform]}`,
      `  ${tierdesk.articles} articles from ${config.knowledgeBase}, plan from ${config.plan}, data in ${config.dataDir}`,
      `  Stop with Ctrl+C; everything is kept.`,
    ].join("\n"),
  );
  await toldToStop();
  console.log("Stopping…");
  const impatient = () => process.exit(1);
  process.once("SIGINT", impatient);
  await tierdesk.stop();
  process.exit(0);
}

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
