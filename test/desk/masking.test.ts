import { maskEvent, maskSecrets } from "../../src/desk/masking";
import { ana, direct } from "../support/people";

describe("secrets that people type are masked", () => {
  test.each([
    ["my password is Sunflower7!", "my password is [password removed]"],
    ["Password: hunter2 and it fails", "Password: [password removed] and it fails"],
    ["pin code: 4711", "pin code: [password removed]"],
    ["the token xoxb-1234567890-abcdefghij is broken", "the token [token removed] is broken"],
    ["ghp_abcdefghijklmnopqrstuvwxyz0123456789", "[token removed]"],
    ["key AKIAIOSFODNN7EXAMPLE", "key [token removed]"],
    ["card 4111 1111 1111 1111 was refused", "card [card number removed] was refused"],
    ["my ssn is 078-05-1120", "my ssn is [social security number removed]"],
    ["Authorization: Bearer abcdef0123456789", "Authorization: [token removed]"],
  ])("%s", (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });
});

describe("what only looks like a secret is left alone", () => {
  test.each([
    "my password is not working",
    "my password is expired",
    "I forgot my password: what now?".replace(": what", ", what"),
    "the PIN was rejected",
    "order number 4111 1111 1111 1112",
    "call 555-0100 or 555-010-0123",
    "error 0x80070057 in 2026-11-24",
    "serial 0000 0000 0000 0000",
  ])("%s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });
});

test("a form's values are masked too", () => {
  const event = maskEvent({
    type: "form_submitted",
    id: "e1",
    at: new Date(0),
    by: ana,
    in: direct(ana),
    press: { action: "reply", ticket: 1 },
    values: { text: "password: hunter2" },
  });
  expect(event).toMatchObject({ values: { text: "password: [password removed]" } });
});

test("a very long text is masked in reasonable work: it ends", () => {
  const text = "password is ".repeat(50_000) + "1 ".repeat(200_000);
  expect(maskSecrets(text).length).toBeGreaterThan(0);
});
