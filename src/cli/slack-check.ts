/** `tierdesk slack check`: what would not work, before anybody relies on it? Asks Slack, changes nothing. */
import { readConfig, type Config } from "../config";
import { createLog } from "../log";
import { checkWorkspace } from "../platforms/slack/installing/check";
import { checkEventAddress, checkSocketMode } from "../platforms/slack/installing/check-connection";
import { problem, warning, type Finding } from "../platforms/finding";
import { readAddress } from "../platforms/slack/installing/manifest-variants";
import { connectStore } from "../store/connect";
import { createInstallations } from "../store/installations";
import { createSealer } from "../store/sealing";
import { StoreError } from "../store/store-error";
import { findingsText } from "./findings";
import { readSlackNames } from "./slack-names";
import type { Outcome } from "./refusing";

type Slack = NonNullable<Config["slack"]>;

/** `url`: where Slack reaches us, when PUBLIC_URL does not say so. */
export async function slackCheck(
  options: { plan: string; url?: string },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Outcome> {
  const config = readConfig(env);
  if (!config.slack) return findingsText([NOT_CONFIGURED]);
  return findingsText(await checkSlack(config, config.slack, options));
}

export async function checkSlack(
  config: Config,
  slack: Slack,
  options: { plan: string; url?: string },
): Promise<Finding[]> {
  const { findings, app } = await checkWorkspaces(config, slack, options.plan);
  return [...findings, ...(await checkEvents(config, slack, options.url, app))];
}

const NOT_CONFIGURED = problem(
  "Slack is not configured.",
  "Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, and for Socket Mode SLACK_APP_TOKEN. docs/slack.md says where they are.",
);

type WorkspacesChecked = { findings: Finding[]; app?: string };

/** Tokens, rights and names alone. `isMeant`: in which workspaces; undefined for one that could not be asked which it is. */
export async function checkSlackPlan(
  config: Config,
  slack: Slack,
  { plan, isMeant }: { plan: string; isMeant: (team: string | undefined) => boolean },
): Promise<Finding[]> {
  return (await checkWorkspaces(config, slack, plan, isMeant)).findings;
}

async function checkWorkspaces(
  config: Config,
  slack: Slack,
  plan: string,
  isMeant: (team: string | undefined) => boolean = () => true,
): Promise<WorkspacesChecked> {
  const checked: WorkspacesChecked = { findings: [] };
  const { tokens, findings } = await readTokens(config, slack, isMeant);
  checked.findings.push(...findings);
  for (const { token, team: installed } of tokens) {
    const where = { token, ...(slack.apiUrl !== undefined && { apiUrl: slack.apiUrl }) };
    const ofPlan: Finding[] = [];
    const {
      findings: found,
      app,
      team: asked,
    } = await checkWorkspace(where, async (team) => {
      const { names, problems } = await readSlackNames({ plan, workspaces: config.workspaces }, team);
      ofPlan.push(...problems.map(({ what, fix }) => problem(what, fix)));
      return names;
    });
    // A token that is refused does not say whose it is.
    if (isMeant(asked ?? installed)) checked.findings.push(...found, ...ofPlan);
    if (app !== undefined) checked.app = app;
  }
  return checked;
}

/** `team`: where it was installed; the one of the settings does not say. */
type Token = { token: string; team?: string };

/** The one of the settings, or those of the workspaces meant that installed the app. */
async function readTokens(
  config: Config,
  { access }: Slack,
  isMeant: (team: string) => boolean,
): Promise<{ tokens: Token[]; findings: Finding[] }> {
  if ("botToken" in access) return { tokens: [{ token: access.botToken }], findings: [] };
  const store = await connectStore(config, createLog("error"));
  try {
    const installations = createInstallations(store.db, "slack", createSealer(access.secretKeys));
    const installed = await installations.list();
    const tokens: Token[] = [];
    const findings: Finding[] = installed.length === 0 ? [nobodyInstalled(config)] : [];
    for (const { team, teamName } of installed.filter((one) => isMeant(one.team)))
      try {
        const found = await installations.find(team);
        if (found) tokens.push(found);
      } catch (error) {
        if (!(error instanceof StoreError)) throw error;
        findings.push(problem(`The token of ${teamName} (${team}) cannot be read.`, error.message));
      }
    return { tokens, findings };
  } finally {
    await store.close();
  }
}

const nobodyInstalled = ({ publicUrl }: Config): Finding =>
  warning(
    "No workspace has installed the app yet.",
    `Start the help desk, and open ${publicUrl === undefined ? "/slack/install at its address" : `${publicUrl}/slack/install`} in a browser.`,
  );

async function checkEvents(
  { publicUrl }: Config,
  { appToken, apiUrl, signingSecret }: Slack,
  url: string | undefined,
  app: string | undefined,
): Promise<Finding[]> {
  if (appToken !== undefined) return [await checkSocketMode(appToken, { app, apiUrl })];
  const address = url === undefined ? publicUrl : readAddress(url);
  if (address !== undefined) return [await checkEventAddress(address, signingSecret, new Date())];
  if (url !== undefined)
    return [
      problem("--url is no address that Slack would call.", "Write it like https://helpdesk.example.com."),
    ];
  return [
    warning(
      "Whether events reach the help desk was not tried.",
      "Start it, and check with --url https://helpdesk.example.com (or set PUBLIC_URL). With SLACK_APP_TOKEN it needs no address.",
    ),
  ];
}
