/** What do all answers have in common: where they are from, how they ended, and the buttons that are the same below each? */
import { DateTime } from "luxon";
import type { Article } from "../knowledge/article";
import { isWalked } from "./walk";
import type { Block, Button } from "./content";
import type { Address, Conversation, Offer } from "./model";

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

/** Whoever asked something else in the middle of a guide, or read another of several answers, can go on with it. */
export function backToGuideButton({ id, leftGuide, offers }: Conversation): Button[] {
  const isLeftHere = offers.slice(0, -1).some((offer) => isWalked(offer) && offer.outcome === undefined);
  const conversation = isLeftHere ? id : leftGuide;
  if (conversation === undefined) return [];
  return [{ label: "Back to the guide", press: { action: "back_to_guide", conversation } }];
}

/** Where others read along, whoever asked may go on without them. */
export const goPrivateButton = (origin: Address, conversation: string): Button[] =>
  origin.kind === "direct"
    ? []
    : [{ label: "Go on in private", press: { action: "go_private", conversation }, more: true }];
