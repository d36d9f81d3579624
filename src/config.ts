// What does the environment ask for? One checked Config, or one message that lists all that is wrong, and no value of any.
import { join, resolve } from "node:path";
import { readSlack, SLACK_VARIABLES, type SlackConfig } from "./slack-config";
import { readTeams, TEAMS_VARIABLES, type TeamsConfig } from "./teams-config";
import { readWebhookSecrets, type WebhookSecrets } from "./webhook-config";

export type Config = {
  host: string;
  port: number;
  /** Absolute. Holds the embedded database and the sandbox's files. */
  dataDir: string;
  /** Unset: the embedded database. Holds a password: not for logs. */
  databaseUrl?: string;
  /** Folder of the meanings of texts that are known. Unset: questions are matched by their words alone. */
  meanings?: string;
  /** Folder and file, as the admin wrote them. */
  knowledgeBase: string;
  plan: string;
  /** File that says which workspace has which plan and knowledge base. Unset: all share the ones above. */
  workspaces?: string;
  logLevel: LogLevel;
  /** One of them or both: they are connected, and the sandbox is not started. */
  slack?: SlackConfig;
  teams?: TeamsConfig;
  /** Of the plan's webhooks, where there are any: not for logs. */
  webhookSecrets?: WebhookSecrets;
  /** `https://helpdesk.example.com`: where the world reaches us. */
  publicUrl?: string;
};

const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Something in the environment has to be put right. Print the message alone. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the variables that README.md lists. Throws ConfigError with every problem at once. */
export function readConfig(env: Environment): Config {
  const problems = blankProblems(env);
  const text = (name: string, otherwise: string): string => given(env, name) ?? otherwise;
  const databaseUrl = readDatabaseUrl(env, problems);
  const publicUrl = readPublicUrl(env, problems);
  const host = text("HOST", "127.0.0.1");
  const slack = readSlack((name) => given(env, name), publicUrl, problems);
  const teams = readTeams((name) => given(env, name), host, problems);
  const workspaces = given(env, "TIERDESK_WORKSPACES");
  const meanings = readMeaning(env, problems);
  const webhookSecrets = readWebhookSecrets(env, problems);
  const config: Config = {
    host,
    port: readPort(env, problems),
    dataDir: dataDirOf(env),
    ...(meanings !== undefined && { meanings }),
    knowledgeBase: text("TIERDESK_KB", "knowledge-base"),
    plan: text("TIERDESK_PLAN", "helpdesk.yaml"),
    logLevel: readLogLevel(env, problems),
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(workspaces !== undefined && { workspaces }),
    ...(slack !== undefined && { slack }),
    ...(teams !== undefined && { teams }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(Object.keys(webhookSecrets).length > 0 && { webhookSecrets }),
  };
  if (problems.length === 0) return config;
  throw new ConfigError(
    ["Tierdesk cannot start with this configuration:", ...problems.map((p) => `  - ${p}`)].join("\n"),
  );
}

const given = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

const dataDirOf = (env: Environment): string => resolve(given(env, "TIERDESK_DATA") ?? ".tierdesk");

/** The folder in which the meanings of texts are kept; undefined when matching is to go by words alone. */
export function readMeaning(env: Environment, problems: string[]): string | undefined {
  const asked = given(env, "TIERDESK_MEANING")?.toLowerCase() ?? "on";
  if (asked === "off") return undefined;
  if (asked !== "on") problems.push("TIERDESK_MEANING must be on or off.");
  return join(dataDirOf(env), "meanings");
}

function readPort(env: Environment, problems: string[]): number {
  const port = given(env, "PORT");
  if (port === undefined) return 3000;
  // 0 asks the system for any free port.
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return Number(port);
  problems.push("PORT must be a whole number from 0 to 65535, for example PORT=3000.");
  return 0;
}

function readLogLevel(env: Environment, problems: string[]): LogLevel {
  const asked = given(env, "LOG_LEVEL")?.toLowerCase();
  const level = asked === undefined ? "warn" : logLevels.find((one) => one === asked);
  if (level === undefined) problems.push(`LOG_LEVEL must be one of ${logLevels.join(", ")}.`);
  return level ?? "warn";
}

function readDatabaseUrl(env: Environment, problems: string[]): string | undefined {
  const url = given(env, "DATABASE_URL");
  if (url === undefined || isPostgresUrl(url)) return url;
  problems.push(
    "DATABASE_URL must be the address of a PostgreSQL database: postgresql://user:password@host:5432/database " +
      "(special characters in the password percent-encoded, like %40 for @). Unset it to use the embedded database.",
  );
  return undefined;
}

const isPostgresUrl = (url: string): boolean =>
  URL.canParse(url) && ["postgres:", "postgresql:"].includes(new URL(url).protocol);

function readPublicUrl(env: Environment, problems: string[]): string | undefined {
  const url = given(env, "PUBLIC_URL");
  if (url === undefined) return undefined;
  if (URL.canParse(url) && isPlainHttps(new URL(url))) return url.replace(/\/+$/, "");
  problems.push(
    "PUBLIC_URL must be the address people reach us at, for example https://helpdesk.example.com.",
  );
  return undefined;
}

const isPlainHttps = ({ protocol, search, hash, username }: URL): boolean =>
  protocol === "https:" && search === "" && hash === "" && username === "";

const known = [
  "PORT",
  "HOST",
  "TIERDESK_DATA",
  "DATABASE_URL",
  "TIERDESK_KB",
  "TIERDESK_PLAN",
  "TIERDESK_MEANING",
  "TIERDESK_WORKSPACES",
  "TIERDESK_SECRET_KEY",
  "TIERDESK_SECRET_KEY_OLD",
  "PUBLIC_URL",
  "LOG_LEVEL",
  ...SLACK_VARIABLES,
  ...TEAMS_VARIABLES,
];

/** Set, but to nothing: mostly a secret that never arrived, so neither used nor passed over. */
function blankProblems(env: Environment): string[] {
  return known
    .filter((name) => env[name] !== undefined && env[name].trim() === "")
    .map((name) => `${name} is set but blank. Give it a value, or unset it.`);
}
