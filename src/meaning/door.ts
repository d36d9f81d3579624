// What do the two threads share, so that one can wait for the other's answer without turning to other work?
import { DIMENSIONS } from "./minilm";

/** `state` is read and written by Atomics; `meaning` belongs to the question whose number `state` names as answered. */
export type Door = { memory: SharedArrayBuffer; state: Int32Array<SharedArrayBuffer>; meaning: Float32Array };

/** Places in `state`. 1 once the model is loaded. */
export const READY = 0;
/** The number of the question answered last. */
export const ANSWERED = 1;
/** 1 while the thread may not be ended, and 1 once it is going to be: see undisturbed.ts. */
export const BUSY = 2;
export const ENDING = 3;
const STATE_BYTES = 16;

export function openDoor(
  memory = new SharedArrayBuffer(STATE_BYTES + DIMENSIONS * Float32Array.BYTES_PER_ELEMENT),
): Door {
  return {
    memory,
    state: new Int32Array(memory, 0, STATE_BYTES / Int32Array.BYTES_PER_ELEMENT),
    meaning: new Float32Array(memory, STATE_BYTES),
  };
}

/** For the thread. `question` is answered through the door, `base` by a message; with `adds` what the base had stays known. */
export type Request =
  | { kind: "question"; number: number; text: string }
  | { kind: "base"; base: string; job: number; texts: string[]; adds: boolean; file?: string };

/** Meanings of the texts of a job, in their order, one after another; `encoded` of them were not known before. */
export type Encoded = { base: string; job: number; encoded: number; meanings: Float32Array };
