import fc from "fast-check";
import { maskEvent, maskSecrets } from "../../src/desk/masking";
import { ana, direct } from "../support/people";
import { NO_SECRETS, SECRETS } from "./secrets";

test.each(SECRETS)("a secret that people type is masked: %j", (text, masked) => {
  expect(maskSecrets(text)).toBe(masked);
});

test.each(NO_SECRETS)("what only looks like a secret is left alone: %j", (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test("what was masked once is masked no more, whatever stands beside it", () => {
  const beginnings = [
    "my password is",
    "PIN",
    "token:",
    "code",
    "password to",
    " ",
    ":",
    "=",
    '"',
    "@",
    "4111 ",
  ];
  const piece = fc.constantFrom(...SECRETS.flat(), ...NO_SECRETS, ...beginnings);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }),
      fc.constantFrom(" ", ""),
      (all, gap) => {
        const once = maskSecrets(all.join(gap));
        expect(maskSecrets(once)).toBe(once);
      },
    ),
    { numRuns: 2000 },
  );
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

/** What is tried again at each place takes minutes with so much. */
const PIECES =
  "password is |password |password for a |pin |1 |1|a|a.|a:|://a:|A1B2C|AB12 | |-----BEGIN |-----BEGIN RSA PRIVATE KEY-----|" +
  'eyJaaaaaaaa.|-eyJaaaaaaaa|token: a|ABCDE-|123456-|"|-u a|\n';

test.each(PIECES.split("|"))("a text of 200,000 characters made of %j is masked, and that ends", (piece) => {
  expect(maskSecrets(piece.repeat(Math.ceil(200_000 / piece.length))).length).toBeGreaterThan(0);
});
