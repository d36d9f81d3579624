// Does manifest.json ask for what the adapter needs, and for nothing else?
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { EVENTS } from "../../../src/platforms/slack/events";
import {
  manifestFor,
  readAddress,
  type Manifest,
} from "../../../src/platforms/slack/installing/manifest-variants";
import {
  METHODS,
  missingNeeds,
  NEEDS,
  OTHER_TOKENS,
  WANTED_SCOPES,
} from "../../../src/platforms/slack/methods";

const ROOT = resolve(__dirname, "..", "..", "..");
const FOLDER = join(ROOT, "src", "platforms", "slack");

const manifest = JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8")) as Manifest;
const granted = manifest.oauth_config.scopes.bot;
const subscribed = manifest.settings.event_subscriptions.bot_events;

const sources = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, code: readFileSync(join(FOLDER, file), "utf8") }));

/** `chat.postMessage` for `client.chat.postMessage(...)` and for `createClient(...).chat.postMessage(...)`. */
const CALL =
  /(?:[cC]lient|\))\s*\.((?:auth|api|apps|users|bots|usergroups|conversations|chat|reactions|views|files|assistant|oauth|team)(?:\.\w+)+)\(/g;
const called = new Set(
  sources.flatMap(({ code }) => [
    ...[...code.matchAll(CALL)].map(([, method]) => method ?? ""),
    ...[...code.matchAll(/\bapiCall\(\s*"([\w.]+)"/g)].map(([, method]) => method ?? ""),
  ]),
);

describe("rights", () => {
  test("what every called method and every subscribed event needs is granted", () => {
    expect(missingNeeds(granted)).toEqual([]);
  });

  test("nothing is granted that neither a method nor an event nor a feature needs", () => {
    const needed = new Set(NEEDS.flatMap(({ need }) => need));
    expect(granted.filter((scope) => !needed.has(scope))).toEqual([]);
  });

  test("somebody who installs by OAuth is asked for the same rights as the manifest names", () => {
    expect(granted.toSorted()).toEqual(WANTED_SCOPES);
  });

  test("a right that is taken away is missed, with everything that needs it", () => {
    const without = missingNeeds(granted.filter((scope) => scope !== "usergroups:read"));
    expect(without).toEqual([
      { need: ["usergroups:read"], by: ["usergroups.users.list", "subteam_members_changed"] },
    ]);
  });
});

describe("methods", () => {
  test("calls are found in the sources", () => expect(called.size).toBeGreaterThan(0));

  test("every method that the sources call is in the table", () => {
    const known = [...Object.keys(METHODS), ...OTHER_TOKENS];
    expect([...called].filter((method) => !known.includes(method))).toEqual([]);
  });

  test("every method in the table is called", () => {
    expect(Object.keys(METHODS).filter((method) => !called.has(method))).toEqual([]);
  });
});

describe("events", () => {
  test("the manifest subscribes to what the adapter listens to, and to nothing else", () => {
    expect(subscribed.toSorted()).toEqual(EVENTS.map(({ type }) => type).toSorted());
  });

  // `message.im` arrives as `message`.
  test.each(EVENTS.map(({ type }) => type.split(".")[0] ?? type))("something is done with %s", (type) => {
    const takes = sources.filter(({ file, code }) => file !== "events.ts" && code.includes(`"${type}"`));
    expect(takes).not.toEqual([]);
  });
});

/** The files that tell Slack's events apart, and the event types that they ask for. */
const APART = ["parse.ts", "take-event.ts", "take-leaving.ts"];
const listened = sources
  .filter(({ file }) => APART.includes(basename(file)))
  .flatMap(({ code }) => [...code.matchAll(/(?:\btype === |\bcase )"(\w+)"/g)].map(([, type]) => type ?? ""));

test("nothing is listened for that is not subscribed to", () => {
  // The desk's own word, not Slack's.
  const others = new Set(["message_posted", ...EVENTS.map(({ type }) => type.split(".")[0])]);
  expect(listened.length).toBeGreaterThan(8);
  expect(listened.filter((type) => !others.has(type))).toEqual([]);
});

describe("what Slack offers people", () => {
  test("the shortcuts are those that the adapter answers, with names that Slack takes", () => {
    const shortcuts = manifest.features["shortcuts"] as { name: string; callback_id: string }[];
    for (const { name, callback_id } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(sources.filter(({ code }) => code.includes(`"${callback_id}"`))).not.toEqual([]);
    }
    expect(shortcuts).toHaveLength(3);
  });

  test("a token for the whole organisation, or one that changes by itself, is not asked for", () => {
    expect(manifest.settings).toMatchObject({ org_deploy_enabled: false, token_rotation_enabled: false });
  });
});

describe("variants", () => {
  const addresses = (variant: Manifest): string[] => [
    ...new Set(JSON.stringify(variant).match(/https?:\/\/[^"]+/g)),
  ];

  test("for Socket Mode no address is left", () => {
    const socket = manifestFor(manifest, { socket: true });
    expect(addresses(socket)).toEqual([]);
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(socket.settings.interactivity.is_enabled).toBe(true);
  });

  test("for an address of one's own every address is replaced, the one people install over too", () => {
    const own = manifestFor(manifest, { socket: false, address: "https://desk.example.org" });
    expect(addresses(own).toSorted()).toEqual([
      "https://desk.example.org/slack/events",
      "https://desk.example.org/slack/oauth_redirect",
    ]);
    expect(own.features.slash_commands.map(({ url }) => url)).toEqual([
      "https://desk.example.org/slack/events",
    ]);
    expect(own.settings.interactivity.request_url).toBe("https://desk.example.org/slack/events");
    expect(own.settings.event_subscriptions.request_url).toBe("https://desk.example.org/slack/events");
  });

  test("with both, people install over the address and events come by socket", () => {
    const both = manifestFor(manifest, { socket: true, address: "https://desk.example.org" });
    expect(addresses(both)).toEqual(["https://desk.example.org/slack/oauth_redirect"]);
  });

  test("rights and events are the same in each", () => {
    for (const variant of [{ socket: true }, { socket: false, address: "https://desk.example.org" }]) {
      const other = manifestFor(manifest, variant);
      expect(other.oauth_config.scopes).toEqual(manifest.oauth_config.scopes);
      expect(other.settings.event_subscriptions.bot_events).toEqual(subscribed);
    }
  });

  test("the manifest itself is left as it was", () => {
    const before = JSON.stringify(manifest);
    manifestFor(manifest, { socket: true, address: "https://desk.example.org" });
    expect(JSON.stringify(manifest)).toBe(before);
  });
});

describe("an address of one's own", () => {
  test.each([
    ["https://desk.example.org", "https://desk.example.org"],
    ["https://desk.example.org/", "https://desk.example.org"],
    ["https://desk.example.org:8443//", "https://desk.example.org:8443"],
    ["https://example.org/desk/", "https://example.org/desk"],
    ["https://desk.example.org/slack/events", "https://desk.example.org"],
  ])("%s is read as %s", (text, address) => expect(readAddress(text)).toBe(address));

  test.each([
    "http://desk.example.org",
    "desk.example.org",
    "https://desk.example.org?x=1",
    "https://desk.example.org#top",
    "https://me:secret@desk.example.org",
    "",
  ])("%j is refused", (text) => expect(readAddress(text)).toBeUndefined());
});
