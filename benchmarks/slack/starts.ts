/** How long from the start of the program until Slack's first message is acknowledged? On a data folder that exists already. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { message, SECRET } from "./load";
import type { Surroundings } from "./processes";

const STARTS = 5;
const ROOT = resolve(__dirname, "..", "..");
const PROGRAMS = {
  "Bolt, doing nothing": [join(__dirname, "bolt.cjs")],
  Tierdesk: [join(ROOT, "bin", "tierdesk.mjs"), "start"],
};
const PATIENCE_MS = 30_000;

export async function measureStarts({ apiUrl, databaseUrl }: Surroundings): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tierdesk-slack-start-"));
  chmodSync(dataDir, 0o711); // run by root, the embedded server's user must get in
  const environment = {
    ...process.env,
    TIERDESK_DATA: dataDir,
    TIERDESK_KB: join(ROOT, "knowledge-base"),
    TIERDESK_PLAN: planWithSlack(dataDir),
    SLACK_BOT_TOKEN: "xoxb-measuring",
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: apiUrl,
    LOG_LEVEL: "error",
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
  const times = new Map<string, number[]>();
  for (let run = 0; run <= STARTS; run++)
    for (const [name, words] of Object.entries(PROGRAMS)) {
      const took = await firstAcknowledged(words, environment, 10_000_000 + run);
      // The first one builds, and makes the database.
      if (run > 0) times.set(name, [...(times.get(name) ?? []), took]);
    }
  console.table(Object.fromEntries([...times].map(([name, all]) => [name, { "start ms": median(all) }])));
  rmSync(dataDir, { recursive: true, force: true });
}

async function firstAcknowledged(
  words: string[],
  environment: NodeJS.ProcessEnv,
  number: number,
): Promise<number> {
  const port = await freePort();
  const begin = performance.now();
  const env = { ...environment, PORT: String(port) };
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    while (!(await isAcknowledged(`http://127.0.0.1:${port}`, number))) {
      if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS)
        throw new Error("The program does not answer.");
      await new Promise((wait) => setTimeout(wait, 3));
    }
    return performance.now() - begin;
  } finally {
    await end(child);
  }
}

async function isAcknowledged(url: string, number: number): Promise<boolean> {
  const { path, ...request } = message(number, 1);
  const answered = await fetch(`${url}${path}`, request).catch(() => undefined);
  await answered?.text();
  return answered?.status === 200;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** The example's plan, whose Tier 2 has a channel in Slack too. */
function planWithSlack(folder: string): string {
  const file = join(folder, "helpdesk.yaml");
  const plan = readFileSync(join(ROOT, "helpdesk.yaml"), "utf8");
  writeFileSync(
    file,
    plan.replace("{ sandbox: service-desk }", "{ sandbox: service-desk, slack: C0TECHNICIANS }"),
  );
  return file;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const median = (all: number[]): number =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);
