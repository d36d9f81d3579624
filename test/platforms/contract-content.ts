/** What does the contract suite send? Contents of each kind, and the words that have broken other helpdesk bots. */
import type { Content, Form } from "../../src/desk/content";
import type { ActionName, DeskEvent, Press } from "../../src/desk/events";

export type EventOf<T extends DeskEvent["type"]> = Extract<DeskEvent, { type: T }>;

/** Our own words, and maybe a person's below them. */
export const commenting = (text: string, quote?: string): Content => ({
  summary: text,
  blocks: [
    { kind: "text", markdown: text },
    ...(quote === undefined ? [] : [{ kind: "quote" as const, from: "Ana Lopez", text: quote }]),
  ],
});

/** A message with one button. */
export const pressing = (action: ActionName, label: string, ticket = 1, opensForm = false): Content => ({
  summary: label,
  blocks: [
    { kind: "text", markdown: "What now?" },
    {
      kind: "buttons",
      buttons: [{ label, press: { action, ticket }, ...(opensForm ? { opensForm: true as const } : {}) }],
    },
  ],
});

/** The form a reply button opens in the suite. */
export const contractForm = (press: Press): Form | undefined =>
  press.action === "reply"
    ? {
        title: "Reply",
        submit: "Send",
        fields: [{ name: "text", label: "Your reply", kind: "text", required: true, max: 3_000 }],
      }
    : undefined;

/** Markup of all three platforms, a disguised link, and a right-to-left override: all of it must stay just letters. */
export const spitefulText =
  "<script>alert(1)</script> <!channel> <@U123> <at>all</at> @everyone **bold** _it_ `code` &amp; " +
  "[x](javascript:alert(1)) [bank](https://evil.example) ![p](https://evil.example/p.png) \u202Egnp.exe";
