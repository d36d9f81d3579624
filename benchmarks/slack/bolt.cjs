// What is the least that anybody's Slack app does? Bolt over HTTP with one listener that does nothing and asks Slack nothing.
const { App, HTTPReceiver, LogLevel } = require("@slack/bolt");

const app = new App({
  receiver: new HTTPReceiver({ signingSecret: process.env.SLACK_SIGNING_SECRET }),
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botId: "B0HELPDESK", botUserId: "U0HELPDESK", botToken: "xoxb-not-used" }),
});
app.event("message", async () => {});

void app
  .start(Number(process.env.PORT))
  .then((server) => process.send?.(`http://127.0.0.1:${server.address().port}`));
process.once("disconnect", () => process.exit(0));
