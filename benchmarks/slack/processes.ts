/** Who takes part in measuring? Bolt, the house and the one who sends, each in a process of its own. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Task } from "./house";
import { SECRET, type Load, type Loaded } from "./load";

export type Running = { child: ChildProcess; url: string };
/** Where our platform finds Slack's Web API, and its database: none is the embedded one. */
export type Surroundings = { apiUrl: string; databaseUrl?: string };

export const startHouse = ({ apiUrl, databaseUrl }: Surroundings): Promise<Running> => {
  const words = databaseUrl === undefined ? [apiUrl] : [apiUrl, databaseUrl];
  return started(
    fork(join(__dirname, "house.ts"), words, { execArgv: [...process.execArgv, "--expose-gc"] }),
  );
};

export const startBolt = (): Promise<Running> => {
  const env = { ...process.env, SLACK_SIGNING_SECRET: SECRET, PORT: "0" };
  return started(fork(join(__dirname, "bolt.cjs"), { execArgv: [], env }));
};

async function started(child: ChildProcess): Promise<Running> {
  return { child, url: await answerOf<string>(child) };
}

export const askHouse = ({ child }: Running, task: Task): Promise<number> => {
  child.send(task);
  return answerOf<number>(child);
};

export type Generator = { load(order: Omit<Load, "first">): Promise<Loaded>; stop(): void };

export function startGenerator(): Generator {
  const child = fork(join(__dirname, "load.ts"));
  let first = 0;
  return {
    async load(order) {
      child.send({ ...order, first } satisfies Load);
      first += order.count;
      const loaded = await answerOf<Loaded>(child);
      if (loaded.refused > 0) throw new Error(`${loaded.refused} messages were not acknowledged.`);
      return loaded;
    },
    stop: () => child.disconnect(),
  };
}

/** Rejects when the process ends instead. */
async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = new AbortController();
  const end = (): void => ended.abort(new Error("A process that was measured has ended."));
  child.once("exit", end);
  const [answer] = (await once(child, "message", { signal: ended.signal })) as [Answer];
  child.off("exit", end);
  return answer;
}
