/** How does Teams bring activities to the app, and again? Each until it is answered well in time; in one place roughly in order. */
import { setTimeout as sleep } from "node:timers/promises";
import { createLanes } from "../slack/lanes";
import { createUnderway } from "../slack/underway";
import { threadOf, serviceUrlOf } from "./envelope";
import { postJson } from "./post-json";
import type { Answered, Json, World } from "./world";

export type Telling = {
  tell(activity: Json): void;
  ask(activity: Json): Promise<Answered>;
  /** Resolves when nothing is on its way and nothing waits to be sent again. */
  idle(): Promise<void>;
  /** Given up on, oldest first. */
  lost: Json[];
  /** Sends those again, in order. Teams itself would not; for tests of a longer absence. */
  sendLost(): void;
  close(): void;
};

export function createTelling(world: World, endpoint: () => string | undefined): Telling {
  const { answerWithinMs = 15_000, resendAfterMs = [0, 200, 1_000] } = world.options;
  const inOrder = createLanes();
  const underway = createUnderway();
  const lost: Json[] = [];
  const stopped = new AbortController();
  let held: (() => void)[] = [];

  async function bring(activity: Json): Promise<Answered> {
    const url = endpoint();
    if (url === undefined) return undefined;
    const answered = await postJson(url, activity, await headersFor(world), answerWithinMs);
    const isLate = answered !== undefined && world.faults.takeActivityFault("lateAnswer") > 0;
    return isLate ? undefined : answered;
  }

  /** An invoke comes again under a new id. */
  async function insist(activity: Json, tries = 0): Promise<Answered> {
    const answered = await bring(activity);
    if (answered && answered.status < 300) return answered;
    const delay = resendAfterMs[tries];
    if (delay === undefined) return answered;
    if (delay > 0) await sleep(delay, undefined, { signal: stopped.signal });
    const isInvoke = activity["type"] === "invoke";
    return insist(isInvoke ? { ...activity, id: world.newId("f:") } : activity, tries + 1);
  }

  function send(activity: Json, lane = laneOf(activity)): void {
    const sending = inOrder(lane, async () => {
      const answered = await insist(activity);
      if (!answered || answered.status >= 300) lost.push(activity);
    }).catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
    void underway.count(sending);
  }

  function release(): void {
    for (const go of held.splice(0).toReversed()) go();
  }

  return {
    lost,
    tell(activity) {
      const told = structuredClone(activity);
      const copies = world.faults.takeActivityFault("duplicate");
      for (let copy = 0; copy < copies; copy++) send(told, `${laneOf(told)} ${copy}`);
      const together = world.faults.takeActivityFault("disorder");
      if (together === 0) return send(told);
      held.push(() => send(told));
      if (held.length >= together) release();
    },
    ask(activity) {
      const copies = world.faults.takeActivityFault("duplicate");
      for (let copy = 0; copy < copies; copy++)
        void underway.count(bring({ ...structuredClone(activity), id: world.newId("f:") }));
      return underway.count(insist(structuredClone(activity)));
    },
    async idle() {
      release();
      await underway.none();
    },
    sendLost() {
      for (const activity of lost.splice(0)) send(activity);
    },
    close: () => stopped.abort(),
  };
}

async function headersFor(world: World): Promise<Record<string, string>> {
  const { sign, tenant } = world.options;
  if (!sign) return {};
  return { authorization: `Bearer ${await sign({ serviceUrl: serviceUrlOf(world), tenant })}` };
}

/** What happens in one place comes in its order. */
function laneOf({ conversation }: Json): string {
  const { id = "" } = conversation as { id?: string };
  return threadOf(id).base;
}
