// Do the examples in docs/api.md tell what is ours from what is not? They are run as they stand there.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newSecret, signatureHeaders } from "../../src/webhooks/signing";

const [secret, next] = [newSecret(), newSecret()];
const body = JSON.stringify({ type: "ticket_opened", data: { text: "Grüße, 日本 😀" } });
const signed = (secrets: string[], at = new Date()) => signatureHeaders(secrets, { id: "msg_1", at, body });
const now = signed([secret]);
const { "webhook-timestamp": _, ...untimed } = now;

const CASES: [string, Record<string, string>, string, boolean][] = [
  ["ours", now, body, true],
  ["ours, while its secret is changed", signed([next, secret]), body, true],
  ["with another body", now, body.replace("opened", "closed"), false],
  ["signed with another secret", signed([next]), body, false],
  ["of ten minutes ago", signed([secret], new Date(Date.now() - 600_000)), body, false],
  [
    "of ten minutes ago, with another time",
    { ...signed([secret], new Date(0)), ...timeOf(now) },
    body,
    false,
  ],
  ["under another id", { ...now, "webhook-id": "msg_2" }, body, false],
  ["without a signature", { "webhook-id": "msg_1", ...timeOf(now) }, body, false],
  ["without a time", untimed, body, false],
  ["with no time at all", { ...now, "webhook-timestamp": "soon" }, body, false],
  ["with a signature of odd letters", { ...now, "webhook-signature": "v1,日本 x" }, body, false],
  ["without any header", {}, "", false],
];

function timeOf({ "webhook-timestamp": at = "" }: Record<string, string>): Record<string, string> {
  return { "webhook-timestamp": at };
}

const LANGUAGES = [
  [
    "js",
    process.execPath,
    "example.mjs",
    "console.log(JSON.stringify(JSON.parse(process.argv[2]).map(([h, b]) => isOurs(h, Buffer.from(b)))));",
  ],
  [
    "python",
    "python3",
    "example.py",
    "import json, sys\nprint(json.dumps([is_ours(h, b.encode()) for h, b in json.loads(sys.argv[1])]))",
  ],
] as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tierdesk-examples-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Python is not on every machine. */
const runnable = LANGUAGES.filter(([, program]) => spawnSync(program, ["--version"]).status === 0);

test.each(runnable)(
  "the example in %s takes what is ours and nothing else",
  async (language, program, name, run) => {
    const docs = await readFile("docs/api.md", "utf8");
    const [, example = ""] = new RegExp("```" + language + "\\n(.*?)```", "s").exec(docs) ?? [];
    const file = join(folder, name);
    await writeFile(file, `${example}\n${run}\n`);
    const given = JSON.stringify(CASES.map(([, headers, text]) => [headers, text]));
    const answers = execFileSync(program, [file, given], { env: { ...process.env, SECRET: secret } });
    const taken = JSON.parse(answers.toString()) as boolean[];
    expect(CASES.map(([what], i) => [what, taken[i]])).toEqual(
      CASES.map(([what, , , isOurs]) => [what, isOurs]),
    );
  },
);
