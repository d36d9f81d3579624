// A question was asked before and is asked again: is what comes of it now better, worse, other or the same?

/** What came of it then. `edition`: of the article at the time. `ticket`: one was opened. */
export type Then = {
  offers: readonly {
    article: string;
    edition?: string;
    kind: "answer" | "suggestion";
    outcome?: "confirmed" | "failed" | "silent";
  }[];
  ticket: boolean;
  route?: string;
};

/** What would come of it now. `criterion`: one that opens a ticket at once, whatever else. */
export type Now = {
  decision: "answer" | "clarify" | "escalate" | "route";
  articles: readonly { id: string; edition: string; confidence: number }[];
  route?: string;
  criterion?: string;
};

export const VERDICTS = ["worse", "better", "changed", "same"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Better or worse only where a person's word or a ticket says so: what they confirmed is given or not; where they said that it
 * failed, or nothing was found, an article answers. Whether it is the right one, only people can tell.
 */
export function verdictOn(then: Then, now: Now): Verdict {
  const confirmed = then.offers.findLast(({ outcome }) => outcome === "confirmed");
  if (confirmed) return onConfirmed(confirmed.article, then, now);
  const failed = then.offers.filter(({ outcome }) => outcome === "failed");
  const wasNothing = then.offers.length === 0 && then.route === undefined && then.ticket;
  const [answer] = now.decision === "answer" ? now.articles : [];
  const isNew =
    answer && !failed.some(({ article, edition }) => article === answer.id && edition === answer.edition);
  if (isNew && now.criterion === undefined && (failed.length > 0 || wasNothing)) return "better";
  return isSame(then, now) ? "same" : "changed";
}

function onConfirmed(article: string, then: Then, now: Now): Verdict {
  const wasChosen = suggested(then).length > 0;
  if (now.decision === "answer" && now.articles[0]?.id === article) return wasChosen ? "better" : "same";
  if (!now.articles.some(({ id }) => id === article)) return "worse";
  return wasChosen ? "same" : "changed";
}

function isSame(then: Then, now: Now): boolean {
  if (then.route !== undefined || now.decision === "route") return then.route === now.route;
  const several = suggested(then);
  // A private article is not offered where others read along.
  if (several.length > 0)
    return (
      now.decision === "clarify" && several.every((article) => now.articles.some(({ id }) => id === article))
    );
  const answer = then.offers.findLast(({ kind }) => kind === "answer");
  if (!answer) return now.decision === "escalate";
  return now.decision === "answer" && now.articles[0]?.id === answer.article;
}

/** Shown to choose from. */
export const suggested = ({ offers }: Then): string[] => [
  ...new Set(offers.flatMap(({ kind, article }) => (kind === "suggestion" ? [article] : []))),
];
