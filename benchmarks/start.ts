/**
 * How long from `tierdesk start` until it is ready, and until the first answer is on the page? On a data folder that exists
 * already (after the first start), as at every restart.
 *
 * node -r ./test/support/typescript.cjs benchmarks/start.ts
 */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PROGRAM = resolve(__dirname, "..", "bin", "tierdesk.mjs");
const RUNS = 5;

type Started = { child: ChildProcess; url: string; readyMs: number };

function start(dataDir: string): Promise<Started> {
  const begin = performance.now();
  const env = { ...process.env, PORT: "0", TIERDESK_DATA: dataDir };
  const child = spawn(process.execPath, [PROGRAM, "start"], { env, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((done, failed) => {
    child.once("exit", () => failed(new Error("The program ended before it was ready.")));
    child.stdout.on("data", (data: Buffer) => {
      const url = /ready: (http\S+)/.exec(data.toString())?.[1];
      if (url) done({ child, url, readyMs: performance.now() - begin });
    });
  });
}

const stop = ({ child }: Started): Promise<void> =>
  new Promise((done) => {
    child.removeAllListeners("exit");
    child.once("exit", () => done());
    child.kill("SIGTERM");
  });

/** Milliseconds from the question until the answer can be read. */
async function firstAnswer(url: string, run: number): Promise<number> {
  const begin = performance.now();
  const sent = await fetch(`${url}/sandbox/acts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      act: "post",
      as: "ana",
      in: "direct/ana",
      text: "I forgot my password",
      files: [],
    }),
  });
  if (!sent.ok) throw new Error(`The sandbox refused the question: ${sent.status} ${await sent.text()}`);
  for (;;) {
    const seen = await fetch(`${url}/sandbox/messages?as=ana&in=direct/ana`);
    const text = await seen.text();
    if (text.split("forgot-password.md").length > run) return performance.now() - begin;
    if (performance.now() - begin > 20_000) throw new Error("No answer within 20 seconds.");
    await new Promise((wait) => setTimeout(wait, 2));
  }
}

async function measure(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tierdesk-start-"));
  chmodSync(dataDir, 0o755);
  const first = await start(dataDir);
  console.log(`first start, making the database: ready after ${Math.round(first.readyMs)} ms`);
  await stop(first);
  const ready: number[] = [];
  const answered: number[] = [];
  for (let run = 1; run <= RUNS; run++) {
    const started = await start(dataDir);
    ready.push(started.readyMs);
    answered.push(started.readyMs + (await firstAnswer(started.url, run)));
    await stop(started);
  }
  console.log(
    `start until ready: ${median(ready)} ms; until the first answer can be read: ${median(answered)} ms (median of ${RUNS})`,
  );
  rmSync(dataDir, { recursive: true, force: true });
}

const median = (all: number[]): number =>
  Math.round(all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0);

void measure();
