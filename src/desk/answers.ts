/** What does an answer look like, and a choice between candidates? */
import { DateTime } from "luxon";
import type { Article } from "../knowledge/article";
import { plain } from "./markdown";
import { say } from "./wording";
import type { Address, Block, Button, Content, Conversation, Offer } from "./model";
import type { DeskRules } from "./situation";

/** The offers of the last message shown, drawn again. Undefined when an article is gone since. */
export function shownContent(rules: DeskRules, conversation: Conversation, withButtons: boolean): Content {
  const last = conversation.offers.at(-1);
  const article = rules.knowledge.articles.find((a) => a.id === last?.article);
  if (last?.kind === "answer" && article) return answerContent(conversation, article, withButtons);
  const suggestions = conversation.offers.filter(
    (o) => o.kind === "suggestion" && o.at.getTime() === last?.at.getTime(),
  );
  return choiceContent(conversation, suggestions, withButtons);
}

export function answerContent(conversation: Conversation, article: Article, withButtons: boolean): Content {
  const outcome = conversation.offers.findLast((o) => o.article === article.id)?.outcome;
  const footer: Block[] = withButtons
    ? [{ kind: "buttons", buttons: answerButtons(conversation, article.id) }]
    : outcomeLine(outcome);
  return {
    summary: article.title,
    blocks: [
      { kind: "text", markdown: `### ${plain(article.title)}\n\n${articleText(article)}` },
      { kind: "text", markdown: sourceLine(article) },
      ...footer,
    ],
  };
}

function answerButtons({ id: conversation, origin }: Conversation, article: string): Button[] {
  return [
    { label: "That solved it", press: { action: "solved", conversation }, style: "primary" },
    { label: "I still need help", press: { action: "need_help", conversation } },
    { label: "Why this answer?", press: { action: "why", conversation, argument: article } },
    ...goPrivateButton(origin, conversation),
  ];
}

/** Where others read along, whoever asked may go on without them. */
export const goPrivateButton = (origin: Address, conversation: string): Button[] =>
  origin.kind === "direct"
    ? []
    : [{ label: "Go on in private", press: { action: "go_private", conversation }, more: true }];

const outcomeLine = (outcome: Offer["outcome"]): Block[] =>
  outcome === "confirmed"
    ? [{ kind: "text", markdown: "✓ *You said that this solved it.*" }]
    : outcome === "failed"
      ? [{ kind: "text", markdown: "*You said that you still need help.*" }]
      : [];

/** A guide in its plain form reads from top to bottom. */
export function articleText(article: Article): string {
  if (!article.guide) return article.body;
  const titles = new Map(article.guide.map((step) => [step.slug, step.title]));
  const steps = article.guide.map(({ title, text, choices }, i) => {
    const ways = choices.map(
      (c) => `- ${c.label} → *${c.to === "ticket" ? "I still need help" : (titles.get(c.to) ?? c.to)}*`,
    );
    return [`**${i + 1}. ${title}**`, text, ways.join("\n")].filter((part) => part.trim()).join("\n\n");
  });
  return [article.body, ...steps].filter((part) => part.trim()).join("\n\n");
}

function sourceLine({ source, reviewBy }: Article): string {
  const place = `\`${source.file}${source.slug ? `#${source.slug}` : ""}\``;
  const review = reviewBy
    ? `, to be reviewed by ${DateTime.fromISO(reviewBy).setLocale("en").toFormat("d LLL yyyy")}`
    : "";
  return `*From* ${place}${review}`;
}

export function choiceContent(
  conversation: Conversation,
  suggestions: Offer[],
  withButtons: boolean,
): Content {
  const list = suggestions.map((offer, i) => `${i + 1}. ${plain(offer.title)}`).join("\n");
  const choose = suggestions.map((offer, i): Button => {
    const press = {
      action: "choose_article" as const,
      conversation: conversation.id,
      argument: offer.article,
    };
    return { label: `${i + 1}. ${offer.title}`, press };
  });
  const none: Button = {
    label: "None of these",
    press: { action: "none_of_these", conversation: conversation.id },
  };
  const buttons: Block[] = withButtons ? [{ kind: "buttons", buttons: [...choose, none] }] : [];
  // The buttons say the titles themselves; the list stands for them once they are gone.
  const text = withButtons ? say.clarify : `${say.clarify}\n\n${list}`;
  return { summary: say.clarify, blocks: [{ kind: "text", markdown: text }, ...buttons] };
}

export function routeContent(conversation: Conversation, words: string): Content {
  const press = { action: "need_help" as const, conversation: conversation.id };
  return {
    summary: say.summaryOf(words),
    blocks: [
      { kind: "text", markdown: words },
      { kind: "buttons", buttons: [{ label: "Open a ticket anyway", press }] },
    ],
  };
}
