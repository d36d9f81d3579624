/** What would happen to this question, at this hour, and because of which line of the plan? Changes nothing. */
import { considerQuestion, opensAtOnce } from "../desk/considering";
import type { Consideration } from "../desk/considering";
import { foreseeTicket } from "../desk/foreseeing";
import type { Foreseen } from "../desk/foreseeing";
import type { DeskRules } from "../desk/situation";
import type { Chosen } from "../desk/triage";
import { isRefusal, readMoment } from "../plan/times";
import { readPlan } from "../sources/plan";
import { errorLines, loadRules } from "../sources/rules";
import { explainedText } from "./plan-explain-text";
import type { Explained } from "./plan-explain-text";
import { withMeanings } from "./with-meanings";
import { refused } from "./refusing";
import type { Outcome } from "./refusing";

export type ExplainOptions = {
  component?: string;
  site?: string;
  by?: string;
  at?: string;
  json?: true;
  kb: string;
  plan: string;
};

/** The command. Exit code 1 when there is nothing to explain. */
export async function planExplain(question: string, options: ExplainOptions, now: Date): Promise<Outcome> {
  return withMeanings(async (meanings) => {
    const loaded = await loadRules(options, meanings);
    const { rules } = loaded;
    const { lineOf } = await readPlan(options.plan);
    if (!rules || !lineOf) return refused(errorLines(loaded, options).join("\n"));
    if (question.trim() === "") return refused('Ask something: tierdesk plan explain "the wifi is down"');
    const unknown = unknownKey(options, rules);
    if (unknown !== undefined) return refused(unknown);
    const at = options.at === undefined ? now : readMoment(options.at, rules.plan.timezone);
    if (!(at instanceof Date)) return refused(isRefusal(at) ? `${at.message} ${at.fix}` : "");
    const explained: Explained = { question, at, ...foresee(question, rules, options, at) };
    const text = options.json
      ? JSON.stringify(asJson(explained))
      : explainedText(explained, { plan: rules.plan, file: options.plan, lineOf });
    return { text, exitCode: 0 };
  });
}

function unknownKey({ component, site, by }: ExplainOptions, { plan }: DeskRules): string | undefined {
  const missing = (what: string, key: string | undefined, all: { key: string }[]): string | undefined =>
    key === undefined || all.some((one) => one.key === key)
      ? undefined
      : `The plan has no ${what} "${key}". It has: ${all.map((one) => one.key).join(", ")}.`;
  return (
    missing("component", component, plan.components) ??
    missing("site", site, plan.sites) ??
    missing("person", by, plan.people)
  );
}

function foresee(
  question: string,
  rules: DeskRules,
  { component, by, site: chosenSite }: ExplainOptions,
  at: Date,
): { considered: Consideration; foreseen: Foreseen; chosen: Chosen } {
  const site = chosenSite ?? rules.plan.people.find(({ key }) => key === by)?.site;
  const chosen: Chosen = {
    ...(component !== undefined && { component }),
    ...(site !== undefined && { site }),
  };
  const considered = considerQuestion(question, rules, site, {
    site,
    requester: by,
    ...(component !== undefined && { component }),
  });
  return { considered, chosen, foreseen: foreseeTicket(rules.plan, considered, chosen, at) };
}

/** For programs. `opens`: a ticket comes at once. Dates in ISO 8601, `minutes` of working time. */
function asJson({ at, considered, chosen, foreseen }: Explained) {
  const { triage, channels, at: here, promises, above } = foreseen;
  return {
    at,
    decision: considered.decision,
    opens: opensAtOnce(considered) || considered.decision === "escalate",
    article: considered.articles[0]?.article.id ?? null,
    criterion: considered.criterion?.key ?? null,
    route: considered.route?.key ?? null,
    site: chosen.site ?? null,
    ...triage,
    channels,
    people: here,
    promises: promises.map(({ promised, target }) => ({
      kind: promised.kind,
      minutes: promised.minutes,
      calendar: promised.calendar,
      warnAt: target.warnAt,
      due: target.due,
      line: promised.line,
    })),
    above,
  };
}
