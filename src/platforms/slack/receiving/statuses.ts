/** Does somebody who wrote see that they are being looked after? A line in their chat, until something is posted there. */
import type { Ts } from "../address";
import { createWarnOnce } from "./once";
import type { SlackLog } from "../options";
import { failureName } from "../refusals";
import type { Workspace } from "../workspaces";

const STATUS = "is looking…";
/** Slack takes a status away when something is posted; when nothing is, we do. */
const STATUS_MS = 8_000;

/** Where a status stands: the chat's channel, and whose chat it is. */
export type StatusPlace = { channel: string; user: string; thread: Ts };

export type Statuses = {
  /** Never rejects. */
  show(workspace: Workspace, place: StatusPlace): Promise<void>;
  /** Something was posted there: Slack has taken the status away. `chat`: the channel or the user. */
  clear(chat: string, thread: Ts): void;
  /** Nothing is taken away any more: at a stop. */
  stop(): void;
};

type Shown = { place: StatusPlace; timer: NodeJS.Timeout; isOver: boolean };

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
    one.isOver = true;
    clearTimeout(one.timer);
    for (const key of keysOf(one.place)) if (shown.get(key) === one) shown.delete(key);
  }

  return {
    async show(workspace, place) {
      const timer = setTimeout(() => {
        end(one);
        void set(workspace, place, "");
      }, lastsMs).unref();
      const one: Shown = { place, timer, isOver: false };
      for (const key of keysOf(place)) shown.set(key, one);
      await set(workspace, place, STATUS);
      // The answer was faster than the status, which Slack has put below it.
      if (one.isOver) await set(workspace, place, "");
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

const keysOf = ({ channel, user, thread }: StatusPlace) => [`${channel}/${thread}`, `${user}/${thread}`];
