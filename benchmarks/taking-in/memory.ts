/** Does the house need more memory the more it has taken in? Everything stays in its database, as in a busy month. */
import { askHouse, startGenerator, startHouse, type Service } from "./processes";

const MARKS = [1_000, 10_000, 25_000, 50_000, 75_000, 100_000];
/** A slow machine stops at the next mark. */
const WITHIN_MS = 300_000;

export async function measureMemory(service: Service): Promise<void> {
  const generator = startGenerator(service);
  const house = await startHouse(service);
  const megabytes = async (): Promise<number> => Math.round((await askHouse(house, "memory")) / 1024 / 1024);
  const rows: Record<string, object> = { "0 messages": { MB: await megabytes() } };
  const begin = performance.now();
  let before = 0;
  for (const mark of MARKS) {
    if (performance.now() - begin > WITHIN_MS) break;
    const count = mark - before;
    const { beganAt } = await generator.load({ url: house.url, count, connections: 16, directEvery: 2 });
    if ((await askHouse(house, "handled")) !== mark) throw new Error("Not all were handled.");
    const rate = Math.round((count * 1000) / (Date.now() - beganAt));
    rows[`${mark} messages`] = { MB: await megabytes(), "handled a second since": rate };
    before = mark;
  }
  console.table(rows);
  await askHouse(house, "stop");
  generator.stop();
}
