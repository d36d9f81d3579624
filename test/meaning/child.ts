/** Another process with the same folder: child.ts FOLDER TEXT... */
import { createMeanings } from "../../src/meaning/meanings";

const [folder = "", ...texts] = process.argv.slice(2);

async function encode(): Promise<void> {
  const meanings = createMeanings({ folder, onLost: (why) => process.stderr.write(why) });
  const encoded = await meanings.encodeAll("kb", texts);
  process.stdout.write(JSON.stringify({ encoded, first: [...(meanings.encode(texts[0] ?? "") ?? [])] }));
  // It is not stopped: that it waits for questions must not keep the process.
}

void encode();
