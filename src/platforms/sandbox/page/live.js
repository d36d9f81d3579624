/** When does the page read again? When the sandbox says that a place changed, and whenever it is reachable again. */
import { useEffect, useRef, useState } from "./draw.js";

const RETRY_MS = 1_000;
const listeners = new Set();
const watchers = new Set();
let state = "connecting";

function setState(next) {
  state = next;
  for (const watch of watchers) watch(next);
}

/** Opened again by hand: browsers give up on their own when a restarting server answers with an error. */
export function connect() {
  const source = new EventSource("/sandbox/changes");
  source.addEventListener("hello", () => {
    setState(state === "lost" ? "back" : "connected");
    for (const listen of listeners) listen(undefined);
  });
  source.addEventListener("changed", (event) => {
    const { place } = JSON.parse(event.data);
    for (const listen of listeners) listen(place);
  });
  source.addEventListener("error", () => {
    source.close();
    setState("lost");
    setTimeout(connect, RETRY_MS);
  });
}

/** connecting, connected, lost, or back (connected again). */
export function useConnection() {
  const [current, setCurrent] = useState(state);
  useEffect(() => {
    watchers.add(setCurrent);
    return () => watchers.delete(setCurrent);
  }, []);
  return current;
}

/**
 * What `load` brings; loaded again when `place` changes (any place when undefined). `key` names what is loaded: while it
 * is a new one, the old data is not shown. Never two loads at once, and the last change is always seen.
 */
export function useLoaded(key, place, load) {
  const [loaded, setLoaded] = useState({ key: undefined, data: undefined });
  const newest = useRef(load);
  newest.current = load;
  useEffect(() => {
    const now = { open: true, loading: false, again: false };
    const read = async () => {
      if (now.loading) {
        now.again = true;
        return;
      }
      now.loading = true;
      do {
        now.again = false;
        try {
          const data = await newest.current();
          if (now.open) setLoaded({ key, data });
        } catch (error) {
          if (now.open) setLoaded((before) => (before.key === key ? before : { key, error: error.message }));
        }
      } while (now.again && now.open);
      now.loading = false;
    };
    const listen = (changed) => {
      if (changed === undefined || place === undefined || changed === place) void read();
    };
    listeners.add(listen);
    void read();
    return () => {
      now.open = false;
      listeners.delete(listen);
    };
  }, [key, place]);
  return loaded.key === key ? loaded : {};
}
