/** How long does a delivery wait for Teams? For each call as long as is left, and never longer than the outbox waits for us. */
import { createDeadline, type Ticks } from "../../deadline";
import { ConnectorFailure, type Call } from "../connector";

/**
 * The outbox gives a delivery up for lost after 15 s: by then nothing of it may begin. `lateMs`: so long an answer is listened to
 * that nobody waits for any more.
 */
export type Limits = { wholeMs: number; callMs: number; lateMs: number; ticks: Ticks };

export const LIMITS: Limits = {
  wholeMs: 12_000,
  callMs: 10_000,
  lateMs: 120_000,
  ticks: () => performance.now(),
};

/** Of one delivery. All reject with a ConnectorFailure, `lost` when the time is up; or with a DeliveryError when it was up before. */
export type Calls = {
  /** What may be done twice: given up when the time is up. */
  call<T>(make: (call: Call) => Promise<T>): Promise<T>;
  /** What must not be done twice: goes on for long, whether anybody waits or not. */
  begin<T>(make: (call: Call) => Promise<T>): Promise<T>;
  wait<T>(answer: Promise<T>): Promise<T>;
};

export function createCalls({ wholeMs, callMs, lateMs, ticks }: Limits): Calls {
  const startedAt = ticks();
  const deadline = createDeadline("Teams", wholeMs, ticks);
  const patienceMs = () => Math.max(0, Math.min(callMs, wholeMs - (ticks() - startedAt)));
  return {
    async call(make) {
      deadline();
      return callWithin(patienceMs(), make);
    },
    async begin(make) {
      deadline();
      return callWithin(lateMs, make);
    },
    wait: (answer) => waitFor(answer, patienceMs(), () => {}),
  };
}

function callWithin<T>(ms: number, make: (call: Call) => Promise<T>): Promise<T> {
  const aborter = new AbortController();
  return waitFor(make({ signal: aborter.signal }), ms, () => aborter.abort());
}

/** A service that heeds no signal is left, too. */
async function waitFor<T>(answer: Promise<T>, ms: number, giveUp: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      giveUp();
      reject(new ConnectorFailure("lost"));
    }, ms);
    // Nothing stays open only to wait.
    timer.unref();
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
