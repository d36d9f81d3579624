/** One ticket across two platforms: where it goes, who is who, and what each side reads. */
import type { Address, Person, PlatformName } from "../../src/desk/model";
import type { EscalationPlan, PlatformIds } from "../../src/plan/plan";
import { createMemoryDesk } from "../support/memory-desk";
import { peopleAt } from "../support/people";
import { aPlan, theRules } from "../support/rules";

const TEAM = "T1";
const TENANT = "9f2c";
const UNKNOWN = "the smartboard in room 12 is upside down";
const WIFI = "the wifi in the gym is upside down";

const onTeams = (account: string, name: string, email?: string): Person => ({
  platform: "teams",
  workspace: TENANT,
  account,
  name,
  ...(email !== undefined && { email }),
});
const onSlack = (account: string, name: string, email?: string): Person => ({
  platform: "slack",
  workspace: TEAM,
  account,
  name,
  ...(email !== undefined && { email }),
});
const ana = onTeams("a-ana", "Ana Lopez", "ana@school.example");
const anaOnSlack = onSlack("U1ANA", "Ana Lopez", "Ana@School.example");
const ben = onTeams("a-ben", "Ben Carter");
const benOnSlack = onSlack("U1BEN", "Ben Carter");
const dana = onSlack("U1DANA", "Dana Brooks", "dana@school.example");
const danaOnTeams = onTeams("a-dana", "Dana Brooks", "dana@school.example");

const chat = ({ platform, workspace = "", account }: Person): Address => ({
  platform,
  workspace,
  kind: "direct",
  id: account,
});

type Channels = { tier: PlatformIds; network?: PlatformIds };

function planWith({ tier, network }: Channels): EscalationPlan {
  const plan = aPlan();
  return {
    ...plan,
    tiers: plan.tiers.map((t) => (t.number === 2 ? { ...t, channels: tier } : t)),
    components: plan.components.map((c) =>
      c.key === "network" && network
        ? { ...c, providers: { ...c.providers, 2: { applicable: true, channels: network } } }
        : c,
    ),
  };
}

/** Teams and Slack are connected unless said otherwise; Tier 2 works in Slack. */
function aDesk(
  channels: Channels = { tier: { slack: "C1" } },
  platforms: PlatformName[] = ["slack", "teams"],
  options: Parameters<typeof createMemoryDesk>[1] = {},
) {
  const onlyWorkspaces = { slack: TEAM, teams: TENANT };
  const desk = createMemoryDesk(
    { ...theRules(planWith(channels)), platforms },
    { onlyWorkspaces, ...options },
  );
  const acts = peopleAt(desk);
  return {
    desk,
    ...acts,
    asks: (by: Person, text: string) => acts.says(by, text, { in: chat(by) }),
    ticket: (number = 1) => desk.tickets.get(number),
    inThread: (number = 1) => desk.shownAt({ thread: `ticket-${number}` }).join("\n"),
    card: (number = 1) => desk.shownAt(desk.tickets.get(number)?.channel ?? { thread: "none" }).join("\n"),
    toldTo: (person: Person) => desk.shownAt(chat(person)).join("\n"),
  };
}

describe("the channel of a ticket is", () => {
  const everywhere: Channels = {
    tier: { slack: "C-TIER", teams: "19:tier" },
    network: { slack: "C-NET", teams: "19:net" },
  };
  const placeOf = (channels: Channels, text: string, platforms?: PlatformName[]) => {
    const { asks, ticket } = aDesk(channels, platforms);
    asks(ana, text);
    const { platform, id } = ticket()?.channel ?? {};
    return [platform, id];
  };

  test.each<[string, Channels, [PlatformName, string]]>([
    ["the component's own on the requester's platform", everywhere, ["teams", "19:net"]],
    [
      "the component's own on another platform, rather than the tier's on the requester's",
      { ...everywhere, network: { slack: "C-NET" } },
      ["slack", "C-NET"],
    ],
    ["the tier's on the requester's platform", { tier: everywhere.tier }, ["teams", "19:tier"]],
    ["the tier's on another platform", { tier: { slack: "C-TIER" } }, ["slack", "C-TIER"]],
  ])("%s", (_, channels, expected) => {
    expect(placeOf(channels, `open a ticket: ${WIFI}`)).toEqual(expected);
  });

  test("never one on a platform that is not connected", () => {
    const channels = { ...everywhere, network: { slack: "C-NET" } };
    expect(placeOf(channels, `open a ticket: ${WIFI}`, ["teams"])).toEqual(["teams", "19:tier"]);
  });

  test("in the workspace that the plan names, or the only one", () => {
    const named = aDesk({ tier: { slack: "T9/C1" } });
    named.asks(ana, UNKNOWN);
    expect(named.ticket()?.channel).toEqual({
      platform: "slack",
      kind: "channel",
      workspace: "T9",
      id: "C1",
    });
    const plain = aDesk();
    plain.asks(ana, UNKNOWN);
    expect(plain.ticket()?.channel).toEqual({ platform: "slack", kind: "channel", id: "C1" });
    // What is written in the thread is known by the workspace that Slack told with its receipt.
    plain.saysInThread(dana, 1, "Which side is up?");
    plain.desk.forward(5_000);
    expect(plain.toldTo(ana)).toContain("Which side is up?");
  });

  test("on another platform, when the one it had is gone and there is no other on its own", () => {
    let isGone = false;
    const gone = (message: { to: object }) =>
      isGone && "thread" in message.to && message.to.thread === "ticket-1" ? ("channel" as const) : undefined;
    const { asks, ticket, card, says, desk } = aDesk(
      { tier: { slack: "C1", teams: "19:tier" } },
      ["slack", "teams"],
      {
        gone: (message) =>
          "content" in message && message.key.includes("relay") ? gone(message) : undefined,
      },
    );
    asks(benOnSlack, UNKNOWN);
    expect(ticket()?.channel.platform).toBe("slack");
    isGone = true;
    says(benOnSlack, "HD-1 it hums, too", { in: chat(benOnSlack) });
    isGone = false;
    desk.forward(60_000);
    expect(ticket()?.channel).toMatchObject({ platform: "teams", id: "19:tier" });
    expect(card()).toContain("Requester: Ben Carter (Slack)");
  });
});

describe("a person who uses both platforms", () => {
  test("sees all own tickets in either place, however the address is written", () => {
    const { asks, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    asks(anaOnSlack, "new: the bell rings at night");
    asks(anaOnSlack, "my tickets");
    asks(ana, "my tickets");
    for (const account of [ana, anaOnSlack]) {
      expect(toldTo(account)).toMatch(/\*\*HD-1\*\* the smartboard/);
      expect(toldTo(account)).toMatch(/\*\*HD-2\*\* the bell/);
    }
  });

  test("cancels a ticket from the other place, and reads in both that it is done", () => {
    const { asks, ticket, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    asks(anaOnSlack, "cancel HD-1");
    expect(ticket()?.status).toBe("closed");
    expect(toldTo(ana)).toContain("**HD-1** is cancelled.");
    expect(toldTo(anaOnSlack)).toContain("**HD-1** is cancelled.");
  });

  test("in the place of the ticket reads it once", () => {
    const { asks, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    asks(ana, "cancel HD-1");
    expect(toldTo(ana).split("**HD-1** is cancelled.")).toHaveLength(2);
  });

  test("adds to a ticket from the other place by its number, and learns where the answer comes", () => {
    const { asks, inThread, toldTo, saysInThread, desk } = aDesk();
    asks(ana, UNKNOWN);
    asks(anaOnSlack, "HD-1 it is in the east wing");
    expect(inThread()).toContain("Ana Lopez: HD-1 it is in the east wing");
    expect(toldTo(anaOnSlack)).toMatch(/Added to \*\*HD-1\*\*.*in Teams, where you asked/);
    saysInThread(dana, 1, "On my way");
    desk.forward(5_000);
    expect(toldTo(ana)).toContain("On my way");
    expect(toldTo(anaOnSlack)).not.toContain("On my way");
  });

  test("is asked which ticket is meant, when a word from the other place may be about one", () => {
    const { asks, toldTo, presses, inThread, desk } = aDesk();
    asks(ana, UNKNOWN);
    asks(anaOnSlack, "it is still as it was in the east wing");
    expect(toldTo(anaOnSlack)).toContain("Is this about one of your open tickets, or something new?");
    expect(desk.tickets.size).toBe(1);
    presses(anaOnSlack, { action: "about_ticket", conversation: "c2", argument: "1" }, chat(anaOnSlack));
    expect(inThread()).toContain("Ana Lopez: it is still as it was in the east wing");
    expect(toldTo(anaOnSlack)).toMatch(/Added to \*\*HD-1\*\*.*in Teams/);
  });

  test("edits and deletes where they wrote, whichever way the ticket is answered", () => {
    const { asks, edits, deletes, inThread } = aDesk();
    asks(ana, UNKNOWN);
    const added = asks(anaOnSlack, "HD-1 it is in the eest wing");
    edits(anaOnSlack, added, "HD-1 it is in the east wing");
    expect(inThread()).toContain("east wing (edited)");
    deletes(added);
    expect(inThread()).not.toContain("east wing");
  });

  test("closes a resolved ticket from the other place", () => {
    const { asks, submits, ticket, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    submits(dana, { action: "resolve", ticket: 1 }, { text: "Turned it.", confirmation: "ask" }, chat(dana));
    asks(anaOnSlack, "HD-1 thanks, that solved it");
    expect(ticket()?.status).toBe("closed");
    expect(toldTo(anaOnSlack)).toContain("**HD-1** is closed.");
  });

  test("may merge what they asked in both", () => {
    const { asks, submits, ticket, inThread } = aDesk();
    asks(ana, UNKNOWN);
    asks(anaOnSlack, "new: the bell rings at night");
    submits(dana, { action: "merge", ticket: 2 }, { ticket: "HD-1" }, chat(dana));
    expect(ticket(2)?.mergedInto).toBe(1);
    // Their chat there speaks of the one that goes on.
    asks(anaOnSlack, "it rang again at dawn");
    expect(inThread(1)).toContain("it rang again at dawn");
  });

  test("can undo a reply with either account", () => {
    const { asks, saysInThread, presses, toldTo, desk } = aDesk();
    asks(ana, UNKNOWN);
    saysInThread(dana, 1, "Which side is up?");
    const key = [...desk.rows.keys()].find((one) => one.startsWith("relay:") && !one.endsWith("/undo"));
    presses(danaOnTeams, { action: "undo_reply", ticket: 1, argument: key ?? "" }, chat(danaOnTeams));
    desk.forward(60_000);
    expect(toldTo(ana)).not.toContain("Which side is up?");
  });
});

describe("two people stay two", () => {
  test("who have no e-mail address that a platform vouches for, whatever they are called", () => {
    const { asks, toldTo, ticket } = aDesk();
    asks(ben, UNKNOWN);
    asks(benOnSlack, "cancel HD-1");
    asks(benOnSlack, "my tickets");
    expect(ticket()?.status).toBe("open");
    expect(toldTo(benOnSlack)).toContain("You have no open ticket HD-1");
    expect(toldTo(benOnSlack)).toContain("You have no open tickets.");
  });

  test("when one of them is of another organisation, whose word on addresses is not ours", () => {
    const { asks, ticket } = aDesk();
    const guest: Person = { ...anaOnSlack, outside: "Hilltop" };
    asks(ana, UNKNOWN);
    asks(guest, "cancel HD-1");
    expect(ticket()?.status).toBe("open");
  });

  test("when they press the other's buttons", () => {
    const { asks, presses, ticket, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    presses(benOnSlack, { action: "cancel", ticket: 1 }, chat(benOnSlack));
    expect(ticket()?.status).toBe("open");
    expect(toldTo(benOnSlack)).toContain("Only the person who asked can answer that.");
  });
});

describe("names say from where somebody writes", () => {
  test("to readers on another platform: on the card, in relayed words, in the answer", () => {
    const { asks, card, inThread, saysInThread, desk, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    asks(ana, "it is in the east wing");
    saysInThread(dana, 1, "Which side is up?");
    desk.forward(5_000);
    expect(card()).toContain("Requester: Ana Lopez (Teams)");
    expect(inThread()).toContain("Ana Lopez (Teams): it is in the east wing");
    expect(card()).toContain("Assignee: Dana Brooks\n");
    expect(toldTo(ana)).toContain("Dana Brooks, Help Desk (Slack) · HD-1: Which side is up?");
  });

  test("also when it is edited, and for how it was resolved", () => {
    const { asks, edits, submits, inThread, toldTo } = aDesk();
    asks(ana, UNKNOWN);
    const added = asks(ana, "it is in the eest wing");
    edits(ana, added, "it is in the east wing");
    submits(dana, { action: "resolve", ticket: 1 }, { text: "Turned it.", confirmation: "ask" }, chat(dana));
    expect(inThread()).toContain("Ana Lopez (Teams): it is in the east wing (edited)");
    expect(toldTo(ana)).toContain("Dana Brooks, Help Desk (Slack): Turned it.");
  });

  test("and not to readers on the same one", () => {
    const { asks, card, inThread } = aDesk();
    asks(anaOnSlack, UNKNOWN);
    expect(card()).toContain("Requester: Ana Lopez\n");
    expect(card() + inThread()).not.toContain("(Slack)");
  });
});

test("whoever is called in the thread is called on its platform", () => {
  const { asks, submits, desk } = aDesk();
  asks(ana, `open a ticket: ${WIFI}`);
  submits(dana, { action: "escalate", ticket: 1 }, { text: "The switch is dead." }, chat(dana));
  const invites = [...desk.rows.values()].flatMap(({ message }) =>
    message.verb === "invite" ? [message.person] : [],
  );
  expect(invites).toMatchObject([{ platform: "slack", account: "mailto:kofi@school.example" }]);
});
