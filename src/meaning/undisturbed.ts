// When may the thread be ended? A thread that is ended while it is within ONNX Runtime takes the whole process with it.
import { BUSY, ENDING } from "./door";

type State = Int32Array<SharedArrayBuffer>;

/** Loading the model takes a quarter of a second, on a busy machine two; a text of 96 tokens 35 ms. */
const PATIENCE_MS = 5000;

/** In the thread: does work that must not be cut short, unless the end has come; then it waits for that. */
export async function undisturbed<Result>(state: State, work: () => Promise<Result>): Promise<Result> {
  // In this order: whoever ends the thread says so first, and looks whether it is busy then.
  Atomics.store(state, BUSY, 1);
  try {
    if (Atomics.load(state, ENDING) === 0) return await work();
  } finally {
    Atomics.store(state, BUSY, 0);
    Atomics.notify(state, BUSY);
  }
  return new Promise<never>(() => {});
}

/** Outside: from here on it does nothing that must not be cut short. It is busy when it begins. */
export function beforeItEnds(state: State): void {
  Atomics.store(state, ENDING, 1);
  Atomics.wait(state, BUSY, 1, PATIENCE_MS);
}
