import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const SRC = resolve(__dirname, "..", "src");

/** What services have in common stands right in platforms/. */
const shared = readdirSync(join(SRC, "platforms"))
  .filter((file) => file.endsWith(".ts"))
  .map((file) => `platforms/${file}`);

/** Which rooms and packages a room may import. A room is the first folder that matches; single files are rooms too. */
const MAY_IMPORT: Record<string, string[]> = {
  "knowledge/": ["knowledge/", "natural/", "yaml", "markdown-it", "zod"],
  "plan/": ["plan/", "yaml", "zod", "luxon", "date-holidays"],
  "desk/": ["desk/", "plan/", "knowledge/", "luxon"],
  ...Object.fromEntries(shared.map((file) => [file, [...shared, "desk/", "node:", "markdown-it"]])),
  "platforms/sandbox/": ["platforms/sandbox/", ...shared, "desk/", "node:", "markdown-it"],
  "platforms/teams/": ["platforms/teams/", ...shared, "desk/", "node:", "markdown-it"],
  // Microsoft's SDK has an end: no other file is to know it.
  "platforms/teams/bot-framework.ts": ["platforms/teams/", "node:", "botbuilder"],
  "platforms/slack/": [
    "platforms/slack/",
    ...shared,
    "desk/",
    "node:",
    "@slack/bolt",
    "@slack/oauth",
    "markdown-it",
    "undici",
  ],
  "store/": [
    "store/",
    "log.ts",
    "desk/",
    "plan/",
    "knowledge/",
    "generated/",
    "@prisma/",
    "pg",
    "luxon",
    "node:",
  ],
  "inbox/": [
    "log.ts",
    "inbox/",
    "store/",
    "platforms/platform.ts",
    "desk/",
    "handle.ts",
    "worker.ts",
    "node:",
  ],
  "outbox/": ["log.ts", "outbox/", "store/", "platforms/platform.ts", "desk/", "worker.ts", "node:"],
  "webhooks/": ["webhooks/", "api/", "store/", "desk/", "plan/", "log.ts", "worker.ts", "node:"],
  "webhook-config.ts": ["webhooks/"],
  "handle.ts": ["desk/", "store/"],
  "chores/": [
    "chores/",
    "config.ts",
    "desk/",
    "knowledge/",
    "log.ts",
    "luxon",
    "meaning/",
    "plan/",
    "sources/",
    "store/",
    "worker.ts",
  ],
  "clock.ts": ["desk/", "store/", "log.ts"],
  "worker.ts": [],
  "version.ts": ["node:"],
  "log.ts": ["pino"],
  "config.ts": ["zod", "node:", "slack-config.ts", "teams-config.ts", "webhook-config.ts"],
  "slack-config.ts": ["node:"],
  "teams-config.ts": ["teams-certificate.ts"],
  "teams-certificate.ts": ["node:"],
  "meaning/": [
    "meaning/",
    "knowledge/meaning.ts",
    "onnxruntime-node",
    "@huggingface/tokenizers",
    "protobufjs",
    "node:",
  ],
  "sources/": ["sources/", "knowledge/", "meaning/", "plan/", "desk/model.ts", "chokidar", "node:"],
  "api/": ["api/", "store/", "desk/", "plan/", "log.ts", "zod", "csv-stringify/", "node:"],
  "web/": ["web/", "store/", "desk/", "knowledge/", "plan/", "platforms/platform.ts", "node:"],
  "web/dashboard/": [
    "web/dashboard/",
    "store/",
    "desk/",
    "knowledge/",
    "plan/",
    "platforms/platform.ts",
    "node:",
    "luxon",
    "preact",
    "preact-render-to-string",
    "htm",
    "echarts",
    "csv-stringify",
  ],
  "cli/": [
    "cli/",
    "api/",
    "webhooks/",
    "store/",
    "desk/",
    "knowledge/",
    "meaning/",
    "plan/",
    "sources/",
    "platforms/finding.ts",
    "chores/article-drafts.ts",
    "config.ts",
    "webhook-config.ts",
    "chores/gap-finding.ts",
    "log.ts",
    "@viz-js/viz",
    "version.ts",
    "commander",
    "zod",
    "node:",
  ],
  "slack-options.ts": [
    "desk/",
    "plan/",
    "store/",
    "sources/",
    "platforms/platform.ts",
    "platforms/slack/",
    "slack-config.ts",
    "workspace-plan.ts",
    "suggestions.ts",
    "log.ts",
  ],
  "teams-options.ts": [
    "plan/",
    "store/",
    "sources/",
    "platforms/platform.ts",
    "platforms/teams/",
    "teams-config.ts",
    "workspace-plan.ts",
    "log.ts",
  ],
  "pictures/": [
    "pictures/",
    "desk/",
    "log.ts",
    "platforms/platform.ts",
    "echarts",
    "@resvg/resvg-js",
    "node:",
  ],
  "workspace-plan.ts": ["desk/", "plan/", "sources/"],
  "connecting.ts": [
    "config.ts",
    "desk/",
    "log.ts",
    "pictures/",
    "platforms/",
    "sandbox-cast.ts",
    "slack-options.ts",
    "sources/",
    "store/",
    "suggestions.ts",
    "teams-config.ts",
    "teams-options.ts",
  ],
  "suggestions.ts": ["knowledge/"],
  "sandbox-cast.ts": ["plan/", "platforms/sandbox/"],
};
/** `tierdesk start` needs every room, through main; `tierdesk slack` and `teams` ask the room that alone knows its service. */
const EXCEPTIONS: Record<string, string[]> = {
  "chores/live-check.ts": ["cli/", "platforms/finding.ts"],
  "cli/start.ts": ["main.ts"],
  "cli/slack-check.ts": ["platforms/slack/"],
  "cli/slack-names.ts": ["platforms/slack/"],
  "cli/slack-manifest.ts": ["platforms/slack/"],
  "cli/teams-check.ts": ["platforms/teams/"],
  "cli/teams-names.ts": ["platforms/teams/"],
  "cli/teams-package.ts": ["platforms/teams/", "fflate"],
};

const PURE = ["desk/", "knowledge/"];
const IMPURE = /new Date\(\)|Date\.now|Math\.random|randomUUID|\bprocess\.|\bconsole\.|\bawait\b/;

const sources = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts") && !file.startsWith("generated/"));

const textOf = (file: string): string => readFileSync(join(SRC, file), "utf8");

/** Without comments, so that a word in one is not taken for code. */
const codeOf = (file: string): string =>
  textOf(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/(?<![:"'`])\/\/.*$/gm, "");

function importsOf(file: string): string[] {
  const code = codeOf(file);
  const found = [
    ...code.matchAll(/\bfrom\s+["']([^"'\n]+)["']/g),
    ...code.matchAll(/^\s*import\s+["']([^"'\n]+)["']/gm),
    ...code.matchAll(/\b(?:import|require|require\.resolve)\(\s*["']([^"'\n]+)["']/g),
  ];
  return found.flatMap(([, name]) => (name === undefined ? [] : [place(file, name)]));
}

/** A path within src/ for our own files, the package's name for others. */
function place(file: string, name: string): string {
  if (!name.startsWith(".")) return name;
  const path = relative(SRC, resolve(SRC, dirname(file), name))
    .replaceAll("\\", "/")
    .replace(/\.js$/, "");
  return sources.includes(`${path}.ts`) ? `${path}.ts` : `${path}/`;
}

const roomOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((room) => file.startsWith(room))
    .toSorted((a, b) => b.length - a.length)[0];

test("there are sources to look at, and imports are found in them", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(importsOf("desk/decide.ts")).toContain("desk/intake.ts");
});

test("every file stands in a room that has a rule", () => {
  expect(sources.filter((file) => file !== "main.ts" && roomOf(file) === undefined)).toEqual([]);
});

test.each(sources.filter((file) => file !== "main.ts"))("%s imports only what its room may", (file) => {
  const allowed = [...(MAY_IMPORT[roomOf(file) ?? ""] ?? []), ...(EXCEPTIONS[file] ?? [])];
  const isAllowed = (name: string) =>
    allowed.some((p) => name === p || name.startsWith(/[/:]$/.test(p) ? p : `${p}/`));
  expect(importsOf(file).filter((name) => !isAllowed(name))).toEqual([]);
});

test.each(sources.filter((file) => PURE.some((room) => file.startsWith(room))))("%s is pure", (file) => {
  expect(IMPURE.exec(codeOf(file))?.[0]).toBeUndefined();
});

/** `cli/` hands it to config.ts; other programs, the embedded database's and git, need the system's own. */
const READS_ENVIRONMENT = ["cli/", "store/embedded/", "sources/git.ts"];

test("nothing but the commands reads the environment: no variable leads past config.ts", () => {
  const reading = sources.filter((file) => codeOf(file).includes("process.env"));
  expect(reading.filter((file) => !READS_ENVIRONMENT.some((room) => file.startsWith(room)))).toEqual([]);
});

test.each(sources)("%s opens with the question it answers", (file) => {
  expect(textOf(file)).toMatch(/^(?:\/\*\*|\/\/)/);
});

test("no room is named for having no name", () => {
  expect(
    sources.filter((file) =>
      /(?:utils?|helpers?|common|misc|services?|managers?|types)(?:\.ts|\/)/.test(file),
    ),
  ).toEqual([]);
});
