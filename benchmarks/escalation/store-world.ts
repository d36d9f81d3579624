// How does a year go by on the real store? Inbox, handle, outbox and clock as in the program, with nothing but time made up.

import { createClock } from "../../src/clock";
import { DEFAULT_DESK } from "../../src/desk/model";
import { createHandle } from "../../src/handle";
import { createInbox } from "../../src/inbox/inbox";
import { createOutbox } from "../../src/outbox/outbox";
import type { Store } from "../../src/store/client";
import { nextDeadlineAt } from "../../src/store/deadlines";
import { nextDueAt } from "../../src/store/outbox";
import { createRecordingPlatform } from "../../test/support/recording-platform";
import type { World, WorldParts } from "./world";

const log = { info: () => {}, warn: console.warn, error: console.error };

export const createStoreWorld =
  ({ db: database, pool }: Store) =>
  async ({ start, decide }: WorldParts): Promise<World> => {
    let at = start;
    let decided = 0;
    const now = (): Date => new Date(at);
    const shared = { database, now, log };
    const handleNext = createHandle({
      ...shared,
      decide: (event, state, moment) => {
        decided += 1;
        return decide(event, state, moment);
      },
      deskOf: () => DEFAULT_DESK,
    });
    const inbox = createInbox({ ...shared, handleNext });
    const outbox = createOutbox({
      ...shared,
      platforms: [createRecordingPlatform()],
      connect: () => pool.connect(),
    });
    const clock = createClock({ ...shared, receive: inbox.receive, everyMs: 3_600_000 });
    await outbox.start();
    inbox.start();

    /** Until nothing more follows from what has happened: receipts are events, and so are deadlines. */
    async function settle(): Promise<void> {
      for (let before = -1; before < decided;) {
        before = decided;
        await clock.tick();
        inbox.nudge();
        await inbox.idle();
        outbox.nudge();
        await outbox.idle();
        inbox.nudge();
        await inbox.idle();
      }
    }

    return {
      async tell(event) {
        await inbox.receive(event);
        await settle();
      },
      async nextAt() {
        const moments = await Promise.all([nextDeadlineAt(database, now()), nextDueAt(database, now())]);
        return Math.min(...moments.map((moment) => moment?.getTime() ?? Infinity));
      },
      async goOn(to) {
        if (to <= at) return;
        at = to;
        await settle();
      },
      async close() {
        await inbox.stop();
        await outbox.stop();
      },
    };
  };
