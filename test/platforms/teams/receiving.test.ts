// Is everything from Teams stored before it is acknowledged, once, and in order?
import type { DeskEvent } from "../../../src/desk/events";
import type { InvokeAnswer } from "../../../src/platforms/teams/activity";
import { ConnectorFailure } from "../../../src/platforms/teams/connector";
import {
  ANA,
  BEN,
  CHAT,
  HELP,
  SERVICE,
  TEAM,
  TENANT,
  TESS,
  TIER2,
  createBench,
  createFake,
  payload,
  refusal,
  userOf,
} from "./receiving-setup";

const NOT_SAVED = "I could not save this just now. Please press again.";
const away = () => Promise.reject(new Error("The database is away"));

const idsOf = (events: DeskEvent[]) => events.map(({ id }) => id.replace(`teams/${TENANT}/`, ""));

/** Everything that a dialog or a word shows, as one text. */
const shown = (answer: InvokeAnswer | undefined) => JSON.stringify(answer?.body);

describe("what is said", () => {
  test("is not acknowledged while it is not stored", async () => {
    let store = () => {};
    const stored = new Promise<void>((resolve) => (store = resolve));
    const bench = createBench({ receive: () => stored });
    let isAcknowledged = false;
    const taken = bench.give("direct-message").then(() => (isAcknowledged = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isAcknowledged).toBe(false);
    store();
    await taken;
    expect(isAcknowledged).toBe(true);
  });

  test("and cannot be stored, is not acknowledged", async () => {
    const bench = createBench({ receive: away });
    await expect(bench.give("direct-message")).rejects.toThrow("away");
  });

  test("is of one tenant, however its id is written", async () => {
    const bench = createBench();
    await bench.give("direct-message", { channelData: { tenant: { id: TENANT.toUpperCase() } } });
    await bench.give("direct-message");
    const [capital, small] = bench.events;
    expect(capital).toEqual(small);
    expect(capital).toMatchObject({ by: { workspace: TENANT } });
  });

  test("in one thread is stored one after the other, though Teams is slow to tell who said the first", async () => {
    const fake = createFake();
    let answer = () => {};
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const connectorFor = fake.connectorFor;
    fake.connectorFor = (url) => ({
      ...connectorFor(url),
      async member(conversation, user, call) {
        if (user === userOf(TESS)) await slow;
        return connectorFor(url).member(conversation, user, call);
      },
    });
    const bench = createBench({ fake });
    const first = bench.give("thread-reply");
    const second = bench.give("playground-thread-reply", {
      conversation: payload("thread-reply").conversation ?? { id: "" },
    });
    const elsewhere = bench.give("direct-message");
    await elsewhere;
    answer();
    await Promise.all([first, second]);
    expect(bench.events).toHaveLength(3);
    expect(idsOf(bench.events)[0]).toContain("AnaChat");
    expect(idsOf(bench.events)[1]).toBe(`${TIER2}/1769501160123/posted`);
  });

  test("shows that we look, in a direct chat only", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("channel-mention");
    await bench.give("direct-edited");
    await bench.idle();
    expect(bench.fake.sent).toEqual([
      { conversation: "a:1AnaChat-Zq8", activity: { type: "typing" }, serviceUrl: SERVICE },
    ]);
  });

  test("is acknowledged also when that cannot be shown", async () => {
    const fake = createFake();
    const connectorFor = fake.connectorFor;
    fake.connectorFor = (url) => ({
      ...connectorFor(url),
      send: () => Promise.reject(refusal(502)),
    });
    const bench = createBench({ fake });
    await bench.give("direct-message");
    await bench.idle();
    expect(bench.events).toHaveLength(1);
  });

  test("and is edited before we heard of it, is first told as it is now; then only the edit", async () => {
    const bench = createBench();
    await bench.give("direct-edited");
    expect(bench.events.map(({ type }) => type)).toEqual(["message_posted", "message_edited"]);
    expect(bench.events).toMatchObject([
      { id: `teams/${TENANT}/a:1AnaChat-Zq8/1769500801000/posted`, text: "My projector is dark" },
      { text: "My projector is dark" },
    ]);
    await bench.give("direct-edited", { timestamp: "2026-01-27T08:00:30Z" });
    expect(bench.events.map(({ type }) => type).slice(2)).toEqual(["message_edited"]);
  });

  test("and edited long after is told as an edit alone", async () => {
    const bench = createBench();
    await bench.give("direct-edited-long-after");
    expect(bench.events.map(({ type }) => type)).toEqual(["message_edited"]);
  });

  test("and edited twice, the older edit coming last, stays as it was edited last", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("direct-edited", { timestamp: "2026-01-27T08:00:30Z", text: "The last word" });
    await bench.give("direct-edited", { timestamp: "2026-01-27T08:00:20Z", text: "An older word" });
    expect(bench.events.slice(1)).toMatchObject([{ text: "The last word" }]);
  });

  test("and edited twice in one moment is two edits, and the same edit sent again is one", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("direct-edited");
    await bench.give("direct-edited", { text: "My projector is bright" });
    await bench.give("direct-edited");
    const [, first, second, third] = idsOf(bench.events);
    expect(first).not.toBe(second);
    expect(first).toBe(third);
  });

  test("and deleted before we heard of it, is never shown to anybody", async () => {
    const bench = createBench();
    await bench.give("direct-deleted");
    const name = "a:1AnaChat-Zq8/1769500801000";
    // The message itself would come under the first of these names, and is known by then.
    expect(idsOf(bench.events)).toEqual([`${name}/posted`, `${name}/deleted/1769500821000`]);
    expect(bench.events.map(({ type }) => type)).toEqual(["message_deleted", "message_deleted"]);
  });

  test("in an edit that takes our name out is still an edit of what was asked", async () => {
    const bench = createBench();
    await bench.give("channel-mention");
    const { text: _, entities: __, ...edit } = payload("mention-added-by-edit");
    const post = payload("channel-mention");
    await bench.take({
      ...edit,
      id: post.id ?? "",
      conversation: post.conversation ?? { id: "" },
      text: "never mind",
    });
    expect(bench.events.at(-1)).toMatchObject({ type: "message_edited", text: "never mind" });
  });
});

describe("a press", () => {
  test("is answered with a word, as Teams takes silence for a failure", async () => {
    const bench = createBench();
    const { status, body } = (await bench.give("press-in-thread")) ?? {};
    expect(status).toBe(200);
    expect(body).toMatchObject({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: expect.stringMatching(/\w/) as string,
    });
  });

  test("that is sent again, another way even, has the same name; somebody else's has not", async () => {
    const bench = createBench();
    await bench.give("press-in-thread");
    await bench.give("press-in-thread-sent-again");
    await bench.give("press-as-message");
    const { from } = payload("channel-mention");
    await bench.give("press-in-thread", from ? { from } : {});
    expect(idsOf(bench.events)).toEqual([
      `press/card/7/take#1/${TESS}/14745845`,
      `press/card/7/take#1/${TESS}/14745845`,
      `press/card/7/take#1/${TESS}/14745845`,
      `press/card/7/take#1/${BEN}/14745845`,
    ]);
  });

  test("that cannot be stored is not acknowledged", async () => {
    const bench = createBench({ receive: away });
    await expect(bench.give("press-in-thread")).rejects.toThrow("away");
  });

  test("of a button that we do not know says so", async () => {
    const bench = createBench();
    expect(shown(await bench.give("press-of-another-app"))).toContain("not available any more");
  });

  test("shows no sign of looking", async () => {
    const bench = createBench();
    await bench.give("press-in-direct-chat");
    await bench.give("press-of-another-app-as-message");
    await bench.idle();
    expect(bench.fake.sent).toEqual([]);
  });
});

type Dialog = { task: { type: string; value: { title: string; card: { content: Card } } } };
type Card = { body: { id?: string; value?: string }[]; actions: { data: Record<string, unknown> }[] };

function dialogOf(answer: InvokeAnswer | undefined): Dialog["task"] {
  if (!answer?.body) throw new Error("Nothing was answered");
  return (answer.body as Dialog).task;
}

const inputOf = (answer: InvokeAnswer | undefined, name: string) =>
  dialogOf(answer).value.card.content.body.find(({ id }) => id === name);

describe("a form", () => {
  test("comes up at once, and brings what was typed under the name of this opening", async () => {
    const bench = createBench();
    const opened = await bench.give("press-that-opens-form");
    expect(dialogOf(opened)).toMatchObject({ type: "continue", value: { title: "Reply on HD-7" } });
    const again = await bench.give("press-that-opens-form", { id: "f:another" });
    for (const answer of [opened, again, again]) {
      const data = { ...dialogOf(answer).value.card.content.actions[0]?.data, text: "Coming" };
      expect(await bench.give("form-sent", { value: { data } })).toEqual({ status: 200 });
    }
    const [first, second, third] = idsOf(bench.events);
    expect(bench.events[0]).toMatchObject({ type: "form_submitted", values: { text: "Coming" } });
    // Two replies by the same button are two; one that is sent again is one.
    expect(first).not.toBe(second);
    expect(second).toBe(third);
  });

  test("that is not there any more is a press, and the person is told where to look", async () => {
    const bench = createBench();
    const answer = await bench.give("press-without-form-any-more");
    expect(dialogOf(answer).type).toBe("message");
    expect(bench.events.map(({ type }) => type)).toEqual(["button_pressed"]);
    const broken = createBench({ receive: away });
    expect(shown(await broken.give("press-without-form-any-more"))).toContain(NOT_SAVED);
  });

  test("with something missing stays open and says what", async () => {
    const bench = createBench();
    const answer = await bench.give("form-sent-empty");
    expect(dialogOf(answer).type).toBe("continue");
    expect(shown(answer)).toContain("Please fill this in.");
  });

  test.each([
    ["the desk cannot store it", { receive: away }],
    ["Teams cannot tell who it is", { fake: withTrouble() }],
  ])("stays open with what was typed when %s", async (_, broken) => {
    const bench = createBench(broken);
    const answer = await bench.give("form-sent");
    expect(inputOf(answer, "text")?.value).toContain("It is on its way.");
    expect(shown(answer)).toContain(NOT_SAVED);
    expect(bench.warnings).toEqual([expect.objectContaining({ event: "teams.form_not_stored" })]);
    expect(JSON.stringify(bench.warnings)).not.toContain("on its way");
  });

  test("with somebody whom nobody can see here stays open and says so", async () => {
    const fake = createFake();
    const bench = createBench({ fake });
    const answer = await bench.give("form-with-stranger");
    expect(shown(answer)).toContain("cannot see this person");
    expect(fake.lookups).toContain(`${TEAM} eeeeeeee-0000-4000-8000-00000000000e`);
  });

  test("finds somebody chosen in their own chat with us, when they are not here", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    const data = payload("form-with-person").value as { data: object };
    await bench.give("form-with-person", { value: { data: { ...data.data, assignee: ANA } } });
    expect(bench.events.at(-1)).toMatchObject({ people: { assignee: { account: ANA, name: "Ana Lopez" } } });
  });

  test("with something that is nobody in a person's field stays open", async () => {
    const bench = createBench();
    const sent = payload("form-with-person").value as { data: object };
    const data = { ...sent.data, assignee: "Ben", people: [] };
    expect(shown(await bench.give("form-with-person", { value: { data } }))).toContain("cannot see");
    expect(bench.events).toEqual([]);
  });

  test.each(["form-of-another-app", "form-for-another-chat"])("is refused: %s", async (situation) => {
    const bench = createBench();
    expect(shown(await bench.give(situation))).toContain("not available any more");
  });
});

describe("the menu of a message", () => {
  test("brings up the form for a new ticket, with the message, its author and where it stands", async () => {
    const bench = createBench();
    const answer = await bench.give("menu-on-message");
    expect(inputOf(answer, "text")?.value).toBe("The beamer in room 4\nstays dark & hums");
    expect(inputOf(answer, "on_behalf")?.value).toBe(BEN);
    const data = dialogOf(answer).value.card.content.actions[0]?.data;
    expect(JSON.stringify(data)).toContain("https://teams.microsoft.com/l/message/");
    const sent = { commandId: "openTicket", data: { ...data, text: "Dark", on_behalf: BEN } };
    expect(await bench.give("menu-form-sent", { value: sent })).toEqual({ status: 200, body: {} });
    expect(bench.events).toMatchObject([
      { type: "form_submitted", in: { kind: "direct", id: TESS }, people: { on_behalf: { account: BEN } } },
    ]);
  });

  test("names nobody else on one's own message", async () => {
    const answer = await createBench().give("menu-on-own-message");
    expect(inputOf(answer, "text")?.value).toContain("beamer");
    expect(inputOf(answer, "on_behalf")?.value).toBeUndefined();
  });

  test("without a message brings up an empty form", async () => {
    const answer = await createBench().give("menu-without-message");
    expect(inputOf(answer, "text")?.value).toBeUndefined();
    expect(dialogOf(answer).value.title).toBe("Ask the help desk");
  });

  test("says so when we do not know the entry", async () => {
    expect(shown(await createBench().give("menu-of-another-version"))).toContain("not available");
  });
});

test("an invoke of a kind that we do not use is answered so", async () => {
  expect(await createBench().give("invoke-of-another-kind")).toEqual({ status: 501 });
});

describe("a reference", () => {
  test("is kept of the person, the channel and the chat where something is said", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("group-chat-mention");
    await bench.give("channel-mention");
    expect(bench.references.saved).toEqual([
      {
        tenant: TENANT,
        id: ANA,
        kind: "person",
        serviceUrl: SERVICE,
        user: "29:1AnaLopez-x7Qk2",
        conversation: "a:1AnaChat-Zq8",
      },
      { tenant: TENANT, id: CHAT, kind: "chat", serviceUrl: SERVICE },
      { tenant: TENANT, id: BEN, kind: "person", serviceUrl: SERVICE, user: "29:1BenOkafor-p9Zt4" },
      { tenant: TENANT, id: TIER2, kind: "channel", serviceUrl: SERVICE, team: TEAM },
    ]);
  });

  test("is not made of a place where only our menu is: a chat of two people is no chat with us", async () => {
    const bench = createBench();
    const conversation = { id: "19:ana_tess@unq.gbl.spaces", conversationType: "personal" };
    await bench.give("menu-without-message", { conversation });
    await bench.give("menu-form-sent", { conversation });
    expect(bench.events).toHaveLength(1);
    expect(bench.references.saved).toEqual([
      { tenant: TENANT, id: TESS, kind: "person", serviceUrl: SERVICE, user: "29:1TessGrant-m3Vw8" },
    ]);
  });

  test("is written again only when something is new", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("direct-reply-with-quote");
    await bench.give("watched-question");
    await bench.give("direct-message");
    const of = (id: string) => bench.references.saved.filter((one) => one.id === id);
    expect(of(ANA)).toHaveLength(1);
    await bench.give("direct-message", { serviceUrl: "https://smba.trafficmanager.net/uk/" });
    expect(of(ANA).at(-1)).toMatchObject({ serviceUrl: "https://smba.trafficmanager.net/uk/" });
  });

  test("is written again after an hour: another process may have been told that it is gone", async () => {
    let now = Date.parse("2026-01-27T09:00:00Z");
    const bench = createBench({ options: { now: () => new Date(now) } });
    const written = async () => {
      await bench.give("direct-message");
      return bench.references.saved.length;
    };
    expect(await written()).toBe(1);
    now += 3_599_999;
    expect(await written()).toBe(1);
    now += 1;
    expect(await written()).toBe(2);
  });

  test("of a channel says when messages are heard there that do not mention us", async () => {
    const bench = createBench();
    await bench.give("channel-mention");
    await bench.give("channel-chatter");
    await bench.give("channel-mention-without-html");
    const of = bench.references.saved.filter((one) => one.id === TIER2);
    expect(of.map(({ hearsAll }) => hearsAll)).toEqual([undefined, true]);
  });

  test("that cannot be written holds nothing up, and is tried again", async () => {
    let isAway = true;
    const saved: string[] = [];
    const references = {
      async save({ id }: { id: string }) {
        if (isAway) throw new Error("The database is away");
        saved.push(id);
      },
      find: async () => undefined,
      latest: async () => undefined,
      remove: async () => {},
    };
    const bench = createBench({ options: { references } });
    await bench.give("direct-message");
    expect(bench.events).toHaveLength(1);
    expect(bench.warnings).toMatchObject([{ event: "teams.reference_not_saved" }]);
    isAway = false;
    await bench.give("direct-message");
    expect(saved).toEqual([ANA]);
  });

  test("is not made by what an app or we ourselves do", async () => {
    const bench = createBench();
    await bench.give("said-by-an-app");
    await bench.give("own-message");
    expect(bench.references.saved).toEqual([]);
  });

  test.each([
    ["taken-from-person", ["a:1AnaChat-Zq8", ANA]],
    ["app-removed-from-team", [TEAM]],
    ["channel-deleted", [TIER2]],
    ["team-deleted", [TEAM]],
    ["channel-renamed", []],
    ["installed-again-as-upgrade", []],
  ])("is forgotten by %s as it should be", async (situation, gone) => {
    const bench = createBench();
    await bench.give(situation);
    expect(bench.references.removed.toSorted()).toEqual(gone.toSorted());
  });

  test("that was forgotten is kept anew when somebody comes back", async () => {
    const bench = createBench();
    await bench.give("direct-message");
    await bench.give("taken-from-person");
    await bench.give("installed-for-person");
    expect(bench.references.saved.filter(({ id }) => id === ANA)).toHaveLength(2);
  });

  test("that cannot be forgotten is told again by Teams", async () => {
    const references = {
      save: async () => {},
      find: async () => undefined,
      latest: async () => undefined,
      remove: away,
    };
    const bench = createBench({ options: { references } });
    await expect(bench.give("channel-deleted")).rejects.toThrow("away");
  });

  test("of a renamed channel is its own, not its team's", async () => {
    const bench = createBench();
    await bench.give("channel-renamed");
    expect(bench.references.saved.map(({ id }) => id)).toEqual([TESS, TIER2]);
  });
});

test("a question in a watched channel costs Teams one look-up of who asks, and one for each place of the plan", async () => {
  const bench = createBench();
  await bench.give("watched-question");
  await bench.give("watched-question", { id: "1769501200999" });
  expect(bench.fake.lookups.toSorted()).toEqual(
    [HELP, TEAM, TIER2].map((place) => `${place} ${userOf(ANA)}`).toSorted(),
  );
});

function withTrouble() {
  const fake = createFake();
  fake.lookUp = () => {
    throw new ConnectorFailure("lost");
  };
  return fake;
}
