import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from "botbuilder";
import type { Activity } from "../../../src/platforms/teams/activity";
import { createGate, type Gate, type Trust } from "../../../src/platforms/teams/gate";
import type { TeamsAccess } from "../../../src/platforms/teams/options";
import { newPrivateKey, selfSigned } from "../../support/self-signed";
import { encode, startIssuer, type Issuer, type TokenClaims } from "../../support/teams-issuer";
import { answerJson, listen, type Listening } from "./rest-server";

const APP = "0b6f7c1e-53a5-4c6e-9d0e-6f4f3c1a2b3c";
const TENANT = "5f0e4c1d-2a9b-4f6e-8c7d-1b2a3c4d5e6f";
const OTHER = "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d";
const SERVICE = "https://smba.trafficmanager.net/emea/";
const ACCESS: TeamsAccess = { kind: "password", appId: APP, tenant: TENANT, password: "not-to-be-told" };

const signal = AbortSignal.timeout(60_000);

let issuer: Issuer;
/** Signs with keys of the same names that nobody publishes. */
let forger: Issuer;
let gate: Gate;
beforeAll(async () => {
  issuer = await startIssuer();
  forger = await startIssuer();
  gate = createGate(ACCESS, { openIdMetadataUrl: issuer.metadataUrl });
});
afterAll(() => Promise.all([issuer.close(), forger.close()]));
// The SDK writes each refused token's failure on the console.
beforeEach(() => void jest.spyOn(console, "error").mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

const activity = (more: object = {}): Activity => ({
  type: "message",
  channelId: "msteams",
  serviceUrl: SERVICE,
  channelData: { tenant: { id: TENANT } },
  ...more,
});

const signed = (claims: Partial<TokenClaims> = {}, by = issuer): string =>
  `Bearer ${by.sign({ audience: APP, serviceUrl: SERVICE, ...claims })}`;

/** One part of a token taken out and another put in: 0 is the header, 1 what it claims, 2 the signature. */
const with_ = (part: number, put: (was: Record<string, unknown>) => string): string => {
  const parts = signed().slice("Bearer ".length).split(".");
  const was = part === 2 ? {} : JSON.parse(Buffer.from(parts[part] ?? "", "base64url").toString("utf8"));
  return `Bearer ${parts.map((old, i) => (i === part ? put(was) : old)).join(".")}`;
};

const unsigned = (): string =>
  with_(0, () => encode({ typ: "JWT", alg: "none", kid: "good" })).replace(/[^.]+$/, "");

/** "The public key is the secret": signed with what anybody can read. */
function signedWithPublicKey(): string {
  const [, claims] = signed().split(".");
  const text = `${encode({ typ: "JWT", alg: "HS256", kid: "good" })}.${claims}`;
  return `Bearer ${text}.${createHmac("sha256", "-----BEGIN PUBLIC KEY-----").update(text).digest("base64url")}`;
}

describe("requests that Microsoft signed", () => {
  test("for this app, from this tenant, are let in", async () => {
    expect(await gate.admits(activity(), signed())).toBe(true);
  });

  test("may name the tenant in the conversation, and in capital letters", async () => {
    const named = { channelData: undefined, conversation: { id: "a:1", tenantId: TENANT.toUpperCase() } };
    expect(await gate.admits(activity(named), signed())).toBe(true);
  });

  test("may be as late as clocks differ", async () => {
    expect(await gate.admits(activity(), signed({ expiresInSeconds: -60 }))).toBe(true);
  });
});

describe("not let in", () => {
  test.each([
    ["no token", () => undefined],
    ["an empty header", () => ""],
    ["another way to authenticate", () => "Basic dXNlcjpwYXNz"],
    ["a token that is none", () => "Bearer abc"],
    ["a token whose claims cannot be read", () => "Bearer e30.bm90LWpzb24.e30"],
    ["a forged signature", () => signed({}, forger)],
    ["a signature of other claims", () => with_(1, (was) => encode({ ...was, more: 1 }))],
    ["no signature", () => with_(2, () => "")],
    ["the algorithm none", unsigned],
    ["a signature with the public key", signedWithPublicKey],
    ["a key that nobody published", () => with_(0, (was) => encode({ ...was, kid: "other" }))],
    ["a token of another app", () => signed({ audience: OTHER })],
    ["a token of another issuer", () => signed({ issuer: "https://sts.example.org/" })],
    ["an expired token", () => signed({ expiresInSeconds: -3600, notBeforeInSeconds: -7200 })],
    ["a token for later", () => signed({ notBeforeInSeconds: 3600, expiresInSeconds: 7200 })],
    ["a key that does not sign for Teams", () => signed({ endorsementsKey: "none" })],
    ["a token for another service address", () => signed({ serviceUrl: "https://evil.example.org/" })],
    ["a token of a stranger's tenant", () => signed({ more: { tid: OTHER } })],
  ])("%s", async (_what, authorization) => {
    expect(await gate.admits(activity(), authorization())).toBe(false);
  });

  test.each([
    ["another tenant", { channelData: { tenant: { id: OTHER } } }],
    [
      "another tenant beside ours",
      { channelData: { tenant: { id: OTHER } }, conversation: { id: "a:1", tenantId: TENANT } },
    ],
    ["no tenant", { channelData: {} }],
    ["a tenant that is no text", { channelData: { tenant: { id: 7 } } }],
    ["another service than Teams", { channelId: "webchat" }],
    ["the SDK's other doors", { channelId: "AseChannel" }],
    ["no service address", { serviceUrl: undefined }],
    ["an empty service address", { serviceUrl: "" }],
    ["a service address that is not the signed one", { serviceUrl: "https://evil.example.org/" }],
  ])("a good token with %s", async (_what, more) => {
    expect(await gate.admits(activity(more), signed())).toBe(false);
  });
});

describe("when nobody can tell, Teams must send it again", () => {
  test("an issuer that cannot be reached is not the caller's fault", async () => {
    const gone = await startIssuer();
    await gone.close();
    const cut = createGate(ACCESS, { openIdMetadataUrl: gone.metadataUrl });
    await expect(cut.admits(activity(), signed())).rejects.toThrow();
  });

  test.each([500, 404])("an issuer that answers %d is not the caller's fault", async (status) => {
    const broken = await listen((_request, response) => response.writeHead(status).end());
    const cut = createGate(ACCESS, { openIdMetadataUrl: broken.url });
    await expect(cut.admits(activity(), signed())).rejects.toThrow();
    await broken.close();
  });

  test("an issuer that hangs is waited for no longer than Teams waits", async () => {
    const hanging = await listen(() => {});
    const cut = createGate(ACCESS, { openIdMetadataUrl: hanging.url, verifyWithinMs: 20 });
    await expect(cut.admits(activity(), signed())).rejects.toThrow("in time");
    await hanging.close();
  });
});

describe("what the SDK would do", () => {
  const raw = (settings: object) =>
    new ConfigurationBotFrameworkAuthentication({
      ToBotFromChannelOpenIdMetadataUrl: issuer.metadataUrl,
      ToBotFromEmulatorOpenIdMetadataUrl: issuer.metadataUrl,
      ToBotFromChannelTokenIssuer: "https://api.botframework.com",
      ...settings,
    });

  /** What the SDK's own adapter answers. */
  async function answered(
    settings: object,
    body: Record<string, unknown>,
    authorization = "",
  ): Promise<number | undefined> {
    let status: number | undefined;
    const response = {
      status: (code: number) => ((status = code), response),
      send() {},
      end() {},
      socket: {},
      header() {},
    };
    const request = { body, headers: { authorization }, method: "POST" };
    await new CloudAdapter(raw(settings)).process(request, response as never, async () => {});
    return status;
  }

  test("fault 1: it fails at an activity without a type, before it asks who sent it; ours says no", async () => {
    await expect(answered({ MicrosoftAppId: APP }, {})).rejects.toThrow();
    expect(await gate.admits({} as Activity, undefined)).toBe(false);
  });

  test("fault 2: it answers forged tokens with 500, as if it were its own fault; ours says no", async () => {
    for (const forged of [signed({}, forger), unsigned()]) {
      expect(await answered({ MicrosoftAppId: APP }, activity(), forged)).toBe(500);
      expect(await gate.admits(activity(), forged)).toBe(false);
    }
  });

  test("fault 3: it lets everybody in when the app id is empty; ours does not start", async () => {
    expect(
      (await raw({ MicrosoftAppId: "" }).authenticateRequest(activity() as never, "")).claimsIdentity
        .isAuthenticated,
    ).toBe(true);
    expect(() => createGate({ ...ACCESS, appId: " " })).toThrow(
      "Teams has no app id: set it, or leave Teams out.",
    );
  });

  test("it takes a signed activity of any tenant; ours takes its own", async () => {
    const foreign = activity({ channelData: { tenant: { id: OTHER } } });
    const { claimsIdentity } = await raw({ MicrosoftAppId: APP }).authenticateRequest(
      foreign as never,
      signed(),
    );
    expect(claimsIdentity.isAuthenticated).toBe(true);
    expect(await gate.admits(foreign, signed())).toBe(false);
  });
});

describe("an access that is not complete does not start", () => {
  const { certificate, privateKey } = selfSigned();

  test.each<[string, TeamsAccess, string]>([
    ["no app id", { ...ACCESS, appId: "" }, "Teams has no app id: set it, or leave Teams out."],
    ["no tenant", { ...ACCESS, tenant: "  " }, "Teams has no tenant id: set it, or leave Teams out."],
    [
      "no password",
      { kind: "password", appId: APP, tenant: TENANT, password: "" },
      "Teams has no password: set it, or leave Teams out.",
    ],
    [
      "a managed identity without an app id",
      { kind: "managed_identity", appId: "", tenant: TENANT },
      "Teams has no app id: set it, or leave Teams out.",
    ],
    [
      "a certificate that is none",
      { kind: "certificate", appId: APP, tenant: TENANT, certificate: "x", privateKey },
      "do not go together or cannot be read",
    ],
    [
      "the key of another certificate",
      { kind: "certificate", appId: APP, tenant: TENANT, certificate, privateKey: newPrivateKey() },
      "do not go together or cannot be read",
    ],
  ])("%s", (_what, access, told) => {
    expect(() => createGate(access)).toThrow(told);
  });

  test.each<[string, TeamsAccess]>([
    ["a certificate", { kind: "certificate", appId: APP, tenant: TENANT, certificate, privateKey }],
    ["a managed identity", { kind: "managed_identity", appId: APP, tenant: TENANT }],
  ])("with %s, requests are verified all the same", async (_what, access) => {
    const other = createGate(access, { openIdMetadataUrl: issuer.metadataUrl });
    expect(await other.admits(activity(), signed())).toBe(true);
    expect(await other.admits(activity(), signed({}, forger))).toBe(false);
  });
});

describe("anonymous access, for the playground", () => {
  const playground = createGate({ kind: "anonymous" });

  test.each(["http://localhost:56150/_connector", "http://127.0.0.1:1/", "http://[::1]:56150/"])(
    "lets in who is reached at %s",
    async (serviceUrl) => expect(await playground.admits(activity({ serviceUrl }), undefined)).toBe(true),
  );

  test.each([
    SERVICE,
    "http://localhost.example.org/",
    "http://localhost@example.org/",
    "localhost",
    "http://10.0.0.1/",
  ])("keeps out who is reached at %s", async (serviceUrl) =>
    expect(await playground.admits(activity({ serviceUrl }), undefined)).toBe(false),
  );

  test("calls no address but this machine's", async () => {
    const call = playground.connectorFor("https://smba.example.org/").createChat("29:1", TENANT, { signal });
    await expect(call).rejects.toMatchObject({ kind: "unreachable", code: "address_refused" });
  });
});

describe("the token of outgoing calls", () => {
  let teams: Listening;
  beforeAll(async () => {
    teams = await listen((_request, response) => answerJson(response, 200, { id: "a:1" }));
  });
  beforeEach(() => teams.asked.splice(0));
  afterAll(() => teams.close());

  const ask = (access: TeamsAccess, trust?: Trust) =>
    createGate(access, trust).connectorFor(teams.url).createChat("29:1", TENANT, { signal });

  test("goes with each call, and the app is named", async () => {
    expect(await ask(ACCESS, { token: async () => "the-token" })).toBe("a:1");
    expect(teams.asked).toMatchObject([
      { headers: { authorization: "Bearer the-token" }, body: { bot: { id: `28:${APP}` } } },
    ]);
  });

  test("is not there for the playground", async () => {
    await ask({ kind: "anonymous" });
    expect(teams.asked).toHaveLength(1);
    expect(teams.asked[0]?.headers.authorization).toBeUndefined();
  });

  test("does not go over a connection that others can read", async () => {
    await expect(ask(ACCESS)).rejects.toMatchObject({ kind: "unreachable", code: "address_refused" });
    expect(teams.asked).toEqual([]);
  });

  test("that is refused is a failure of its own, without the secret", async () => {
    const token = () => Promise.reject(new Error("AADSTS7000215: not-to-be-told is wrong"));
    const failure: unknown = await ask(ACCESS, { token }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "ConnectorFailure", kind: "unreachable", code: "token_refused" });
    expect(inspect(failure, { depth: null })).not.toContain("not-to-be-told");
    expect(teams.asked).toEqual([]);
  });

  test("that cannot be asked for, because the network is down, is told apart", async () => {
    const offline = Object.assign(new Error("network_error"), { errorCode: "network_error" });
    await expect(ask(ACCESS, { token: () => Promise.reject(offline) })).rejects.toMatchObject({
      kind: "unreachable",
      code: "token_unreachable",
    });
  });
});
