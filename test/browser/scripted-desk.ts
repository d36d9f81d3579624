/** Who answers in the sandbox's browser tests? A desk by script: it knows one answer, and makes one kind of ticket. */
import type { Content, Form } from "../../src/desk/content";
import type { DeskEvent, Press } from "../../src/desk/events";
import type { Address, MessageRef, Person } from "../../src/desk/model";
import type { Sandbox } from "../../src/platforms/sandbox";

export const WIFI_ANSWER: Content = {
  summary: "Staff Wi-Fi: connect your laptop or phone",
  blocks: [
    {
      kind: "text",
      markdown: [
        "**Connect to the staff Wi-Fi**",
        "",
        "1. Open the Wi-Fi settings and choose `Lakeside-Staff`.",
        "2. Sign in with your school e-mail address and password.",
        "3. If it asks about a certificate, check that the name is `radius.lakeside.example` and accept it.",
        "",
        "Still no connection on Windows? Open a terminal and run:",
        "",
        "```",
        "netsh wlan delete profile name=Lakeside-Staff",
        "```",
        "",
        "Then start again at step 1. More: [Wi-Fi at our schools](https://it.lakeside.example/wifi).",
        "",
        "_network/staff-wifi.md, reviewed 4 May_",
      ].join("\n"),
    },
    {
      kind: "buttons",
      buttons: [
        { label: "That solved it", press: { action: "solved", conversation: "c1" }, style: "primary" },
        { label: "I still need help", press: { action: "need_help", conversation: "c1" } },
      ],
    },
  ],
};

const card = (question: string, status: string, assignee: string): Content => ({
  summary: `HD-1 ${question}`,
  blocks: [
    { kind: "text", markdown: "**HD-1** · Laptops and classroom devices" },
    { kind: "quote", from: "Ana Lopez", text: question },
    {
      kind: "facts",
      facts: [
        { label: "Status", value: status },
        { label: "Priority", value: "High" },
        { label: "Requester", value: "Ana Lopez" },
        { label: "Site", value: "Lakeside High School" },
        { label: "Tier", value: "2 Service Desk" },
        { label: "Assignee", value: assignee },
        { label: "First response", value: "by 9:45 AM" },
      ],
    },
    {
      kind: "buttons",
      buttons: [
        { label: "Take", press: { action: "take", ticket: 1 }, style: "primary" },
        { label: "Reply", press: { action: "reply", ticket: 1 }, opensForm: true },
        { label: "Resolve", press: { action: "resolve", ticket: 1 }, opensForm: true },
        { label: "Escalate", press: { action: "escalate", ticket: 1 } },
      ],
    },
  ],
});

const PACKET: Content = {
  summary: "What is known so far",
  blocks: [
    {
      kind: "text",
      markdown:
        "**What is known so far**\n\n- Offered: _Projector shows no picture_, did not help\n- Tried: other cable, other input\n" +
        "- Alike and solved: HD-0, “loose HDMI adapter”",
    },
  ],
};

export function formFor(press: Press): Form | undefined {
  if (press.action === "reply")
    return {
      title: "Reply to Ana Lopez",
      submit: "Send reply",
      fields: [{ name: "text", label: "Your reply", kind: "text", required: true, max: 3_000 }],
    };
  if (press.action !== "resolve") return undefined;
  const kinds = [
    { value: "solved", label: "Solved" },
    { value: "workaround", label: "Workaround" },
    { value: "not_ours", label: "Somebody else's" },
  ];
  return {
    title: "Resolve HD-1",
    submit: "Resolve",
    fields: [
      { name: "kind", label: "How did it end?", kind: "choice", required: true, options: kinds },
      {
        name: "note",
        label: "What was done",
        kind: "text",
        required: true,
        max: 2_000,
        hint: "The requester reads this, and it helps with the next ticket like this one.",
      },
      { name: "reference", label: "Reference", kind: "line", required: false, max: 40 },
    ],
  };
}

export type ScriptedDesk = { events: DeskEvent[]; receive: (event: DeskEvent) => Promise<void> };

/** Keeps its few facts in memory: it lives as long as a test. */
export function createScriptedDesk(sandbox: () => Sandbox): ScriptedDesk {
  const events: DeskEvent[] = [];
  let ticket: { card: MessageRef; thread: Address; question: string; origin: Address } | undefined;
  let count = 0;
  const key = () => `scripted-${++count}`;
  const post = (to: Address, content: Content, more: { opensThread?: boolean; onlyFor?: string } = {}) =>
    sandbox().deliver({ key: key(), verb: "post", to, content, opensThread: false, ...more });
  const say = (to: Address, markdown: string) =>
    post(to, { summary: markdown, blocks: [{ kind: "text", markdown }] });

  async function openTicket(event: DeskEvent & { type: "message_posted" }): Promise<void> {
    const channel: Address = { platform: "sandbox", kind: "channel", id: "service-desk" };
    const shown = await post(channel, card(event.text, "Open", "nobody yet"), { opensThread: true });
    const thread = shown.thread ?? channel;
    ticket = { card: shown.message, thread, question: event.text, origin: event.replyIn };
    await post(thread, PACKET);
    await say(event.replyIn, "I have opened ticket **HD-1**. The Service Desk looks at it by **9:45 AM**.");
  }

  async function relay(from: Person, text: string, original?: MessageRef): Promise<void> {
    if (!ticket) return;
    if (original) await mark(original, "held");
    await post(ticket.origin, {
      summary: `${from.name}: ${text}`,
      blocks: [{ kind: "quote", from: `${from.name}, Service Desk`, text }],
    });
    if (original) await mark(original, "delivered");
  }

  const mark = (message: MessageRef, state: "held" | "delivered") =>
    sandbox().deliver({ key: key(), verb: "mark", message, mark: { state } });

  async function update(status: string, assignee: string): Promise<void> {
    if (!ticket) return;
    const content = card(ticket.question, status, assignee);
    await sandbox().deliver({ key: key(), verb: "update", message: ticket.card, content });
  }

  async function react(event: DeskEvent): Promise<void> {
    if (event.type === "message_posted" && event.message.in.kind === "thread")
      return relay(event.by, event.text, event.message);
    if (event.type === "message_posted" && event.addressed)
      return /wi-?fi/iu.test(event.text) ? void (await post(event.replyIn, WIFI_ANSWER)) : openTicket(event);
    if (event.type === "form_submitted" && event.press.action === "reply")
      return relay(event.by, event.values["text"] ?? "");
    if (event.type === "form_submitted") return update("Resolved", event.by.name);
    if (event.type === "button_pressed" && event.press.action === "take")
      return update("Open", event.by.name);
    if (event.type === "button_pressed" && event.press.action === "escalate" && ticket) {
      const kofi: Person = { platform: "sandbox", account: "kofi", name: "Kofi Mensah" };
      await sandbox().deliver({ key: key(), verb: "invite", to: ticket.thread, person: kofi });
      await post(ticket.thread, {
        summary: "Kofi Mensah was asked to help",
        blocks: [{ kind: "mention", people: [kofi], text: "can you take a look? You are the liaison." }],
      });
    }
    if (event.type === "button_pressed" && event.press.action === "solved")
      await say(event.in, "Glad to hear it. Have a good day!");
    return undefined;
  }

  return {
    events,
    async receive(event) {
      events.push(event);
      // As the real one: stored first, worked on afterwards.
      setImmediate(() => void react(event));
    },
  };
}
