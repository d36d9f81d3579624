// What is the least that anybody's Teams bot does? A CloudAdapter that verifies each request, and a handler that does nothing.
const { createServer } = require("node:http");
const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = require("botbuilder");

const { MEASURE_ISSUER, TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_APP_PASSWORD, PORT } = process.env;
const CONNECTOR = "https://api.botframework.com";

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: TEAMS_APP_ID,
    MicrosoftAppTenantId: TEAMS_TENANT_ID,
    MicrosoftAppType: "SingleTenant",
    MicrosoftAppPassword: TEAMS_APP_PASSWORD,
    ToBotFromChannelOpenIdMetadataUrl: MEASURE_ISSUER,
    ToBotFromEmulatorOpenIdMetadataUrl: MEASURE_ISSUER,
    ToBotFromChannelTokenIssuer: CONNECTOR,
    ToChannelFromBotOAuthScope: CONNECTOR,
    ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
    OAuthUrl: CONNECTOR,
  }),
);

/** Of a web framework only what the adapter needs. */
const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    request.body = JSON.parse(Buffer.concat(parts).toString());
    response.status = (code) => (response.statusCode = code);
    response.send = (body) => response.write(typeof body === "string" ? body : JSON.stringify(body));
    response.header = (name, value) => response.setHeader(name, value);
    void adapter.process(request, response, async () => {});
  });
});

server.listen(Number(PORT), "127.0.0.1", () => process.send?.(`http://127.0.0.1:${server.address().port}`));
process.once("disconnect", () => process.exit(0));
