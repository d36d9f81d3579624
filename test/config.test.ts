// Is every mistake in the environment told at once, with what to do, and without any value?
import { resolve } from "node:path";
import { ConfigError, readConfig } from "../src/config";

function refusal(env: Record<string, string>): string {
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
  });
  for (const name of ["PORT", "LOG_LEVEL", "DATABASE_URL", "TIERDESK_KB"])
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

it("names what is missing of half a Slack configuration", () => {
  expect(refusal({ SLACK_BOT_TOKEN: "xoxb-1" })).toContain("SLACK_SIGNING_SECRET missing");
});

it("names what is missing of half a Teams configuration", () => {
  expect(refusal({ TEAMS_APP_ID: "1" })).toContain("TEAMS_APP_PASSWORD, TEAMS_TENANT_ID missing");
});

it("says honestly that a whole Slack or Teams configuration connects nothing yet", () => {
  const message = refusal({
    SLACK_BOT_TOKEN: "xoxb-1",
    SLACK_SIGNING_SECRET: "s",
    TEAMS_APP_ID: "1",
    TEAMS_APP_PASSWORD: "p",
    TEAMS_TENANT_ID: "t",
  });
  expect(message).toContain("Slack is configured");
  expect(message).toContain("Microsoft Teams is configured");
  expect(message).toContain("Unset these to start it");
  expect(message).not.toContain("missing");
});

it("repeats no value, however wrong", () => {
  const value = "hunter2-value";
  const names = [
    "PORT",
    "LOG_LEVEL",
    "DATABASE_URL",
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "TEAMS_APP_PASSWORD",
  ];
  expect(refusal(Object.fromEntries(names.map((name) => [name, value])))).not.toContain(value);
});
