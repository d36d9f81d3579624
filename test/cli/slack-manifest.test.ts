// Is what `slack manifest` prints what somebody pastes into Slack?
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { slackManifest } from "../../src/cli/slack-manifest";

const file: unknown = JSON.parse(readFileSync(resolve(__dirname, "..", "..", "manifest.json"), "utf8"));
const printed = (options: Parameters<typeof slackManifest>[0]): unknown => {
  const { text, exitCode } = slackManifest(options);
  expect(exitCode).toBe(0);
  return JSON.parse(text);
};

it("is manifest.json when nothing else is asked for", () => expect(printed({})).toEqual(file));

it("is without addresses for Socket Mode", () => {
  expect(printed({ socket: true })).toMatchObject({ settings: { socket_mode_enabled: true } });
  expect(slackManifest({ socket: true }).text).not.toContain("https://");
});

it("has one's own address for HTTP, however it was written", () => {
  expect(printed({ url: "https://desk.example.org/" })).toMatchObject({
    oauth_config: { redirect_urls: ["https://desk.example.org/slack/oauth_redirect"] },
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: "https://desk.example.org/slack/events" },
    },
  });
  expect(slackManifest({ url: "https://desk.example.org/" }).text).not.toContain("helpdesk.example.com");
});

it.each(["http://desk.example.org", "desk.example.org"])("refuses %s, and says what is wanted", (url) => {
  const { text, exitCode } = slackManifest({ url });
  expect(text).toContain("--url https://helpdesk.example.com");
  expect(exitCode).toBe(1);
});
