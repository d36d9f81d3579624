/** How does a command learn what texts mean? The thread is there as long as the work needs it. */
import { ConfigError, readMeaning } from "../config";
import { createMeanings, type Meanings } from "../meaning/meanings";

/** Undefined where TIERDESK_MEANING says so. What is wrong goes to standard error: the words alone must do. */
export async function withMeanings<T>(work: (meanings: Meanings | undefined) => Promise<T>): Promise<T> {
  const problems: string[] = [];
  const folder = readMeaning(process.env, problems);
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  if (folder === undefined) return work(undefined);
  const meanings = createMeanings({ folder, onLost: (why) => process.stderr.write(`${why}\n`) });
  try {
    return await work(meanings);
  } finally {
    await meanings.stop();
  }
}
