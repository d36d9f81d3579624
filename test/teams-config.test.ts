// Is a wrong or half configuration of Teams refused at the start, with what to do, and without any value?
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError, readConfig } from "../src/config";
import { newPrivateKey, selfSigned } from "./support/self-signed";

const APP = "11111111-2222-3333-4444-55555555aaaa";
const TENANT = "99999999-8888-7777-6666-55555555bbbb";
const app = { TEAMS_APP_ID: APP, TEAMS_TENANT_ID: TENANT };
const whole = { ...app, TEAMS_APP_PASSWORD: "s3cret~value" };
const playground = { TEAMS_ALLOW_ANONYMOUS: "1" };

type Environment = Record<string, string | undefined>;

function refusal(env: Environment): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error("was accepted");
}

const accessOf = (env: Environment) => readConfig(env).teams?.access;

describe("an app with a password", () => {
  it("is its id, its tenant and the password", () => {
    expect(accessOf(whole)).toEqual({
      kind: "password",
      appId: APP,
      tenant: TENANT,
      password: "s3cret~value",
    });
  });

  it("is connected beside Slack when both are configured", () => {
    const both = readConfig({ ...whole, SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" });
    expect([both.slack?.access, both.teams?.access.kind]).toEqual([{ botToken: "xoxb-1" }, "password"]);
  });

  it("may have its ids in capitals: Microsoft sends them in small letters", () => {
    const env = { ...whole, TEAMS_APP_ID: APP.toUpperCase(), TEAMS_TENANT_ID: TENANT.toUpperCase() };
    expect(accessOf(env)).toMatchObject({ appId: APP, tenant: TENANT });
  });

  it.each(["TEAMS_APP_ID", "TEAMS_TENANT_ID", "TEAMS_APP_PASSWORD"])(
    "is not started without %s, and the message says so",
    (name) => expect(refusal({ ...whole, [name]: undefined })).toContain(`${name} is missing`),
  );

  it.each(["TEAMS_APP_ID", "TEAMS_TENANT_ID", "TEAMS_APP_PASSWORD"])(
    "is not started with a blank %s",
    (name) => expect(refusal({ ...whole, [name]: " " })).toContain(`${name} is set but blank`),
  );

  it.each([
    ["TEAMS_APP_ID", "helpdesk", "TEAMS_APP_ID must be the Application (client) ID"],
    ["TEAMS_APP_ID", `28:${APP}`, "TEAMS_APP_ID must be the Application (client) ID"],
    ["TEAMS_TENANT_ID", "lakeside.onmicrosoft.com", "not the organisation's name or domain"],
    ["TEAMS_TENANT_ID", "common", "not the organisation's name or domain"],
    ["TEAMS_TENANT_ID", APP.toUpperCase(), "TEAMS_APP_ID and TEAMS_TENANT_ID are the same"],
    ["TEAMS_APP_PASSWORD", TENANT, "TEAMS_APP_PASSWORD holds the secret's id"],
  ])("says what is wrong with %s=%s", (name, value, words) => {
    expect(refusal({ ...whole, [name]: value })).toContain(words);
  });
});

describe("an app with a certificate", () => {
  const pair = selfSigned();
  const elliptic = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const ellipticKey = elliptic.export({ type: "pkcs8", format: "pem" }).toString();
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "tierdesk-teams-"))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }
  const certified = (certificate = pair.certificate, privateKey = pair.privateKey) => ({
    ...app,
    TEAMS_CERTIFICATE: file("certificate.pem", certificate),
    TEAMS_PRIVATE_KEY: file("key.pem", privateKey),
  });

  it("has both read from their files at the start", () => {
    expect(accessOf(certified())).toEqual({ kind: "certificate", appId: APP, tenant: TENANT, ...pair });
  });

  it("may keep both in one file", () => {
    const both = `${pair.privateKey}${pair.certificate}`;
    expect(accessOf(certified(both, both))).toMatchObject({ kind: "certificate", certificate: both });
  });

  it.each(["TEAMS_CERTIFICATE", "TEAMS_PRIVATE_KEY"])("is not started without %s alone", (name) => {
    const message = refusal({ ...certified(), [name]: undefined });
    expect(message).toContain(`${name} is missing`);
    expect(message).not.toContain("TEAMS_APP_PASSWORD");
  });

  it.each(["TEAMS_CERTIFICATE", "TEAMS_PRIVATE_KEY"])("names %s when its file is not there", (name) => {
    expect(refusal({ ...certified(), [name]: join(folder, "nowhere.pem") })).toContain(
      `${name} is the path of a file that cannot be read (ENOENT)`,
    );
  });

  it.each([
    ["TEAMS_CERTIFICATE", pair.certificate],
    ["TEAMS_PRIVATE_KEY", pair.privateKey],
  ])("takes %s as a path, not as the text itself", (name, text) => {
    expect(refusal({ ...certified(), [name]: text })).toContain(`${name} must be the path of a PEM file`);
  });

  it.each([
    ["no certificate", () => certified("words"), "TEAMS_CERTIFICATE holds no certificate"],
    ["no key", () => certified(undefined, "words"), "TEAMS_PRIVATE_KEY holds no key that can be used"],
    ["another's key", () => certified(undefined, newPrivateKey()), "not the key of TEAMS_CERTIFICATE"],
    ["no RSA", () => certified(undefined, ellipticKey), "not an RSA key"],
  ])("%s in the file: says so", (_what, env, words) => expect(refusal(env())).toContain(words));

  it("is another way than a password: both at once are refused", () => {
    expect(refusal({ ...certified(), TEAMS_APP_PASSWORD: "s3cret" })).toContain(
      "TEAMS_APP_PASSWORD and TEAMS_CERTIFICATE are different ways",
    );
  });
});

describe("an app with a managed identity", () => {
  it("has no secret at all", () => {
    const access = accessOf({ ...app, TEAMS_MANAGED_IDENTITY: "1" });
    expect(access).toEqual({ kind: "managed_identity", appId: APP, tenant: TENANT });
  });

  it.each(["0", "false", "yes"])("is not meant by %s", (value) => {
    expect(refusal({ ...app, TEAMS_MANAGED_IDENTITY: value })).toContain("TEAMS_MANAGED_IDENTITY must be 1");
  });

  it("is another way than a password: both at once are refused", () => {
    expect(refusal({ ...whole, TEAMS_MANAGED_IDENTITY: "1" })).toContain("are different ways");
  });
});

describe("the playground", () => {
  it.each([undefined, "127.0.0.1", "localhost", "::1"])("is let in unsigned with HOST=%s", (HOST) => {
    expect(accessOf({ ...playground, ...(HOST && { HOST }) })).toEqual({ kind: "anonymous" });
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "helpdesk.example.com", "127.0.0.1.example.com"])(
    "is refused where others reach us: HOST=%s",
    (HOST) => expect(refusal({ ...playground, HOST })).toContain("needs HOST=127.0.0.1"),
  );

  it("is refused with an address for the world", () => {
    expect(refusal({ ...playground, PUBLIC_URL: "https://helpdesk.example.com" })).toContain(
      "TEAMS_ALLOW_ANONYMOUS and PUBLIC_URL do not go together",
    );
  });

  it.each([
    "TEAMS_APP_ID",
    "TEAMS_TENANT_ID",
    "TEAMS_APP_PASSWORD",
    "TEAMS_CERTIFICATE",
    "TEAMS_PRIVATE_KEY",
    "TEAMS_MANAGED_IDENTITY",
  ])("is refused beside %s: a real app must never be open", (name) => {
    const message = refusal({ ...playground, [name]: "1" });
    expect(message).toContain(`and ${name} for Microsoft Teams. Unset one or the other.`);
  });

  it.each(["0", "false", "true"])("is not meant by %s", (value) => {
    expect(refusal({ TEAMS_ALLOW_ANONYMOUS: value })).toContain("TEAMS_ALLOW_ANONYMOUS must be 1");
  });
});

it("tells every problem at once", () => {
  const message = refusal({
    PORT: "http",
    SLACK_BOT_TOKEN: "xoxb-1",
    TEAMS_APP_ID: "app",
    TEAMS_CERTIFICATE: "/nowhere.pem",
    TEAMS_MANAGED_IDENTITY: "no",
  });
  for (const words of [
    "PORT must be",
    "SLACK_SIGNING_SECRET is missing",
    "TEAMS_APP_ID must be",
    "TEAMS_TENANT_ID is missing",
    "TEAMS_CERTIFICATE and TEAMS_MANAGED_IDENTITY are different ways",
    "TEAMS_PRIVATE_KEY is missing",
    "TEAMS_MANAGED_IDENTITY must be 1",
  ])
    expect(message).toContain(words);
});

it("repeats no value, however wrong", () => {
  const value = "hunter2-value";
  const names = ["APP_ID", "TENANT_ID", "APP_PASSWORD", "CERTIFICATE", "PRIVATE_KEY", "MANAGED_IDENTITY"];
  const env = Object.fromEntries(names.map((name) => [`TEAMS_${name}`, value]));
  expect(refusal(env)).not.toContain(value);
  expect(refusal({ ...env, TEAMS_ALLOW_ANONYMOUS: value, HOST: value })).not.toContain(value);
});

it("no variable says whose signatures hold, or where tokens come from", () => {
  const others = [
    "BotOpenIdMetadata",
    "ToBotFromChannelOpenIdMetadataUrl",
    "ToBotFromEmulatorOpenIdMetadataUrl",
    "ToBotFromChannelTokenIssuer",
    "ToChannelFromBotLoginUrl",
    "ChannelService",
    "OAuthUrl",
    "ValidateAuthority",
    "TEAMS_OPENID_METADATA",
    "TEAMS_ISSUER",
    "TEAMS_SERVICE_URL",
  ];
  const env = Object.fromEntries(others.map((name) => [name, "https://forger.example/"]));
  expect(readConfig({ ...env, ...whole })).toEqual(readConfig(whole));
  expect(readConfig(env).teams).toBeUndefined();
});
