import { DefaultAzureCredential } from "@azure/identity";
import { ConfidentialClientApplication } from "@azure/msal-node";
import { createBotFramework, type AppAccess } from "../../../src/platforms/teams/bot-framework";
import { selfSigned } from "../../support/self-signed";

const TENANT = "5f0e4c1d-2a9b-4f6e-8c7d-1b2a3c4d5e6f";
const inAnHour = () => new Date(Date.now() + 3_600_000);

afterEach(() => jest.restoreAllMocks());

/** What is asked of Microsoft's login, and of which tenant. */
function login(expiresOn = inAnHour()) {
  const asked: { authority: string | undefined; scopes: unknown }[] = [];
  jest
    .spyOn(ConfidentialClientApplication.prototype, "acquireTokenByClientCredential")
    .mockImplementation(async function (this: ConfidentialClientApplication, request) {
      const { auth } = (this as unknown as { config: { auth: { authority: string } } }).config;
      asked.push({ authority: auth.authority, scopes: request.scopes });
      return { accessToken: `token ${asked.length}`, expiresOn } as never;
    });
  return asked;
}

const once = {
  authority: `https://login.microsoftonline.com/${TENANT}`,
  scopes: ["https://api.botframework.com/.default"],
};

// One app each: the SDK keeps tokens by app for the whole process.
test.each<AppAccess>([
  { kind: "password", appId: "app-with-password", tenant: TENANT, password: "p" },
  { kind: "certificate", appId: "app-with-certificate", tenant: TENANT, ...selfSigned() },
])("with a $kind, a token is asked for once, of the app's own tenant", async (access) => {
  const asked = login();
  const sdk = createBotFramework(access);
  expect([await sdk.token(), await sdk.token()]).toEqual(["token 1", "token 1"]);
  expect(asked).toEqual([once]);
});

test("a token that is about to end is asked for anew", async () => {
  const asked = login(new Date(Date.now() + 60_000));
  const sdk = createBotFramework({ kind: "password", appId: "app-soon", tenant: TENANT, password: "p" });
  expect([await sdk.token(), await sdk.token()]).toEqual(["token 1", "token 2"]);
  expect(asked).toEqual([once, once]);
});

test("with a managed identity, the machine is asked for the token", async () => {
  const ask = jest
    .spyOn(DefaultAzureCredential.prototype, "getToken")
    .mockResolvedValue({ token: "of the machine", expiresOnTimestamp: inAnHour().getTime() });
  const sdk = createBotFramework({ kind: "managed_identity", appId: "app-of-the-machine", tenant: TENANT });
  expect(await sdk.token()).toBe("of the machine");
  expect(ask).toHaveBeenCalledWith("https://api.botframework.com/.default");
});
