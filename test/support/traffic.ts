/** How is a busy morning played on Slack, and was nothing of it lost or done twice? */
import { userId } from "./slack-workspace";
import { marksOf, type SlackStory } from "./slack-story";

const REQUESTERS = ["ana", "ben", "grace", "omar"];
const TECHNICIANS = ["dana", "eli", "sam"];

export type Traffic = ReturnType<typeof createTraffic>;

export function createTraffic(story: SlackStory) {
  let asked = 0;
  /** The words of each reply, and whose ticket they are for. */
  const replies: { text: string; requester: string }[] = [];

  /** Everybody asks for a ticket, in their own chat, so many in all. */
  async function ask(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const requester = REQUESTERS[asked % REQUESTERS.length] ?? "ana";
      await story.stage.post(
        requester,
        story.direct(requester),
        `open a ticket: bell number ${++asked} is silent`,
      );
    }
  }

  /** A technician answers on every card that stands by now, but only once. */
  async function reply(): Promise<void> {
    for (const { text, messageId } of story.said("dana", story.desk)) {
      const [, number = "?"] = /bell number (\d+) is silent/.exec(text) ?? [];
      const requester = REQUESTERS[(Number(number) - 1) % REQUESTERS.length] ?? "ana";
      const words = `I mend bell number ${number}.`;
      if (number === "?" || replies.some((one) => one.text === words)) continue;
      replies.push({ text: words, requester });
      const by = TECHNICIANS[replies.length % TECHNICIANS.length] ?? "dana";
      await story.stage.post(by, story.threadUnder("service-desk", messageId), words);
    }
  }

  /** Time goes by until everything that is tried again has been. */
  async function calmDown(minutes = 40): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 2) await story.pass(2 * 60_000);
  }

  const numbers = () => Array.from({ length: asked }, (_, n) => n + 1);

  /** Each message has its one ticket and its one answer; each reply arrived once; each key stands once. */
  async function expectAllOnce(): Promise<void> {
    const tickets = await story.database.database.ticket.findMany();
    expect(sorted(tickets.map(({ question }) => question))).toEqual(
      sorted(numbers().map((n) => `bell number ${n} is silent`)),
    );
    expect(sorted(story.cards().map(bellOf))).toEqual(sorted(numbers().map(String)));
    for (const key of REQUESTERS) expectAnswered(key);
    expectKeysOnce();
    expect(
      await story.database.database.outboxMessage.count({
        where: { status: { notIn: ["sent", "cancelled"] } },
      }),
    ).toBe(0);
    expect(await story.database.database.inboxEvent.count({ where: { status: { not: "handled" } } })).toBe(0);
    expect(story.slack.lost).toEqual([]);
  }

  function expectAnswered(key: string): void {
    const said = story.said(key, story.direct(key)).map(({ text }) => text);
    const own = numbers().filter((n) => REQUESTERS[(n - 1) % REQUESTERS.length] === key);
    const opened = said.flatMap((text) => /I've opened ticket (HD-\d+)/.exec(text)?.[1] ?? []);
    expect([key, opened.length, new Set(opened).size]).toEqual([key, own.length, own.length]);
    const expected = replies.filter(({ requester }) => requester === key).map(({ text }) => text);
    expect(sorted(said.flatMap((text) => /I mend bell number \d+\./.exec(text)?.[0] ?? []))).toEqual(
      sorted(expected),
    );
  }

  function expectKeysOnce(): void {
    const places = [story.desk.id, ...REQUESTERS.map(userId)];
    const marks = places.flatMap((place) =>
      marksOf(story.all(place, place.startsWith("U") ? place : userId("dana"))),
    );
    expect(marks.length).toBeGreaterThan(asked * 2);
    expect(marks.filter((mark, index) => marks.indexOf(mark) !== index)).toEqual([]);
  }

  return { ask, reply, calmDown, expectAllOnce };
}

const bellOf = (text: string): string => /bell number (\d+)/.exec(text)?.[1] ?? text;
const sorted = (texts: string[]): string[] =>
  texts.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
