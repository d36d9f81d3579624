/** What must be stored one after the other? Changes of one message or chat: a deletion never overtakes what it deletes. */

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
