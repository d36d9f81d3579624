// Is what `teams package` writes what somebody uploads to Teams?
import { unzipSync } from "fflate";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { teamsPackage, type TeamsPackageOptions } from "../../src/cli/teams-package";
import type { TeamsManifest } from "../../src/platforms/teams/installing/manifest";
import { SMALL_PLAN } from "../plan/samples";

const APP = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
const TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
const ENV = { TEAMS_APP_ID: APP, PUBLIC_URL: "https://desk.example.org" };

let dir: string;
let out: string;
let plan: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "teams-package-"));
  out = join(dir, "app.zip");
  plan = join(dir, "helpdesk.yaml");
  await writeFile(plan, SMALL_PLAN);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const make = (options: Partial<TeamsPackageOptions> = {}, env: Record<string, string> = ENV) =>
  teamsPackage({ out, plan, ...options }, env);

async function packaged(): Promise<{ files: Record<string, Uint8Array>; manifest: TeamsManifest }> {
  const files = unzipSync(await readFile(out));
  const text = Buffer.from(files["manifest.json"] ?? []).toString("utf8");
  return { files, manifest: JSON.parse(text) as TeamsManifest };
}

it("holds the manifest and both icons at its root, and nothing else", async () => {
  const { text, exitCode } = await make();
  expect(exitCode).toBe(0);
  expect(text).toContain(`app ${APP}, messaging endpoint https://desk.example.org/api/messages.`);
  const { files } = await packaged();
  expect(Object.keys(files)).toEqual(["manifest.json", "color.png", "outline.png"]);
  for (const icon of ["color.png", "outline.png"])
    expect(Buffer.from(files[icon] ?? [])).toEqual(
      await readFile(resolve(__dirname, "..", "..", "app-package", icon)),
    );
});

it("has this organisation's app, address and names in every place, and no example's", async () => {
  await make();
  const { manifest } = await packaged();
  expect(manifest).toMatchObject({
    id: APP,
    bots: [{ botId: APP }],
    composeExtensions: [{ botId: APP }],
    webApplicationInfo: { id: APP },
    validDomains: ["desk.example.org"],
    name: { short: "Help Desk" },
    developer: { name: "A school", websiteUrl: "https://desk.example.org" },
  });
  expect(JSON.stringify(manifest)).not.toMatch(/00000000-0000|helpdesk\.example\.com|Your organisation/);
});

it("takes names, pages and a version from the command line", async () => {
  await make({
    name: "IT Help",
    developer: "District IT",
    website: "https://district.example/it",
    privacy: "https://district.example/privacy",
    appVersion: "1.2.0",
  });
  expect((await packaged()).manifest).toMatchObject({
    version: "1.2.0",
    name: { short: "IT Help" },
    developer: {
      name: "District IT",
      privacyUrl: "https://district.example/privacy",
      termsOfUseUrl: "https://district.example/it",
    },
  });
});

it("is the same, byte for byte, whenever it is made", async () => {
  await make();
  const first = await readFile(out);
  await make();
  expect((await readFile(out)).equals(first)).toBe(true);
});

it("says everything that is missing at once, and writes nothing", async () => {
  const { text, exitCode } = await make({}, {});
  expect(text).toContain("problem: TEAMS_APP_ID is not set.");
  expect(text).toContain("problem: PUBLIC_URL is not set.");
  expect(exitCode).toBe(1);
  await expect(readFile(out)).rejects.toThrow("ENOENT");
});

const refusals: [string, Partial<TeamsPackageOptions>, Record<string, string>, string][] = [
  ["an app id that is none", {}, { ...ENV, TEAMS_APP_ID: "desk" }, "TEAMS_APP_ID is not the id of an app."],
  ["an address without https", { url: "http://desk.example.org" }, ENV, "(or --url) is no address that Teams would call."],
  ["a name that is too long", { name: "The Help Desk of All Our Schools" }, ENV, '"The Help Desk of All Our Schools" has more than 30 characters.'],
  ["an organisation's name that is too long", { developer: "x".repeat(33) }, ENV, "Give a shorter one for Teams with --developer."],
  ["a privacy page without https", { privacy: "http://a.example" }, ENV, "--privacy is no address with https."],
  ["a version that Teams would not take", { appVersion: "0.9" }, ENV, "--app-version is no version."],
  ["a plan with errors, when the names are in it", { plan: "none.yaml" }, ENV, "The plan none.yaml has errors."],
  ["several desks without a tenant", {}, { ...ENV, TIERDESK_WORKSPACES: "workspaces.yaml" }, "TEAMS_TENANT_ID is not set"],
  ["a place that cannot be written", { out: join(tmpdir(), "no-such-folder", "app.zip") }, ENV, "(ENOENT). Name another file with --out."],
]; // prettier-ignore

it.each(refusals)("refuses %s", async (_what, options, env, what) => {
  const { text, exitCode } = await make(options, env);
  expect(text).toContain(what);
  expect(exitCode).toBe(1);
});

it("takes the names from the plan of the desk that serves the tenant", async () => {
  const workspaces = join(dir, "workspaces.yaml");
  await writeFile(
    workspaces,
    `desks: { north: { plan: helpdesk.yaml, knowledge_base: kb, workspaces: [${TENANT}] } }`,
  );
  const env = { ...ENV, TIERDESK_WORKSPACES: workspaces, TEAMS_TENANT_ID: TENANT.toUpperCase() };
  expect((await make({ plan: "none.yaml" }, env)).exitCode).toBe(0);
});
