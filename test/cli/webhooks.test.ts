import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { webhookSecret, webhookTest } from "../../src/cli/webhooks";
import { keyOf, newSecret } from "../../src/webhooks/signing";
import { withMore } from "../plan/samples";
import { isSigned, openReceiver, status } from "../support/receiver";

const now = new Date("2026-11-24T15:00:00Z");
const secret = newSecret();
const env = { TIERDESK_WEBHOOK_SECRET_CRM: secret };

let receiver: Awaited<ReturnType<typeof openReceiver>>;
let folder: string;
beforeEach(async () => {
  receiver = await openReceiver();
  folder = await mkdtemp(join(tmpdir(), "tierdesk-webhooks-"));
});
afterEach(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

async function ping(name = "crm", given: Record<string, string> = env) {
  const plan = join(folder, "helpdesk.yaml");
  await writeFile(plan, withMore(`webhooks:\n  crm: { url: "${receiver.url}" }\n`));
  return webhookTest(name, { desk: "main", plan }, { env: given, now, version: "1.2.3" });
}

it("makes a secret and says where it goes", () => {
  const { text, exitCode } = webhookSecret("crm", { desk: "main" });
  const [, made = ""] = /^TIERDESK_WEBHOOK_SECRET_CRM=(\S+)\n/.exec(text) ?? [];
  expect([exitCode, keyOf(made)?.length]).toEqual([0, 32]);
  expect(webhookSecret("crm", { desk: "main" }).text).not.toContain(made);
  expect(webhookSecret("CRM", { desk: "main" })).toMatchObject({ exitCode: 1 });
});

it("sends a signed ping and says that it was taken", async () => {
  expect(await ping()).toEqual({ text: "crm has taken a ping.", exitCode: 0 });
  const [received] = receiver.all;
  expect(received?.event).toEqual({ type: "ping", timestamp: now.toISOString(), data: { desk: "main" } });
  expect(received && (await isSigned(received, secret))).toBe(true);
});

it("says what came back instead", async () => {
  receiver.answer(status(403));
  expect(await ping()).toEqual({ text: "crm has not taken a ping. It answered 403.", exitCode: 1 });
});

it.each([
  ["a webhook that the plan does not name", "bi", env, "has no webhook `bi`. There are: crm."],
  [
    "a secret that is not set",
    "crm",
    {},
    "TIERDESK_WEBHOOK_SECRET_CRM is not set. `tierdesk webhook secret crm` makes one.",
  ],
  [
    "a secret that is none",
    "crm",
    { TIERDESK_WEBHOOK_SECRET_CRM: "tulip" },
    "TIERDESK_WEBHOOK_SECRET_CRM must hold a secret",
  ],
])("says what is missing: %s", async (_, name, given, words) => {
  expect(await ping(name, given)).toEqual({ text: expect.stringContaining(words), exitCode: 1 });
  expect(receiver.all).toEqual([]);
});
