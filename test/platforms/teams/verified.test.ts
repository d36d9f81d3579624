import type { Activity } from "../../../src/platforms/teams/activity";
import { createGate } from "../../../src/platforms/teams/gate";
import { rememberVerified } from "../../../src/platforms/teams/verified";
import { encode, startIssuer } from "../../support/teams-issuer";

const APP = "0b6f7c1e-53a5-4c6e-9d0e-6f4f3c1a2b3c";
const TENANT = "5f0e4c1d-2a9b-4f6e-8c7d-1b2a3c4d5e6f";
const NOW = new Date("2026-03-02T15:00:00Z");
const SERVICE = "https://smba.trafficmanager.net/emea/";

beforeEach(() => void jest.useFakeTimers({ now: NOW }));
afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const pass = (ms: number): void => void jest.setSystemTime(Date.now() + ms);

const activity = (more: Partial<Activity> = {}): Activity => ({
  type: "message",
  channelId: "msteams",
  serviceUrl: SERVICE,
  ...more,
});

/** It ends in so many seconds; undefined: it does not say when. */
const token = (seconds: number | undefined, name = "one"): string =>
  `Bearer head.${encode({ name, exp: seconds === undefined ? undefined : NOW.getTime() / 1000 + seconds })}.sign`;

/** What is really looked at. */
function looking(answer: () => Promise<boolean> = () => Promise.resolve(true)) {
  const looked: string[] = [];
  const verify = rememberVerified(async ({ serviceUrl }, authorization) => {
    looked.push(`${authorization} ${serviceUrl}`);
    return answer();
  });
  return { looked, verify };
}

test("a token that was let in opens the gate again without the issuer, but to nothing else", async () => {
  jest.useRealTimers();
  // The SDK writes each refused token's failure on the console.
  jest.spyOn(console, "error").mockImplementation(() => {});
  const issuer = await startIssuer();
  const access = { kind: "password" as const, appId: APP, tenant: TENANT, password: "of-no-worth" };
  const gate = createGate(access, { openIdMetadataUrl: issuer.metadataUrl });
  const signed = `Bearer ${issuer.sign({ audience: APP, serviceUrl: SERVICE })}`;
  const from = (tenant: string, more: Partial<Activity> = {}) =>
    activity({ channelData: { tenant: { id: tenant } }, ...more });
  try {
    expect(await gate.admits(from(TENANT), signed)).toBe(true);
  } finally {
    await issuer.close();
  }
  expect(await gate.admits(from(TENANT), signed)).toBe(true);
  expect(await gate.admits(from(APP), signed)).toBe(false);
  expect(await gate.admits(from(TENANT, { channelId: "webchat" }), signed)).toBe(false);
  const elsewhere = from(TENANT, { serviceUrl: "https://elsewhere.example/" });
  expect(await gate.admits(elsewhere, signed)).toBe(false);
  expect(await gate.admits(from(TENANT), `${signed.slice(0, -4)}AAAA`)).toBe(false);
});

test("a token that was found good is not looked at again for a minute", async () => {
  const { looked, verify } = looking();
  expect(await verify(activity(), token(3_600))).toBe(true);
  pass(59_000);
  expect(await verify(activity({ id: "2" }), token(3_600))).toBe(true);
  expect(looked).toHaveLength(1);
  pass(1_000);
  expect(await verify(activity(), token(3_600))).toBe(true);
  expect(looked).toHaveLength(2);
});

test("after its own end it is looked at each time", async () => {
  const { looked, verify } = looking();
  await verify(activity(), token(10));
  pass(9_999);
  await verify(activity(), token(10));
  expect(looked).toHaveLength(1);
  pass(1);
  await verify(activity(), token(10));
  await verify(activity(), token(10));
  expect(looked).toHaveLength(3);
});

test("one that names no end is looked at each time", async () => {
  const { looked, verify } = looking();
  await verify(activity(), token(undefined));
  await verify(activity(), token(undefined));
  expect(looked).toHaveLength(2);
});

test.each([
  ["another token", activity(), token(3_600, "two")],
  ["another address", activity({ serviceUrl: "https://elsewhere.example/" }), token(3_600)],
  ["another channel", activity({ channelId: "webchat" }), token(3_600)],
])("%s is another question", async (_what, other, authorization) => {
  const { looked, verify } = looking();
  await verify(activity(), token(3_600));
  await verify(other, authorization);
  expect(looked).toHaveLength(2);
});

test("a refusal is not remembered, nor that nobody could tell", async () => {
  const answers = [Promise.resolve(false), Promise.reject(new Error("no keys")), Promise.resolve(true)];
  for (const answer of answers) answer.catch(() => {});
  const { looked, verify } = looking(() => answers.shift() ?? Promise.resolve(true));
  expect(await verify(activity(), token(3_600))).toBe(false);
  await expect(verify(activity(), token(3_600))).rejects.toThrow("no keys");
  expect(await verify(activity(), token(3_600))).toBe(true);
  expect(looked).toHaveLength(3);
});
