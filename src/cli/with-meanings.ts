/** How does a command learn what texts mean? The thread is there as long as the work needs it. */
import { ConfigError, readMeaning } from "../config";
import { createMeanings, type Meanings } from "../meaning/meanings";

/** Undefined where TIERDESK_MEANING says so. What is wrong goes to standard error: the words alone must do. */
export async function withMeanings<T>(work: (meanings: Meanings | undefined) => Promise<T>): Promise<T> {
  const problems: string[] = [];
  const folder = readMeaning(process.env, problems);
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  if (folder === undefined) return work(undefined);
  let isLost = false;
  const meanings = createMeanings({
    folder,
    onLost(why) {
      isLost = true;
      process.stderr.write(`${why}\n`);
    },
  });
  try {
    return await work({
      ...meanings,
      encode: (text) =>
        patiently(
          () => meanings.encode(text),
          () => isLost,
        ),
    });
  } finally {
    await meanings.stop();
  }
}

/** Nobody waits in a chat: what a command finds may not depend on how busy the machine is. Twenty seconds at most. */
const WAITS = { times: 200, ms: 100 };

function patiently<T>(ask: () => T | undefined, isLost: () => boolean): T | undefined {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let time = 0; time < WAITS.times; time++) {
    const told = ask();
    if (told !== undefined || isLost()) return told;
    Atomics.wait(nobody, 0, 0, WAITS.ms);
  }
  return undefined;
}
