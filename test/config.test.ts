// Is every mistake in the environment told at once, with what to do, and without any value?
import { resolve } from "node:path";
import { ConfigError, readConfig } from "../src/config";

function refusal(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

it("needs nothing: an empty environment is the sandbox on this machine", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataDir: resolve(".tierdesk"),
    meanings: resolve(".tierdesk", "meanings"),
    knowledgeBase: "knowledge-base",
    plan: "helpdesk.yaml",
    logLevel: "warn",
  });
});

it("takes what is given", () => {
  const env = {
    HOST: "0.0.0.0",
    PORT: "8080",
    TIERDESK_DATA: "/srv/desk",
    DATABASE_URL: "postgresql://desk:pw@db:5432/desk",
    TIERDESK_KB: "kb",
    TIERDESK_PLAN: "plan.yaml",
    TIERDESK_MEANING: "OFF",
    LOG_LEVEL: "INFO",
  };
  expect(readConfig(env)).toEqual({
    host: "0.0.0.0",
    port: 8080,
    dataDir: resolve("/srv/desk"),
    databaseUrl: "postgresql://desk:pw@db:5432/desk",
    knowledgeBase: "kb",
    plan: "plan.yaml",
    logLevel: "info",
  });
});

it("tells every problem at once", () => {
  const message = refusal({
    PORT: "http",
    LOG_LEVEL: "loud",
    DATABASE_URL: "mysql://db/desk",
    TIERDESK_KB: "",
    TIERDESK_MEANING: "none",
  });
  for (const name of ["PORT", "LOG_LEVEL", "DATABASE_URL", "TIERDESK_KB", "TIERDESK_MEANING"])
    expect(message).toContain(`- ${name} `);
});

it.each(["-1", "65536", "3000.5", "0x10", "1e3", "80 81"])("refuses the port %j", (port) => {
  expect(refusal({ PORT: port })).toContain("PORT must be a whole number from 0 to 65535");
});

it.each(["db.example/desk", "mysql://db/desk", "postgres//db"])("refuses the database address %j", (url) => {
  expect(refusal({ DATABASE_URL: url })).toContain("postgresql://user:password@host:5432/database");
});

it.each(["", "   "])("neither uses nor passes over a secret that is %j", (blank) => {
  expect(refusal({ SLACK_SIGNING_SECRET: blank })).toContain("SLACK_SIGNING_SECRET is set but blank");
});

const KEY = Buffer.alloc(32, 7).toString("base64");
const one = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s3cret" };
const many = {
  SLACK_SIGNING_SECRET: "s3cret",
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "c",
  SLACK_STATE_SECRET: "s".repeat(32),
  TIERDESK_SECRET_KEY: KEY,
  TIERDESK_WORKSPACES: "workspaces.yaml",
};

describe("Slack in one workspace", () => {
  it("needs the bot's token and the signing secret", () => {
    expect(readConfig(one).slack).toEqual({ access: { botToken: "xoxb-1" }, signingSecret: "s3cret" });
  });

  it("is in Socket Mode with an app's token, and calls another address when told to", () => {
    const env = { ...one, SLACK_APP_TOKEN: "xapp-1", SLACK_API_URL: "http://127.0.0.1:4000/api" };
    expect(readConfig(env).slack).toMatchObject({ appToken: "xapp-1", apiUrl: "http://127.0.0.1:4000/api/" });
  });

  it("is not started without a signing secret", () => {
    expect(refusal({ SLACK_BOT_TOKEN: "xoxb-1" })).toContain("SLACK_SIGNING_SECRET is missing");
  });

  it.each([
    { SLACK_SIGNING_SECRET: "s" },
    { SLACK_APP_TOKEN: "xapp-1" },
    { SLACK_API_URL: "https://a.example" },
  ])("is not started with no more than %j", (env) =>
    expect(refusal(env)).toContain("SLACK_BOT_TOKEN is missing"),
  );

  it.each([
    ["SLACK_BOT_TOKEN", "xoxp-1", "a user's token"],
    ["SLACK_BOT_TOKEN", "xapp-1", "an app-level token"],
    ["SLACK_BOT_TOKEN", "xoxe.xoxb-1", "switch token rotation off"],
    ["SLACK_APP_TOKEN", "xoxb-1", "a bot's token"],
    ["SLACK_SIGNING_SECRET", "xapp-1", "SLACK_SIGNING_SECRET holds a token"],
    ["SLACK_BOT_TOKEN", "secret", "must begin with xoxb-"],
    ["SLACK_APP_TOKEN", "secret", "must begin with xapp-"],
    ["SLACK_API_URL", "slack", "SLACK_API_URL must be an address"],
    ["SLACK_API_URL", "ftp://slack.com/api/", "SLACK_API_URL must be an address"],
  ])("says what is wrong with %s=%s", (name, value, words) => {
    expect(refusal({ ...one, [name]: value })).toContain(words);
  });
});

describe("Slack in many workspaces", () => {
  it("needs the client, the secret for states, and the key that tokens are sealed with", () => {
    expect(readConfig(many).slack).toEqual({
      signingSecret: "s3cret",
      access: {
        clientId: "1.2",
        clientSecret: "c",
        stateSecret: "s".repeat(32),
        secretKeys: [Buffer.alloc(32, 7)],
      },
    });
  });

  it("takes the key before this one, the public address, and the file of workspaces", () => {
    const config = readConfig({
      ...many,
      TIERDESK_SECRET_KEY_OLD: Buffer.alloc(32, 8).toString("base64url"),
      PUBLIC_URL: "https://desk.example/",
      TIERDESK_WORKSPACES: "workspaces.yaml",
    });
    expect(config).toMatchObject({ publicUrl: "https://desk.example", workspaces: "workspaces.yaml" });
    expect(config.slack?.access).toMatchObject({
      secretKeys: [Buffer.alloc(32, 7), Buffer.alloc(32, 8)],
      publicUrl: "https://desk.example",
    });
  });

  it.each([
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_STATE_SECRET",
    "TIERDESK_SECRET_KEY",
    "TIERDESK_WORKSPACES",
  ])("names %s when it is missing", (name) =>
    expect(refusal({ ...many, [name]: undefined })).toContain(`${name} is missing`),
  );

  it("names all that is missing at once", () => {
    expect(refusal({ SLACK_CLIENT_ID: "1.2" })).toMatch(
      /SLACK_SIGNING_SECRET is missing[^]*SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, TIERDESK_SECRET_KEY and TIERDESK_WORKSPACES are missing/,
    );
  });

  it("refuses a bot's token beside it: the two are different ways to run", () => {
    expect(refusal({ ...many, SLACK_BOT_TOKEN: "xoxb-1" })).toContain("Unset one or the other");
  });

  it.each(["short", Buffer.alloc(31).toString("base64"), Buffer.alloc(33).toString("base64"), `${KEY}!`])(
    "refuses the key %s",
    (key) => {
      expect(refusal({ ...many, TIERDESK_SECRET_KEY: key })).toContain(
        "TIERDESK_SECRET_KEY must be 32 random bytes",
      );
    },
  );

  it("refuses an old key without a new one", () => {
    expect(refusal({ TIERDESK_SECRET_KEY_OLD: KEY })).toContain("which is missing");
  });

  it("refuses a secret for states that can be guessed", () => {
    expect(refusal({ ...many, SLACK_STATE_SECRET: "state" })).toContain("SLACK_STATE_SECRET is too short");
  });
});

it.each(["http://desk.example", "desk.example", "https://desk.example/?a=1", "https://me:pw@desk.example"])(
  "refuses the public address %s",
  (url) => expect(refusal({ PUBLIC_URL: url })).toContain("PUBLIC_URL must be the address"),
);

it("repeats no value, however wrong", () => {
  const value = "hunter2-value";
  const names = [
    "PORT",
    "LOG_LEVEL",
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_API_URL",
    "SLACK_STATE_SECRET",
    "TIERDESK_SECRET_KEY",
    "TIERDESK_SECRET_KEY_OLD",
    "PUBLIC_URL",
  ];
  expect(refusal(Object.fromEntries(names.map((name) => [name, value])))).not.toContain(value);
});
