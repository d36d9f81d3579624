/** Does somebody who wrote see that they are being looked after? A line in their chat, until something is posted there. */
import type { Ts } from "../address";
import { createWarnOnce } from "../../warn-once";
import type { SlackLog } from "../options";
import { failureName } from "../refusals";
import type { Workspace } from "../workspaces";

const STATUS = "is looking…";
/** Most answers are there sooner: for those the calls that show a status and take it away would be all there is to see. */
const SOON_MS = 300;
/** Slack takes a status away when something is posted; when nothing is, we do. */
const STATUS_MS = 8_000;

/** Where a status stands: the chat's channel, and whose chat it is. */
export type StatusPlace = { channel: string; user: string; thread: Ts };

export type Statuses = {
  /** When nothing is posted there soon. Never rejects. */
  show(workspace: Workspace, place: StatusPlace): Promise<void>;
  /** Something was posted there: Slack has taken the status away. `chat`: the channel or the user. */
  clear(chat: string, thread: Ts): void;
  /** Nothing is taken away any more: at a stop. */
  stop(): void;
};

type Shown = { place: StatusPlace; over: AbortController };

export function createStatuses(log: SlackLog, lastsMs = STATUS_MS): Statuses {
  const warnOnce = createWarnOnce(log);
  const shown = new Map<string, Shown>();

  async function set({ client, team }: Workspace, place: StatusPlace, status: string): Promise<void> {
    try {
      const { channel, thread } = place;
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
    } catch (error) {
      warnOnce("slack.status_not_shown", { team, error: failureName(error) });
    }
  }

  function end(one: Shown): void {
    one.over.abort();
    for (const key of keysOf(one.place)) if (shown.get(key) === one) shown.delete(key);
  }

  /** Not awaited by whoever shows it: a stop waits for what is begun, not for this. */
  async function takeAwayLater(workspace: Workspace, one: Shown): Promise<void> {
    if (await isOverWithin(lastsMs, one.over.signal)) return;
    end(one);
    await set(workspace, one.place, "");
  }

  return {
    async show(workspace, place) {
      const one: Shown = { place, over: new AbortController() };
      const { signal } = one.over;
      for (const key of keysOf(place)) shown.set(key, one);
      if (await isOverWithin(SOON_MS, signal)) return;
      await set(workspace, place, STATUS);
      // The answer was faster than the status, which Slack has put below it.
      if (signal.aborted) return set(workspace, place, "");
      void takeAwayLater(workspace, one);
    },
    clear(chat, thread) {
      const one = shown.get(`${chat}/${thread}`);
      if (one) end(one);
    },
    stop() {
      for (const one of shown.values()) end(one);
    },
  };
}

/** Whether it was over before the time was. */
const isOverWithin = (ms: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms).unref();
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });

const keysOf = ({ channel, user, thread }: StatusPlace) => [`${channel}/${thread}`, `${user}/${thread}`];
