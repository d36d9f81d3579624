/** A process that ends while its threads have much to do. */
import { setTimeout as wait } from "node:timers/promises";
import { createMeanings } from "../../src/meaning/meanings";

const TEXTS = Array.from({ length: 2000 }, (_, i) => `Printer number ${i} is broken`);

/** Three, for at any moment one of them is within ONNX Runtime, where it must not be cut short. */
async function leave(): Promise<void> {
  const all = [1, 2, 3].map(() => createMeanings({ onLost: (why) => process.stderr.write(why) }));
  for (const meanings of all) void meanings.encodeAll("kb", TEXTS);
  for (const meanings of all) while (!meanings.encode("ready?")) await wait(5);
  // They have put the question before their work, and do that now.
  await wait(200);
  process.exit(0);
}

void leave();
