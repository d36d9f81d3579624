// What does the thread do that holds the network? A question at once, a knowledge base's texts in between.
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { ANSWERED, READY, openDoor } from "./door";
import type { Door, Encoded, Request } from "./door";
import { encodeTexts } from "./encoding";
import type { Known } from "./meanings-file";
import { loadNetwork } from "./network";
import type { Network } from "./network";
import { undisturbed } from "./undisturbed";

type Question = Extract<Request, { kind: "question" }>;

function serve(network: Network, port: MessagePort, door: Door): void {
  const questions: Question[] = [];
  /** The newest of each knowledge base; an older one is given up, what it has made is not. */
  const jobs = new Map<string, AsyncGenerator<void, Encoded>>();
  const known = new Map<string, Known>();
  let working = false;

  function take(request: Request): void {
    if (request.kind === "question") return void questions.push(request);
    const ofBase = known.get(request.base) ?? new Map();
    known.set(request.base, ofBase);
    jobs.set(request.base, encodeTexts(network, request, ofBase));
  }

  async function step(base: string, job: AsyncGenerator<void, Encoded>): Promise<void> {
    const { done, value } = await job.next();
    if (!done) return;
    port.postMessage(value);
    if (jobs.get(base) === job) jobs.delete(base);
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (;;) {
      // They come between two of our steps too, but behind what those have put off.
      for (let next; (next = receiveMessageOnPort(port));) take(next.message as Request);
      const question = questions.shift();
      const [job] = jobs;
      if (question) await answer(network, door, question);
      else if (job) await step(...job);
      else break;
    }
    working = false;
  }

  port.on("message", (request: Request) => {
    take(request);
    void work();
  });
  Atomics.store(door.state, READY, 1);
}

async function answer(network: Network, { state, meaning }: Door, { number, text }: Question): Promise<void> {
  meaning.set(await network.run([network.tokensOf(text)]));
  Atomics.store(state, ANSWERED, number);
  Atomics.notify(state, ANSWERED);
}

async function start(port: MessagePort): Promise<void> {
  const door = openDoor((workerData as { memory: SharedArrayBuffer }).memory);
  const network = await undisturbed(door.state, loadNetwork);
  const run = (texts: number[][]) => undisturbed(door.state, () => network.run(texts));
  serve({ ...network, run }, port, door);
}

// What it throws ends the thread, and reaches the other one as its `error`.
if (parentPort) void start(parentPort);
