// Does the plan know which other systems hear of tickets, and say what is wrong with one?

import { WEBHOOK_EVENTS } from "../../src/plan/webhooks";
import { planOf, told, withMore } from "./samples";

const crm = (keys: string) => withMore(`webhooks:\n  crm: { ${keys} }\n`);
const url = "url: https://crm.school.example/hooks";

it("knows where events go, of what, and whether with text", () => {
  expect(planOf(crm(`${url}, events: [ticket_opened, ticket_closed], with_text: true`)).webhooks).toEqual([
    {
      key: "crm",
      url: "https://crm.school.example/hooks",
      events: ["ticket_opened", "ticket_closed"],
      withText: true,
    },
  ]);
});

it("tells of everything and without text, unless the plan says otherwise", () => {
  expect(planOf(crm(url)).webhooks).toMatchObject([{ events: WEBHOOK_EVENTS, withText: false }]);
  expect(planOf(withMore("")).webhooks).toBeUndefined();
});

it.each(["http://localhost:8080/x", "http://127.0.0.1/x", "http://[::1]:9/x"])(
  "takes %s on the same machine",
  (address) => {
    expect(planOf(crm(`url: "${address}"`)).webhooks).toMatchObject([{ url: address }]);
  },
);

it.each([
  ["url: http://crm.school.example/hooks", "no address that ticket events can be sent to"],
  ["url: https://me:tulip@crm.school.example/", "no address that ticket events can be sent to"],
  ["url: ftp://crm.school.example/", "no address"],
  ["url: crm.school.example", "no address"],
  ["events: [ticket_opened]", "has no `url`"],
  [`${url}, events: []`, "is an empty list"],
  [`${url}, events: [ticket_opend]`, "Did you mean `ticket_opened`?"],
  [`${url}, events: ticket_opened`, "must be a list"],
  [`${url}, secret: whsec_x`, "has no key `secret`"],
])("says what is wrong with %s", (keys, words) => {
  expect(told(crm(keys))).toEqual([expect.stringContaining(words)]);
});

it("never repeats an address that may hold a password", () => {
  expect(told(crm("url: http://me:tulip@crm.example/")).join()).not.toContain("tulip");
});

it("refuses a name that no variable could have", () => {
  expect(told(withMore(`webhooks:\n  CRM System: { ${url} }\n`)).join()).toContain("Write `crm-system`");
});
