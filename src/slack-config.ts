// Which Slack do the variables describe? One workspace by its bot's token, or many by OAuth; every problem told, no value of any.

export type SlackConfig = {
  access: { botToken: string } | SlackInstallConfig;
  signingSecret: string;
  /** Socket Mode when set. */
  appToken?: string;
  /** Ends with a slash. Unset: Slack's own. */
  apiUrl?: string;
};

/** Workspaces install the app themselves. `secretKeys`: the first seals their tokens, all of them open. */
export type SlackInstallConfig = {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  secretKeys: [Buffer, ...Buffer[]];
  publicUrl?: string;
};

export const SLACK_VARIABLES = [
  "SLACK_BOT_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_APP_TOKEN",
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "SLACK_STATE_SECRET",
  "SLACK_API_URL",
] as const;

type Name =
  | (typeof SLACK_VARIABLES)[number]
  | "TIERDESK_SECRET_KEY"
  | "TIERDESK_SECRET_KEY_OLD"
  | "TIERDESK_WORKSPACES";

/** The variable's text, or undefined when it is unset or blank. */
type Given = (name: Name) => string | undefined;

/** Undefined: Slack is not configured, or wrongly; then `problems` has grown. */
export function readSlack(
  given: Given,
  publicUrl: string | undefined,
  problems: string[],
): SlackConfig | undefined {
  const before = problems.length;
  const secretKeys = readSecretKeys(given, problems);
  if (SLACK_VARIABLES.every((name) => given(name) === undefined)) return undefined;
  problems.push(...missingProblems(given), ...shapeProblems(given));
  const apiUrl = readApiUrl(given, problems);
  const appToken = given("SLACK_APP_TOKEN");
  const signingSecret = given("SLACK_SIGNING_SECRET");
  const access = readAccess(given, secretKeys, publicUrl);
  if (problems.length > before || signingSecret === undefined || access === undefined) return undefined;
  return {
    access,
    signingSecret,
    ...(appToken !== undefined && { appToken }),
    ...(apiUrl !== undefined && { apiUrl }),
  };
}

function readAccess(
  given: Given,
  secretKeys: Buffer[],
  publicUrl: string | undefined,
): SlackConfig["access"] | undefined {
  const botToken = given("SLACK_BOT_TOKEN");
  if (botToken !== undefined) return { botToken };
  const clientId = given("SLACK_CLIENT_ID");
  const clientSecret = given("SLACK_CLIENT_SECRET");
  const stateSecret = given("SLACK_STATE_SECRET");
  const [current, ...old] = secretKeys;
  if (clientId === undefined || clientSecret === undefined || stateSecret === undefined) return undefined;
  if (current === undefined) return undefined;
  const secrets = {
    clientId,
    clientSecret,
    stateSecret,
    secretKeys: [current, ...old] as [Buffer, ...Buffer[]],
  };
  return publicUrl === undefined ? secrets : { ...secrets, publicUrl };
}

const INSTALLING = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET"] as const;
/** Without the file of workspaces anybody could install the app, read the knowledge base and be taken for a technician. */
const BESIDES = ["TIERDESK_SECRET_KEY", "TIERDESK_WORKSPACES"] as const;

/** What one variable needs of the others. */
function missingProblems(given: Given): string[] {
  const isSet = (name: Name): boolean => given(name) !== undefined;
  const problems: string[] = [];
  if (!isSet("SLACK_SIGNING_SECRET"))
    problems.push(
      "SLACK_SIGNING_SECRET is missing: without it nobody can tell Slack's requests from forged ones. It is under Basic Information of your app.",
    );
  const installing = INSTALLING.filter(isSet);
  if (isSet("SLACK_BOT_TOKEN") && installing.length > 0)
    problems.push(
      `SLACK_BOT_TOKEN is for one workspace, ${installing.join(", ")} for many that install the app. Unset one or the other.`,
    );
  else if (installing.length > 0) {
    const missing = [...INSTALLING, ...BESIDES].filter((name) => !isSet(name));
    if (missing.length > 0)
      problems.push(
        `To install in many workspaces, ${listed(missing)} ${missing.length > 1 ? "are" : "is"} missing (docs/slack.md, Many workspaces).`,
      );
  } else if (!isSet("SLACK_BOT_TOKEN"))
    problems.push(
      "SLACK_BOT_TOKEN is missing (or, for many workspaces, SLACK_CLIENT_ID): without it the help desk cannot say anything in Slack.",
    );
  return problems;
}

/** Values that stand in the wrong place, or are no such value at all. */
function shapeProblems(given: Given): string[] {
  const problems: string[] = [];
  const bot = given("SLACK_BOT_TOKEN");
  if (bot !== undefined && !/^xoxb-\S+$/.test(bot))
    problems.push(
      `SLACK_BOT_TOKEN must begin with xoxb-.${kindOf(bot)} It is under OAuth & Permissions of your app.`,
    );
  const app = given("SLACK_APP_TOKEN");
  if (app !== undefined && !/^xapp-\S+$/.test(app))
    problems.push(
      `SLACK_APP_TOKEN must begin with xapp-.${kindOf(app)} It is made under Basic Information, App-Level Tokens, with the scope connections:write.`,
    );
  for (const name of ["SLACK_SIGNING_SECRET", "SLACK_CLIENT_SECRET"] as const)
    if (/^(?:xox|xapp-)/.test(given(name) ?? ""))
      problems.push(`${name} holds a token.${kindOf(given(name) ?? "")}`);
  const state = given("SLACK_STATE_SECRET");
  if (state !== undefined && state.length < 32)
    problems.push(
      "SLACK_STATE_SECRET is too short: make one of 32 characters or more, with `openssl rand -hex 32`.",
    );
  return problems;
}

/** What was given instead, by how it begins. Says nothing of the rest. */
function kindOf(token: string): string {
  const kinds: [string, string][] = [
    ["xoxb-", "a bot's token"],
    ["xapp-", "an app-level token"],
    ["xoxp-", "a user's token, which would speak as that person"],
    ["xoxe", "a token that Slack changes by itself: switch token rotation off in your app"],
  ];
  const kind = kinds.find(([start]) => token.startsWith(start));
  return kind === undefined ? "" : ` This is ${kind[1]}.`;
}

function readApiUrl(given: Given, problems: string[]): string | undefined {
  const url = given("SLACK_API_URL");
  if (url === undefined) return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/*$/, "/");
  problems.push("SLACK_API_URL must be an address like https://slack.com/api/. Unset it to use Slack's own.");
  return undefined;
}

const SECRET_KEY_BYTES = 32;

function readSecretKeys(given: Given, problems: string[]): Buffer[] {
  const keys: Buffer[] = [];
  for (const name of ["TIERDESK_SECRET_KEY", "TIERDESK_SECRET_KEY_OLD"] as const) {
    const text = given(name);
    if (text === undefined) continue;
    const key = Buffer.from(text, "base64");
    if (/^[A-Za-z0-9+/_-]+=*$/.test(text) && key.length === SECRET_KEY_BYTES) keys.push(key);
    else
      problems.push(`${name} must be 32 random bytes as base64: make one with \`openssl rand -base64 32\`.`);
  }
  if (given("TIERDESK_SECRET_KEY_OLD") !== undefined && given("TIERDESK_SECRET_KEY") === undefined)
    problems.push("TIERDESK_SECRET_KEY_OLD is the key before TIERDESK_SECRET_KEY, which is missing.");
  return keys;
}

const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : (names[0] ?? "");
