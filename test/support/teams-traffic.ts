/** How is a busy morning played on Teams, and was nothing of it lost, and nothing done twice but what says so? */
import type { TeamsStory } from "./teams-story";

const REQUESTERS = ["ana", "ben", "grace", "omar"];
const TECHNICIANS = ["dana", "eli", "sam"];
/** What stands on a message of which Teams did not say whether the first one arrived. */
const AGAIN = "Sent again";

export type Traffic = ReturnType<typeof createTraffic>;

export function createTraffic(story: TeamsStory) {
  let asked = 0;
  const replies = new Map<string, string>();

  const requesterOf = (number: number): string => REQUESTERS[(number - 1) % REQUESTERS.length] ?? "ana";

  /** Everybody asks for a ticket, in their own chat, so many in all. */
  async function ask(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      const requester = requesterOf(++asked);
      await story.stage.post(
        requester,
        story.direct(requester),
        `open a ticket: bell number ${asked} is silent`,
      );
    }
  }

  /**
   * A technician answers on every card that stands by now, but only once; of two the newer one: below a card of which Teams did not
   * say that it arrived, nobody hears them.
   */
  async function reply(): Promise<void> {
    for (const { text, messageId } of story.said("dana", story.desk).toReversed()) {
      const number = bellOf(text);
      if (number === undefined || replies.has(number)) continue;
      const words = `I mend bell number ${number}.`;
      replies.set(number, words);
      const by = TECHNICIANS[replies.size % TECHNICIANS.length] ?? "dana";
      await story.stage.post(by, story.threadUnder("service-desk", messageId), words);
    }
  }

  /** Time goes by until everything that is tried again has been. */
  async function calmDown(minutes = 40): Promise<void> {
    for (let minute = 0; minute < minutes; minute += 2) await story.pass(2 * 60_000);
  }

  const numbers = (): string[] => Array.from({ length: asked }, (_, n) => String(n + 1));

  /** Each message has its one ticket, its card and its answer; each reply arrived; what stands twice says so. */
  async function expectAllThere(): Promise<void> {
    const tickets = await story.database.database.ticket.findMany();
    expect(sorted(tickets.map(({ question }) => bellOf(question) ?? question))).toEqual(numbers());
    const cards = texts("dana", story.desk).flatMap((text) => bellOf(text) ?? []);
    expect(sorted([...new Set(cards)])).toEqual(numbers());
    expect(new Set(firstCards()).size).toBe(firstCards().length);
    for (const key of REQUESTERS) expectAnswered(key);
    await expectNothingLeft();
  }

  /** All that was put somewhere, as it was then. */
  const posted = (call?: "create"): string[] =>
    story.teams.calls
      .filter(
        (one) => (call ? one.call === call : /create|send/.test(one.call)) && one.outcome.startsWith("201"),
      )
      .map(({ body }) => JSON.stringify(body));

  const firstCards = (): string[] =>
    posted("create")
      .filter((text) => !text.includes(AGAIN))
      .flatMap((text) => bellOf(text) ?? []);

  function expectAnswered(key: string): void {
    const said = texts(key, story.direct(key));
    const own = numbers().filter((number) => requesterOf(Number(number)) === key);
    const opened = firsts(said, (text) => /I've opened ticket (HD-\d+)/.exec(text)?.[1]);
    expect([key, opened.length, new Set(opened).size]).toEqual([key, own.length, own.length]);
    const expected = [...replies.keys()].filter((number) => requesterOf(Number(number)) === key);
    expect(firsts(said, (text) => /I mend bell number (\d+)\./.exec(text)?.[1])).toEqual(sorted(expected));
  }

  async function expectNothingLeft(): Promise<void> {
    const { outboxMessage, inboxEvent } = story.database.database;
    const unsent = await outboxMessage.findMany({ where: { status: { notIn: ["sent", "cancelled"] } } });
    // A reaction is not worth it that the words behind it wait.
    expect(unsent.filter(({ message }) => (message as { verb?: string }).verb !== "mark")).toEqual([]);
    expect(await inboxEvent.count({ where: { status: { not: "handled" } } })).toBe(0);
    expect(story.teams.lost).toEqual([]);
  }

  const texts = (by: string, place: typeof story.desk): string[] =>
    story.said(by, place).map(({ text }) => text);

  /** How many messages were sent again and said so. A later change of one takes that away. */
  const repeated = (): number => posted().filter((text) => text.includes(AGAIN)).length;

  return { ask, reply, calmDown, expectAllThere, repeated };
}

const bellOf = (text: string): string | undefined => /bell number (\d+)/.exec(text)?.[1];

/** What is told without saying that it may stand there already. A message whose first one never arrived says so, too. */
function firsts(texts: string[], read: (text: string) => string | undefined): string[] {
  const all = (some: string[]) => some.flatMap((text) => read(text) ?? []);
  const [again, first] = [
    texts.filter((text) => text.includes(AGAIN)),
    texts.filter((text) => !text.includes(AGAIN)),
  ];
  const known = all(first);
  return sorted([...known, ...new Set(all(again).filter((one) => !known.includes(one)))]);
}

const sorted = (texts: string[]): string[] =>
  texts.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }));
