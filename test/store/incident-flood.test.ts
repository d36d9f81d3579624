import { addressKey } from "../../src/desk/address";
import { DEFAULT_DESK } from "../../src/desk/model";
import type { DeskEvent } from "../../src/desk/events";
import type { Person } from "../../src/desk/model";
import { threadOf } from "../support/acts";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { quietLog } from "../support/database-server";
import { createMovableClock } from "../support/movable-clock";
import { dana, direct, staff } from "../support/people";
import { createRecordingPlatform } from "../support/recording-platform";
import { aPlan, theRules } from "../support/rules";
import { openWholeDesk, type WholeDesk } from "../support/whole-desk";

const REPORTERS = 500;
const TUESDAY = "2026-11-24T15:00:00.000Z";
const rooms = ["room 1", "the gym", "the library", "the office", "room 12", "the hall"];

let database: TestDatabase;
let desk: WholeDesk | undefined;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await desk?.stop();
  await database.drop();
});

/** Whatever order they are handled in, eight at a time: through inbox, store and outbox as in the real program. */
test("five hundred people report one outage within five minutes: one thread, everybody hears, the channel is not flooded", async () => {
  const clock = createMovableClock(TUESDAY);
  const platform = createRecordingPlatform();
  const rules = theRules(aPlan({ incidents: { proposeAt: 5, openAt: 15, withinMinutes: 30 } }));
  const open = openWholeDesk([platform], {
    database,
    now: clock.now,
    log: quietLog,
    rulesOf: () => rules,
    deskOf: () => DEFAULT_DESK,
    told: () => {},
  });
  desk = open;
  await open.start();
  const settle = () => open.settle(async () => {});
  const posted = (by: Person, text: string, place = direct(by)): DeskEvent => ({
    type: "message_posted",
    id: `posted/${by.account}/${text}`,
    at: clock.now(),
    by,
    message: { in: place, messageId: `${by.account}/${text.length}` },
    replyIn: place,
    text,
    files: [],
    mentions: [],
    addressed: place.kind === "direct",
  });

  for (let minute = 0; minute < 5; minute++) {
    const reports = Array.from({ length: REPORTERS / 5 }, (_, i) => {
      const number = minute * (REPORTERS / 5) + i;
      return posted(staff(number), `open a ticket: wifi is down in ${rooms[number % rooms.length]}`);
    });
    await Promise.all(reports.map((event) => open.inbox.receive(event)));
    await settle();
    clock.forward(60_000);
  }
  // Who met too many others at the same number has waited for another turn.
  await settle();

  const incidents = await database.database.ticket.findMany({ where: { incident: { not: null } } });
  const [incident, ...others] = incidents.filter((t) => t.incident === t.number);
  expect(others).toEqual([]);
  expect(incidents).toHaveLength(REPORTERS + 1);
  const inChannel = platform.deliveries.filter(
    (d) => d.verb === "post" && addressKey(d.to) === "sandbox/channel/service-desk",
  );
  // Eight are handled at a time, each for the next number: a few more than fifteen stand alone, the first burst at the very most.
  expect(inChannel.length).toBeLessThan(REPORTERS / 5 + 20);

  const thread = await threadOf(database, incident?.number ?? 0);
  await open.inbox.receive(posted(dana, "A switch is being replaced: back by noon.", thread));
  await settle();
  clock.forward(10_000);
  await settle();
  const heard = platform.deliveries.flatMap((d) =>
    d.verb === "post" && d.to.kind === "direct" && JSON.stringify(d.content).includes("back by noon")
      ? [d.to.id]
      : [],
  );
  expect(heard.toSorted()).toEqual(Array.from({ length: REPORTERS }, (_, i) => `staff-${i}`).toSorted());

  const resolve: DeskEvent = {
    type: "form_submitted",
    id: "resolved",
    at: clock.now(),
    by: dana,
    in: thread,
    press: { action: "resolve", ticket: incident?.number ?? 0 },
    values: { text: "The switch was replaced.", kind: "solved", confirmation: "ask" },
  };
  await open.inbox.receive(resolve);
  await settle();
  expect(await database.database.ticket.count({ where: { status: "open" } })).toBe(0);
  expect(await database.database.inboxEvent.count({ where: { status: "stuck" } })).toBe(0);
}, 600_000);
