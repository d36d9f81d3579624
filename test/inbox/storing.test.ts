import { createStoring } from "../../src/inbox/storing";
import { posted } from "../store/samples";

/** A database that answers when it is told to. `stored`: the ids of each statement. */
function slowStore() {
  const stored: string[][] = [];
  const answers: { resolve(): void; reject(error: Error): void }[] = [];
  const receive = createStoring((events) => {
    stored.push(events.map(({ id }) => id));
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  });
  const answer = async (error?: Error): Promise<void> => {
    const next = answers.shift();
    if (error) next?.reject(error);
    else next?.resolve();
    // What follows from it is done before anything else is looked at.
    await new Promise(process.nextTick);
  };
  return { stored, answer, receive: (id: string) => receive(posted(id)) };
}

const settled = (work: Promise<void>[]): Promise<string[]> =>
  Promise.all(
    work.map((one) =>
      one.then(
        () => "stored",
        (error: Error) => error.message,
      ),
    ),
  );

it("stores at once what comes alone", async () => {
  const { stored, answer, receive } = slowStore();
  const first = receive("a");
  expect(stored).toEqual([["a"]]);
  await answer();
  await first;
  void receive("b");
  expect(stored).toEqual([["a"], ["b"]]);
});

it("stores in one statement, in their order, those that come while another is being stored", async () => {
  const { stored, answer, receive } = slowStore();
  const all = ["a", "b", "c", "d"].map(receive);
  await answer();
  expect(stored).toEqual([["a"], ["b", "c", "d"]]);
  await answer();
  expect(await settled(all)).toEqual(["stored", "stored", "stored", "stored"]);
});

it("tells nobody that it is stored before its own statement has ended", async () => {
  const { answer, receive } = slowStore();
  const told: string[] = [];
  for (const id of ["a", "b"]) void receive(id).then(() => told.push(id));
  await answer();
  expect(told).toEqual(["a"]);
  await answer();
  expect(told).toEqual(["a", "b"]);
});

it("refuses only the one that the database refuses", async () => {
  const { stored, answer, receive } = slowStore();
  const all = ["a", "b", "bad", "c"].map(receive);
  await answer();
  await answer(new Error("refused"));
  expect(stored.slice(2)).toEqual([["b"], ["bad"], ["c"]]);
  await answer();
  await answer(new Error("refused"));
  await answer();
  expect(await settled(all)).toEqual(["stored", "stored", "refused", "stored"]);
});

it("asks a database that is away once for all that wait, and again for what comes later", async () => {
  const { stored, answer, receive } = slowStore();
  const away = Object.assign(new Error("away"), { code: "ECONNREFUSED" });
  const all = ["a", "b", "c"].map(receive);
  await answer();
  await answer(away);
  expect(await settled(all)).toEqual(["stored", "away", "away"]);
  const later = receive("d");
  expect(stored).toEqual([["a"], ["b", "c"], ["d"]]);
  await answer();
  await later;
});

it("goes on with others when one statement hangs", async () => {
  jest.useFakeTimers({ doNotFake: ["nextTick"] });
  try {
    const { stored, receive } = slowStore();
    void receive("hangs");
    void receive("next");
    expect(stored).toEqual([["hangs"]]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stored).toEqual([["hangs"], ["next"]]);
  } finally {
    jest.useRealTimers();
  }
});
