/** What does an answer look like, and a choice between candidates? */
import type { Article, GuideChoice } from "../knowledge/article";
import { destinationOf } from "../knowledge/guide-places";
import type { Destination } from "../knowledge/guide-places";
import { backToGuideButton, goPrivateButton, outcomeLine, sourceLine, whyButton } from "./answer-parts";
import { numberedWay, stepContent, walkedContent } from "./guide-content";
import { plain } from "./markdown";
import { isWalked, standing } from "./walk";
import { say } from "./wording";
import type { Block, Button, Content } from "./content";
import type { Conversation, Offer } from "./model";
import type { DeskRules } from "./situation";

/** The offers of the last message shown, drawn again. */
export function shownContent(rules: DeskRules, conversation: Conversation, withButtons: boolean): Content {
  const last = conversation.offers.at(-1);
  const article = rules.knowledge.articles.find((a) => a.id === last?.article);
  if (last?.kind === "answer")
    return article
      ? answerContent(rules, conversation, article, withButtons)
      : goneContent(conversation, last, withButtons);
  const suggestions = conversation.offers.filter(
    (o) => o.kind === "suggestion" && o.at.getTime() === last?.at.getTime(),
  );
  return choiceContent(conversation, suggestions, withButtons);
}

export function answerContent(
  rules: DeskRules,
  conversation: Conversation,
  article: Article,
  withButtons: boolean,
): Content {
  const offer = conversation.offers.findLast((o) => o.article === article.id);
  const at = offer && standing(rules, offer);
  if (at && withButtons) return stepContent(conversation, at);
  // One that came without buttons, with a ticket or late, is read from top to bottom, and stays so.
  if (at && offer.walk) return walkedContent(at);
  const outcome = offer?.outcome;
  const footer: Block[] = withButtons
    ? [{ kind: "buttons", buttons: answerButtons(conversation, article.id) }]
    : outcomeLine(outcome);
  return {
    summary: article.title,
    blocks: [
      {
        kind: "text",
        markdown: `### ${plain(article.title)}\n\n${articleText(rules.knowledge.articles, article)}`,
      },
      { kind: "text", markdown: sourceLine(article) },
      ...footer,
    ],
  };
}

/** What is left of an answer whose article was taken out since. */
function goneContent({ id }: Conversation, offer: Offer, withButtons: boolean): Content {
  const { title, outcome } = offer;
  const press = { action: "need_help" as const, conversation: id };
  const footer: Block[] = withButtons
    ? [{ kind: "buttons", buttons: [{ label: "I still need help", press }] }]
    : outcomeLine(outcome);
  const way = isWalked(offer) ? numberedWay(offer.walk) : "";
  const parts = [`### ${plain(title)}`, way, `*${say.articleGone}*`].filter((part) => part !== "");
  return { summary: title, blocks: [{ kind: "text", markdown: parts.join("\n\n") }, ...footer] };
}

function answerButtons(conversation: Conversation, article: string): Button[] {
  const { id, origin } = conversation;
  return [
    { label: "That solved it", press: { action: "solved", conversation: id }, style: "primary" },
    { label: "I still need help", press: { action: "need_help", conversation: id } },
    whyButton(id, article),
    ...backToGuideButton(conversation),
    ...goPrivateButton(origin, id),
  ];
}

/** A guide where nobody can press anything reads from top to bottom. */
function articleText(articles: readonly Article[], article: Article): string {
  if (!article.guide) return article.body;
  const steps = article.guide.map(({ title, text, choices }, i) => {
    const ways = choices.map((choice) => {
      const to = leadsTo(destinationOf(articles, article, choice), choice);
      return `- ${plain(choice.label)} → *${plain(to)}*`;
    });
    return [`**${i + 1}. ${plain(title)}**`, text, ways.join("\n")]
      .filter((part) => part.trim())
      .join("\n\n");
  });
  return [article.body, ...steps].filter((part) => part.trim()).join("\n\n");
}

/** A guide as it begins, for where it can be read but not walked. */
export function beginning({ id, body, guide = [] }: Article): string {
  const [first] = guide;
  if (!first) return body;
  const ways = first.choices.map(({ label }, i) => `${i + 1}. ${label}`).join("\n");
  const more = `A guide of ${guide.length} steps. The whole of it as a picture: tierdesk kb draw ${id} --out guide.svg`;
  return [body, `**${first.title}**`, first.text, ways, more].filter((part) => part.trim()).join("\n\n");
}

function leadsTo(destination: Destination, { to }: GuideChoice): string {
  if (destination === "ticket") return "I still need help";
  if (destination === "solved") return "That solved it";
  return destination === "lost" ? to : destination.step.title;
}

function choiceContent(conversation: Conversation, suggestions: Offer[], withButtons: boolean): Content {
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
  const buttons: Block[] = withButtons
    ? [{ kind: "buttons", buttons: [...choose, none, ...backToGuideButton(conversation)] }]
    : [];
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
