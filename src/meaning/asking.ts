// How does the main thread wait for one answer of the other, and not for longer than it is worth?
import { ANSWERED, READY } from "./door";
import type { Door, Request } from "./door";

/** A question takes 5 ms, and waits up to 40 for a text under way. A machine slower than this is not well: the words will do. */
const PATIENCE_MS = 500;
/** The desk asks for the same question several times while it considers it. */
const MOST_ANSWERS = 200;

/** Nothing else runs in this thread while it waits. Undefined: not ready, or not in time. */
export function createAsking(
  { state, meaning }: Door,
  post: (request: Request) => void,
): (text: string) => Float32Array | undefined {
  const answers = new Map<string, Float32Array>();
  let asked = 0;

  function ask(text: string): Float32Array | undefined {
    // One that was not answered in time is still before us there: we would wait for it first.
    if (Atomics.load(state, READY) === 0 || Atomics.load(state, ANSWERED) !== asked) return undefined;
    post({ kind: "question", number: asked + 1, text });
    const waited = Atomics.wait(state, ANSWERED, asked, PATIENCE_MS);
    asked++;
    return waited === "timed-out" ? undefined : meaning.slice();
  }

  return (text) => {
    const answer = answers.get(text) ?? ask(text);
    if (!answer) return undefined;
    answers.set(text, answer);
    const oldest = answers.size > MOST_ANSWERS ? answers.keys().next().value : undefined;
    if (oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
