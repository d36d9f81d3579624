import { readWebhookSecrets } from "../src/webhook-config";
import { secretVariable } from "../src/webhooks/secret-variable";
import { newSecret } from "../src/webhooks/signing";

const [one, two] = [newSecret(), newSecret()];

it("reads the secrets of webhooks, two of one while it is changed, and nothing else", () => {
  const problems: string[] = [];
  const env = {
    TIERDESK_WEBHOOK_SECRET_CRM: `${one} ${two}`,
    TIERDESK_WEBHOOK_SECRET_NORTH__BI: two,
    PATH: "/bin",
  };
  expect(readWebhookSecrets(env, problems)).toEqual({
    TIERDESK_WEBHOOK_SECRET_CRM: [one, two],
    TIERDESK_WEBHOOK_SECRET_NORTH__BI: [two],
  });
  expect(problems).toEqual([]);
});

it.each(["", "  ", "tulip", "whsec_", "whsec_c2hvcnQ=", `${one} tulip`, `whsec_${"A".repeat(100)}`])(
  "refuses %p by the name of its variable, without its value",
  (value) => {
    const problems: string[] = [];
    expect(readWebhookSecrets({ TIERDESK_WEBHOOK_SECRET_CRM: value }, problems)).toEqual({});
    expect(problems).toEqual([expect.stringContaining("TIERDESK_WEBHOOK_SECRET_CRM must hold a secret")]);
    expect(problems.join()).not.toContain("tulip");
  },
);

it("names the variable of a webhook, and its desk where there are several", () => {
  expect(secretVariable("main", "wall-board")).toBe("TIERDESK_WEBHOOK_SECRET_WALL_BOARD");
  expect(secretVariable("north", "crm")).toBe("TIERDESK_WEBHOOK_SECRET_NORTH__CRM");
});
