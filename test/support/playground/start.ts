/** How is the Microsoft 365 Agents Playground started? A Teams client and Bot Connector that others wrote, as a program of its own. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type PlaygroundPerson = { id: string; name: string; email: string; entraId: string };

/** The playground takes one who uses its page, five others, one team with one channel beside "General", and one group chat. */
export type PlaygroundTenant = {
  tenant: string;
  bot: { id: string; name: string };
  me: PlaygroundPerson;
  others: PlaygroundPerson[];
  personalChat: string;
  groupChat: { id: string; name: string };
  team: { id: string; name: string };
  channel: { id: string; name: string };
};

export type Playground = { url: string; connectorUrl: string; close(): Promise<void> };

const PATIENCE_MS = 20_000;

type Told = { botUrl: string; connectorUrl: string };

/** `program`: the package's folder. `connectorUrl`: what the bot is told to call. */
export async function startPlayground(
  program: string,
  tenant: PlaygroundTenant,
  told: Told,
): Promise<Playground> {
  try {
    return await startOnce(program, tenant, told);
  } catch {
    // Its port was taken by somebody else in between.
    return startOnce(program, tenant, told);
  }
}

async function startOnce(program: string, tenant: PlaygroundTenant, told: Told): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), "tierdesk-playground-"));
  writeFileSync(join(folder, ".m365agentsplayground.yml"), JSON.stringify(configOf(tenant), undefined, 1));
  const port = await freePort();
  const child = run(program, folder, [
    "-p",
    String(port),
    "-e",
    told.botUrl,
    "--service-url",
    told.connectorUrl,
  ]);
  const url = `http://127.0.0.1:${port}`;
  const close = async (): Promise<void> => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(url, child);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, connectorUrl: `${url}/_connector`, close };
}

function run(program: string, folder: string, more: string[]): ChildProcess {
  const env = { ...process.env, PATH: `${withoutBrowser(folder)}:${process.env["PATH"]}` };
  const asked = ["start", "-c", "msteams", "--disable-telemetry", ...more];
  return spawn(process.execPath, [join(program, "cli.js"), ...asked], { cwd: folder, stdio: "ignore", env });
}

/** It opens its page in a browser, and dies where there is none. */
function withoutBrowser(folder: string): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "xdg-open"), "#!/bin/sh\nexit 0\n");
  chmodSync(join(bin, "xdg-open"), 0o755);
  return bin;
}

const configOf = ({ tenant, bot, me, others, personalChat, groupChat, team, channel }: PlaygroundTenant) => ({
  version: "0.1.1",
  tenantId: tenant,
  bot,
  currentUser: personOf(me),
  users: others.map(personOf),
  personalChat: { id: personalChat },
  groupChat,
  team: { ...team, aadGroupId: "00000000-0000-4000-8000-0000000000cc", channels: [channel] },
});

/** The playground spells it so. */
const personOf = ({ id, name, email, entraId }: PlaygroundPerson) => ({
  id,
  name,
  userPrincipleName: email,
  aadObjectId: entraId,
  givenName: name.split(" ")[0],
  surname: name.split(" ").at(-1),
  email,
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("No port was given.");
  return address.port;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`The playground ended with ${child.exitCode}.`);
    const response = await fetch(`${url}/_internal/v1/config`).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error("The playground did not start.");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
}
