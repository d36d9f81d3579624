/** What goes wrong on purpose? Rules that calls and activities run into, each as many times as a test says. */
import type { CallName } from "./world";

/** Where: a conversation of Teams, with or without a thread. Everywhere unless said. Once unless said. */
export type Rule = { times?: number; conversation?: string };

/** What happens to one call. `afterEffect`: it was done all the same, only the answer is lost. */
export type CallFault =
  | { kind: "status"; status: number; code?: string; retryAfterSeconds?: number; afterEffect: boolean }
  | { kind: "reset"; afterEffect: boolean }
  /** No answer, or one after `answersAfterMs`. */
  | { kind: "hang"; afterEffect: boolean; answersAfterMs?: number };

type CallRule = { calls: CallName[] | "all"; conversation?: string; left: number; fault: CallFault };

/** What happens to activities. `lateAnswer`: taken by the app, but too late for Teams, which sends it again. */
export type ActivityFault = "duplicate" | "lateAnswer" | "disorder";

export type Calls = CallName | CallName[] | "all";

export type FaultRules = {
  rateLimit(calls: Calls, rule?: Rule & { retryAfterSeconds?: number }): void;
  fail(calls: Calls, rule: Rule & { status: number; code?: string; afterEffect?: boolean }): void;
  /** The connection breaks. */
  reset(calls: Calls, rule?: Rule & { afterEffect?: boolean }): void;
  hang(calls: Calls, rule?: Rule & { afterEffect?: boolean; answersAfterMs?: number }): void;
  /** The next `activities` come `copies` more times, invokes with ids of their own. */
  duplicate(rule?: { activities?: number; copies?: number }): void;
  /** The next `activities` arrive last one first. */
  disorder(activities: number): void;
  lateAnswers(activities?: number): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  takeCallFault(call: CallName, conversation: string): CallFault | undefined;
  takeActivityFault(kind: ActivityFault): number;
};

export function createFaults(): FaultRules {
  let rules: CallRule[] = [];
  const activities = new Map<ActivityFault, { left: number; value: number }>();
  const add = (calls: Calls, { times = 1, conversation }: Rule, fault: CallFault): void => {
    const which = calls === "all" ? calls : [calls].flat();
    rules.push({ calls: which, left: times, fault, ...(conversation !== undefined && { conversation }) });
  };

  return {
    rateLimit: (calls, { retryAfterSeconds = 1, ...rule } = {}) =>
      add(calls, rule, { kind: "status", status: 429, retryAfterSeconds, afterEffect: false }),
    fail: (calls, { status, code, afterEffect = false, ...rule }) =>
      add(calls, rule, { kind: "status", status, afterEffect, ...(code !== undefined && { code }) }),
    reset: (calls, { afterEffect = false, ...rule } = {}) => add(calls, rule, { kind: "reset", afterEffect }),
    hang: (calls, { answersAfterMs, afterEffect = answersAfterMs !== undefined, ...rule } = {}) =>
      add(calls, rule, {
        kind: "hang",
        afterEffect,
        ...(answersAfterMs !== undefined && { answersAfterMs }),
      }),
    duplicate: ({ activities: left = 1, copies: value = 1 } = {}) =>
      void activities.set("duplicate", { left, value }),
    disorder: (left) => void activities.set("disorder", { left, value: left }),
    lateAnswers: (left = 1) => void activities.set("lateAnswer", { left, value: 1 }),
    clear: () => {
      rules = [];
      activities.clear();
    },
    takeCallFault: (call, conversation) => {
      const rule = rules.find((one) => one.left > 0 && concerns(one, call, conversation));
      if (rule) rule.left--;
      return rule?.fault;
    },
    takeActivityFault: (kind) => {
      const rule = activities.get(kind);
      if (!rule || rule.left <= 0) return 0;
      rule.left--;
      return rule.value;
    },
  };
}

const concerns = (rule: CallRule, call: CallName, conversation: string): boolean =>
  (rule.calls === "all" || rule.calls.includes(call)) &&
  (rule.conversation === undefined ||
    rule.conversation === conversation ||
    conversation.startsWith(`${rule.conversation};`));
