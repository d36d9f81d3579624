/** How long from the start of a program until its first message is acknowledged? On a data folder that exists already. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Message } from "./load";
import type { Service } from "./processes";

const STARTS = 5;
const ROOT = resolve(__dirname, "..", "..");
const TIERDESK = join(ROOT, "bin", "tierdesk.mjs");
const PATIENCE_MS = 30_000;

export async function measureStarts({ least, start, databaseUrl }: Service): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tierdesk-start-"));
  chmodSync(dataDir, 0o711); // run by root, the embedded server's user must get in
  const env = {
    ...process.env,
    TIERDESK_DATA: dataDir,
    TIERDESK_KB: join(ROOT, "knowledge-base"),
    TIERDESK_PLAN: planWith(start.channel, dataDir),
    LOG_LEVEL: "error",
    ...least.env,
    ...start.env,
    ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
  };
  // Builds, where that is still to be done.
  spawnSync(process.execPath, [TIERDESK, "plan", "check"], { env, stdio: "ignore" });
  const before = start.preload === undefined ? [] : ["-r", start.preload];
  const programs = { [least.name]: [least.file], Tierdesk: [...before, TIERDESK, "start"] };
  const times = new Map<string, number[]>();
  for (let run = 0; run <= STARTS; run++)
    for (const [name, words] of Object.entries(programs)) {
      const took = await firstAcknowledged(words, env, start.message(10_000_000 + run, 1));
      // The first one makes the database.
      if (run > 0) times.set(name, [...(times.get(name) ?? []), took]);
    }
  console.table(Object.fromEntries([...times].map(([name, all]) => [name, { "start ms": median(all) }])));
  rmSync(dataDir, { recursive: true, force: true });
}

async function firstAcknowledged(
  words: string[],
  environment: NodeJS.ProcessEnv,
  message: Message,
): Promise<number> {
  const port = await freePort();
  const begin = performance.now();
  const env = { ...environment, PORT: String(port) };
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "ignore", "inherit"] });
  try {
    while (!(await isAcknowledged(`http://127.0.0.1:${port}`, message))) {
      if (child.exitCode !== null || performance.now() - begin > PATIENCE_MS)
        throw new Error("The program does not answer.");
      await new Promise((wait) => setTimeout(wait, 3));
    }
    return performance.now() - begin;
  } finally {
    await end(child);
  }
}

async function isAcknowledged(url: string, { path, ...request }: Message): Promise<boolean> {
  const answered = await fetch(`${url}${path}`, request).catch(() => undefined);
  await answered?.text();
  return answered?.status === 200;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

/** The example's plan, whose Tier 2 has a channel in the service too. */
function planWith(channel: string, folder: string): string {
  const file = join(folder, "helpdesk.yaml");
  const plan = readFileSync(join(ROOT, "helpdesk.yaml"), "utf8");
  writeFileSync(file, plan.replace("{ sandbox: service-desk }", `{ sandbox: service-desk, ${channel} }`));
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
