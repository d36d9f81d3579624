// Does a sealed text stay secret and whole, and open with the keys that may open it?
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { createSealer } from "../../src/store/sealing";

const key = randomBytes(32);
const older = randomBytes(32);
const sealer = createSealer([key]);

it("opens what it sealed, whatever it was and wherever it is kept", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, place) => {
      expect(sealer.open(sealer.seal(text, place), place)).toBe(text);
    }),
  );
});

it("shows nothing of the text, and never seals it twice the same", () => {
  const sealed = [sealer.seal("xoxb-secret", "slack/T1"), sealer.seal("xoxb-secret", "slack/T1")];
  expect(sealed[0]).not.toBe(sealed[1]);
  expect(sealed.join()).not.toContain("secret");
  expect(sealed[0]).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/);
});

it("does not open in another place: a row's token cannot be moved to another workspace", () => {
  expect(() => sealer.open(sealer.seal("a", "slack/T1"), "slack/T2")).toThrow(
    /slack\/T2 is not as it was sealed.*Install the app there anew/,
  );
});

it("does not open when any part of it was changed or is missing", () => {
  const sealed = sealer.seal("xoxb-secret", "slack/T1");
  const parts = sealed.split(".");
  const changed = [0, 2, 3, 4].map((index) =>
    parts
      .map((part, i) => (i === index ? (part.startsWith("A") ? "B" : "A") + part.slice(1) : part))
      .join("."),
  );
  for (const wrong of [
    ...changed,
    sealed.slice(0, -4),
    parts.slice(0, 4).join("."),
    `${sealed}.x`,
    "",
    "xoxb-1",
  ])
    expect(() => sealer.open(wrong, "slack/T1")).toThrow("is not as it was sealed");
});

it("refuses a shortened tag, which would be easy to guess", () => {
  const [version, id, iv, text, tag = ""] = sealer.seal("a", "slack/T1").split(".");
  const short = Buffer.from(tag, "base64url").subarray(0, 4).toString("base64url");
  expect(() => sealer.open([version, id, iv, text, short].join("."), "slack/T1")).toThrow(
    "not as it was sealed",
  );
});

describe("when the key is changed", () => {
  const before = createSealer([older]).seal("xoxb-1", "slack/T1");
  const rotating = createSealer([key, older]);

  it("opens what the older key sealed, and knows it from what the new one sealed", () => {
    expect(rotating.open(before, "slack/T1")).toBe("xoxb-1");
    expect(rotating.isCurrent(before)).toBe(false);
  });

  it("seals with the new key", () => {
    const now = rotating.seal("xoxb-1", "slack/T1");
    expect(rotating.isCurrent(now)).toBe(true);
    expect(sealer.open(now, "slack/T1")).toBe("xoxb-1");
  });

  it("says which setting is missing when the older key is gone", () => {
    expect(() => sealer.open(before, "slack/T1")).toThrow(
      /slack\/T1 was sealed with a key that is neither .* Set that key again as TIERDESK_SECRET_KEY_OLD/,
    );
  });
});
