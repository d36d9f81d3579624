/** Who takes part in measuring? The least that an app does, the house and the one who sends, each in a process of its own. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Task } from "./house";
import type { Load, Loaded, MakeMessage } from "./load";

/** A program that tells its address, or waits for orders. */
export type Part = { file: string; words?: string[]; env?: Record<string, string> };

/** Of the whole program. `channel`: Tier 2's, as the plan names it. `preload`: what is loaded before it. */
export type Start = { message: MakeMessage; channel: string; env: Record<string, string>; preload?: string };

/** What is measured. `least`: an app of the service's own SDK that does nothing. */
export type Service = {
  house: Part;
  generator: Part;
  least: Part & { name: string };
  /** So long goes on what a direct message led to: not while the next one is measured. */
  settleMs: number;
  start: Start;
  /** None: the embedded one. */
  databaseUrl?: string;
};

export type Running = { child: ChildProcess; url: string };

export const startHouse = ({ house, databaseUrl = "" }: Service): Promise<Running> =>
  started(
    fork(house.file, [databaseUrl, ...(house.words ?? [])], {
      execArgv: [...process.execArgv, "--expose-gc"],
    }),
  );

export const startLeast = ({ least: { file, env } }: Service): Promise<Running> =>
  started(fork(file, { execArgv: [], env: { ...process.env, ...env, PORT: "0" } }));

async function started(child: ChildProcess): Promise<Running> {
  return { child, url: await answerOf<string>(child) };
}

export const askHouse = ({ child }: Running, task: Task): Promise<number> => {
  child.send(task);
  return answerOf<number>(child);
};

export type Generator = { load(order: Omit<Load, "first">): Promise<Loaded>; stop(): void };

export function startGenerator({ generator: { file, words = [] } }: Service): Generator {
  const child = fork(file, words);
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
