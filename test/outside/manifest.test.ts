import Ajv from "ajv";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { manifestFor, type Manifest } from "../../src/platforms/slack/installing/manifest-variants";

const read = (...path: string[]): unknown =>
  JSON.parse(readFileSync(resolve(__dirname, "..", "..", ...path), "utf8"));

const manifest = read("manifest.json") as Manifest;

test.each([
  ["manifest.json", manifest],
  ["its variant for Socket Mode", manifestFor(manifest, { socket: true })],
  ["its variant for another address", manifestFor(manifest, { socket: false, address: "https://a.example" })],
  ["its variant for both", manifestFor(manifest, { socket: true, address: "https://a.example" })],
])("%s keeps Slack's schema", (_name, variant) => {
  const ajv = new Ajv({ allErrors: true, strict: false, logger: false });
  const validate = ajv.compile(read("..", "shared", "slack-manifest.schema.json") as object);
  validate(variant);
  expect(validate.errors ?? []).toEqual([]);
});

test("every event that manifest.json subscribes to has its scope granted", () => {
  const scopesOf = read("..", "shared", "slack-event-scopes.json") as Record<string, string[]>;
  const granted = new Set(manifest.oauth_config.scopes.bot);
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    expect(scopesOf).toHaveProperty([event]);
    // Group chats (mpim) are no place of the help desk's: their part of an event is not asked for.
    const needed = scopesOf[event]?.filter((scope) => !scope.startsWith("mpim:"));
    expect(needed?.filter((scope) => !granted.has(scope))).toEqual([]);
  }
});
