/** What do all answers have in common: where they are from, how they ended, and the buttons that are the same below each? */
import { DateTime } from "luxon";
import type { Article } from "../knowledge/article";
import type { Address, Block, Button, Conversation, Offer } from "./model";

export function sourceLine({ source, reviewBy }: Article): string {
  const place = `\`${source.file}${source.slug ? `#${source.slug}` : ""}\``;
  const review = reviewBy
    ? `, to be reviewed by ${DateTime.fromISO(reviewBy).setLocale("en").toFormat("d LLL yyyy")}`
    : "";
  return `*From* ${place}${review}`;
}

export const outcomeLine = (outcome: Offer["outcome"]): Block[] =>
  outcome === "confirmed"
    ? [{ kind: "text", markdown: "✓ *You said that this solved it.*" }]
    : outcome === "failed"
      ? [{ kind: "text", markdown: "*You said that you still need help.*" }]
      : [];

export const whyButton = (conversation: string, article: string): Button => ({
  label: "Why this answer?",
  press: { action: "why", conversation, argument: article },
});

/** Whoever asked something else in the middle of a guide can go on with it. */
export const backToGuideButton = ({ leftGuide }: Conversation): Button[] =>
  leftGuide === undefined
    ? []
    : [{ label: "Back to the guide", press: { action: "back_to_guide", conversation: leftGuide } }];

/** Where others read along, whoever asked may go on without them. */
export const goPrivateButton = (origin: Address, conversation: string): Button[] =>
  origin.kind === "direct"
    ? []
    : [{ label: "Go on in private", press: { action: "go_private", conversation }, more: true }];
