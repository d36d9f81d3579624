/** How is emulate's Slack started, and how does anybody hear its events? It has no public way to subscribe to them. */
import { createEmulator, defineEmulator, type EmulatorContext } from "emulate";

type Dispatcher = EmulatorContext<object>["webhooks"];

export type Emulator = { url: string; tellEventsTo(url: string): void; close(): Promise<void> };

export async function startEmulator(seed: Record<string, unknown>): Promise<Emulator> {
  const [emulator, dispatcher] = await watchForDispatcher(() =>
    createEmulator({ service: "slack", port: 0, seed: { slack: seed } }),
  );
  return {
    url: `http://127.0.0.1:${new URL(emulator.url).port}`,
    tellEventsTo: (url) => void dispatcher.register({ url, events: ["*"], active: true, owner: "slack" }),
    close: () => emulator.close(),
  };
}

/** Each service sets up its own dispatcher as it starts: whoever does that meanwhile is the one. */
async function watchForDispatcher<T>(start: () => Promise<T>): Promise<[T, Dispatcher]> {
  const dispatchers = await prototypeOfDispatchers();
  const { setHeaderFactory } = dispatchers;
  let found: Dispatcher | undefined;
  const keep = (dispatcher: Dispatcher) => void (found = dispatcher);
  dispatchers.setHeaderFactory = function (this: Dispatcher, factory) {
    keep(this);
    setHeaderFactory.call(this, factory);
  };
  try {
    const started = await start();
    if (!found) throw new Error("emulate keeps its events to itself: has it changed?");
    return [started, found];
  } finally {
    dispatchers.setHeaderFactory = setHeaderFactory;
  }
}

/** A service of our own is given a dispatcher, of the same class. */
async function prototypeOfDispatchers(): Promise<Dispatcher> {
  let found: Dispatcher | undefined;
  const probe = await createEmulator({
    service: defineEmulator({
      name: "probe",
      state: () => ({}),
      setup: ({ webhooks }) => void (found = Object.getPrototypeOf(webhooks) as Dispatcher),
    }),
    listen: false,
  });
  await probe.close();
  if (!found) throw new Error("emulate gave its probe no dispatcher: has it changed?");
  return found;
}
