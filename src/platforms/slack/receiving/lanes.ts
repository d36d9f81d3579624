/** What must be stored one after the other? Changes of one message or chat: a deletion never overtakes what it deletes. */
import { isDirectChannel } from "../address";
import { teamsOf, type Body } from "./bodies";

export type Lanes = {
  /** Runs `work` when all that was begun in this lane is over, however it ended. */
  run<T>(lane: string, work: () => Promise<T>): Promise<T>;
};

export function createLanes(): Lanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(lane, work) {
      const before = last.get(lane);
      const running = before ? before.then(work, work) : work();
      last.set(lane, running);
      void running.catch(() => {}).then(() => last.get(lane) === running && last.delete(lane));
      return running;
    },
  };
}

/** A chat, or one thread of a channel. Undefined: it can overtake nothing. */
export function laneOf(body: Body): string | undefined {
  const event = body.kind === "event" ? body.body.event : undefined;
  if (typeof event?.channel !== "string") return undefined;
  const place = `${teamsOf(body)[0]}/${event.channel}`;
  if (isDirectChannel(event.channel, event.channel_type)) return place;
  const said = event.message ?? event.previous_message ?? event;
  return `${place}/${said.thread_ts ?? said.ts}`;
}
