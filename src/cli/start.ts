/** `tierdesk start`: the help desk, until it is told to stop. */
import { readConfig, type Config } from "../config";
import { createLog } from "../log";
import { startTierdesk, type Tierdesk } from "../main";

const CONNECTED = {
  sandbox: "Sandbox: nothing to sign up for. Ask as a requester, answer as a technician.",
  slack: "Connected to Slack. `npx tierdesk slack check` looks whether everything is set up there.",
  teams: "Connected to Microsoft Teams. `npx tierdesk teams check` looks whether everything is set up there.",
};

/** Stopping takes as long as deliveries under way do; a second signal does not wait for them. */
export async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const tierdesk = await startTierdesk(config, log);
  console.log(readyText(tierdesk, config));
  await toldToStop();
  console.log("Stopping…");
  const impatient = () => process.exit(1);
  process.once("SIGINT", impatient);
  await tierdesk.stop();
  process.exit(0);
}

/** What the person at the terminal reads. */
export function readyText({ url, platforms, articles }: Omit<Tierdesk, "stop">, config: Config): string {
  const isAnonymous = config.teams?.access.kind === "anonymous";
  const lines = platforms.map((name) =>
    name === "teams" && isAnonymous ? anonymousLine(url) : CONNECTED[name],
  );
  return [
    `Tierdesk is ready: ${url}`,
    ...lines.map((line) => `  ${line}`),
    `  ${articles} articles from ${config.knowledgeBase}, plan from ${config.plan}, data in ${config.dataDir}`,
    `  Stop with Ctrl+C; everything is kept.`,
  ].join("\n");
}

const anonymousLine = (url: string): string =>
  `WARNING: Teams' requests are taken UNSIGNED (TEAMS_ALLOW_ANONYMOUS=1): whoever is on this machine can speak as anybody. For the playground only: agentsplayground start -e ${url}/api/messages -c msteams`;

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
