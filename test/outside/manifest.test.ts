import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const read = (...path: string[]): unknown =>
  JSON.parse(readFileSync(resolve(__dirname, "..", "..", ...path), "utf8"));

type Manifest = {
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
};

test("manifest.json keeps Slack's schema", () => {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  const validate = ajv.compile(read("..", "shared", "slack-manifest.schema.json") as object);
  validate(read("manifest.json"));
  expect(validate.errors ?? []).toEqual([]);
});

test("every event that manifest.json subscribes to has its scope granted", () => {
  const manifest = read("manifest.json") as Manifest;
  const scopesOf = read("..", "shared", "slack-event-scopes.json") as Record<string, string[]>;
  const granted = new Set(manifest.oauth_config.scopes.bot);
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    expect(scopesOf).toHaveProperty([event]);
    expect(scopesOf[event]?.filter((scope) => !granted.has(scope))).toEqual([]);
  }
});
