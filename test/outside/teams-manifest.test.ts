import Ajv from "ajv-draft-04";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { teamsManifestFor, type TeamsManifest } from "../../src/platforms/teams/installing/manifest";

const read = (...path: string[]): unknown =>
  JSON.parse(readFileSync(resolve(__dirname, "..", "..", ...path), "utf8"));

const manifest = read("app-package", "manifest.json") as TeamsManifest;

const validate = new Ajv({ allErrors: true, strict: false, logger: false }).compile(
  read("..", "shared", "teams-manifest.schema.json") as object,
);

/** What the schema has against it. */
function complaints(candidate: unknown): unknown[] {
  validate(candidate);
  return validate.errors ?? [];
}

const own = teamsManifestFor(manifest, {
  appId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  publicUrl: "https://desk.example.org:8443/help",
  name: "Lakeside Help Desk",
  version: "1.2.3",
  developer: {
    name: "Lakeside",
    websiteUrl: "https://lakeside.example",
    privacyUrl: "https://lakeside.example/privacy",
    termsOfUseUrl: "https://lakeside.example/terms",
  },
});

test.each([
  ["app-package/manifest.json", manifest],
  ["what is packaged with one's own settings", own],
])("%s keeps the schema of Teams", (_name, candidate) => {
  expect(complaints(candidate)).toEqual([]);
});

test("the schema finds what is wrong", () => {
  expect(complaints({ ...own, id: "desk", name: { short: "x".repeat(31) }, tickets: true })).toHaveLength(3);
});
