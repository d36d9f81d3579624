/** Where does a question go that becomes a ticket, how urgent is it, and because of what? */
import { nextTier } from "../plan/lookups";
import type { EscalationPlan, KindName, Priority, TierNumber } from "../plan/plan";
import type { Consideration } from "./considering";

/** What somebody chose in a form, rather than what the text makes likely. */
export type Chosen = { component?: string; site?: string; priority?: Priority };

/** What decided: a person, the plan's criterion, the article found, the words of the text, the nearest articles; nothing of these. */
export type Because = "chosen" | "criterion" | "article" | "words" | "nearest" | "usual";

/** `skipped`: the tier that does not apply to the component. */
export type Triage = {
  kind?: KindName;
  component?: string;
  priority: Priority;
  tier: TierNumber;
  because: { component: Because; priority: Because; tier: Because; skipped?: TierNumber };
};

export function triage(plan: EscalationPlan, considered: Consideration | undefined, chosen: Chosen): Triage {
  const component = chosen.component ?? considered?.component;
  const priority = mostUrgent(considered?.criterion?.priority, chosen.priority);
  const wanted = wantedTier(considered);
  const tier = applicable(plan, component, wanted.tier);
  return {
    ...(considered?.kind && { kind: considered.kind }),
    ...(component !== undefined && { component }),
    priority,
    tier,
    because: {
      component: chosen.component !== undefined ? "chosen" : (considered?.componentBy ?? "usual"),
      priority:
        considered?.criterion?.priority === priority
          ? "criterion"
          : chosen.priority === priority
            ? "chosen"
            : "usual",
      tier: wanted.because,
      ...(tier !== wanted.tier && { skipped: wanted.tier }),
    },
  };
}

/** Tier 2, unless a criterion or the article says higher: what one of them raises, the other does not lower. */
function wantedTier(considered?: Consideration): { tier: TierNumber; because: Because } {
  // A wish stays on its list, whatever the article that comes near it says.
  if (considered?.kind === "enhancement") return { tier: 2, because: "usual" };
  const said = considered?.criterion?.tier;
  const ofArticle = considered?.articles[0]?.article.escalateTo;
  if (said !== undefined && said >= (ofArticle ?? 2)) return { tier: said, because: "criterion" };
  if (ofArticle !== undefined && ofArticle >= 2) return { tier: ofArticle, because: "article" };
  return { tier: 2, because: said === undefined ? "usual" : "criterion" };
}

/** A tier that does not apply to the component is skipped. */
export function applicable(
  plan: EscalationPlan,
  component: string | undefined,
  wanted: TierNumber,
): TierNumber {
  const provider = plan.components.find((c) => c.key === component)?.providers[wanted];
  return provider?.applicable === false ? (nextTier(plan, component, wanted) ?? wanted) : wanted;
}

/** A wish raises the priority, and never lowers what a criterion of the plan says. */
export function mostUrgent(...wanted: (Priority | undefined)[]): Priority {
  const order: Priority[] = ["urgent", "high", "normal", "low"];
  return order.find((priority) => wanted.includes(priority)) ?? "normal";
}
