/** What goes wrong on purpose? Rules that calls and deliveries run into, each as many times as a test says. */
import { textOf } from "./arguments";
import type { Json } from "./world";

type Times = { times?: number };
type Place = { channel?: string };

/** What happens to one call. `afterEffect`: it was done all the same, only the answer is lost. */
export type CallFault =
  | { kind: "rateLimit"; retryAfterSeconds: number }
  | { kind: "status"; status: number; afterEffect: boolean }
  | { kind: "reset"; afterEffect: boolean }
  | { kind: "hang"; afterEffect: boolean }
  | { kind: "redirect"; to: string }
  | { kind: "error"; error: string };

type CallRule = { method: string; channel?: string; left: number; fault: CallFault };

/** What happens to events. `lateAcks`: the app's answer comes too late for Slack, which sends the event again. */
export type DeliveryFault = "duplicate" | "lateAck" | "disorder";

export type FaultRules = {
  /** `method`: "*" for all; besides Slack's names also "upload" and "download", of files. `times`: 1 unless said. */
  rateLimit(method: string, rule?: Times & Place & { retryAfterSeconds?: number }): void;
  fail(method: string, rule: Times & Place & { status: number; afterEffect?: boolean }): void;
  /** The connection breaks. */
  reset(method: string, rule?: Times & Place & { afterEffect?: boolean }): void;
  /** No answer until the caller gives up. */
  hang(method: string, rule?: Times & Place & { afterEffect?: boolean }): void;
  error(method: string, error: string, rule?: Times & Place): void;
  /** To somewhere else: for "download". */
  redirect(method: string, to: string, rule?: Times): void;
  /** The next `events` events come `copies` more times, with ids of their own and no retry header. */
  duplicate(rule?: { events?: number; copies?: number }): void;
  /** The next `events` events arrive last one first. */
  disorder(events: number): void;
  /** The next `events` acknowledgements are taken as 3 s late. */
  lateAcks(events?: number): void;
  /** Nothing goes wrong any more. */
  clear(): void;
  takeCallFault(method: string, args: Json): CallFault | undefined;
  takeDeliveryFault(kind: DeliveryFault): number;
};

export function createFaults(): FaultRules {
  let rules: CallRule[] = [];
  const deliveries = new Map<DeliveryFault, { left: number; value: number }>();
  const add = (method: string, { times = 1, channel }: Times & Place, fault: CallFault) =>
    rules.push({ method, left: times, fault, ...(channel !== undefined && { channel }) });

  return {
    rateLimit: (method, rule = {}) =>
      void add(method, rule, { kind: "rateLimit", retryAfterSeconds: rule.retryAfterSeconds ?? 1 }),
    fail: (method, rule) =>
      void add(method, rule, {
        kind: "status",
        status: rule.status,
        afterEffect: rule.afterEffect ?? false,
      }),
    reset: (method, rule = {}) =>
      void add(method, rule, { kind: "reset", afterEffect: rule.afterEffect ?? false }),
    hang: (method, rule = {}) =>
      void add(method, rule, { kind: "hang", afterEffect: rule.afterEffect ?? false }),
    error: (method, error, rule = {}) => void add(method, rule, { kind: "error", error }),
    redirect: (method, to, rule = {}) => void add(method, rule, { kind: "redirect", to }),
    duplicate: ({ events = 1, copies = 1 } = {}) =>
      void deliveries.set("duplicate", { left: events, value: copies }),
    disorder: (events) => void deliveries.set("disorder", { left: events, value: events }),
    lateAcks: (events = 1) => void deliveries.set("lateAck", { left: events, value: 1 }),
    clear: () => {
      rules = [];
      deliveries.clear();
    },
    takeCallFault: (method, args) => {
      const rule = rules.find((one) => one.left > 0 && concerns(one, method, args));
      if (rule) rule.left--;
      return rule?.fault;
    },
    takeDeliveryFault: (kind) => {
      const rule = deliveries.get(kind);
      if (!rule || rule.left <= 0) return 0;
      rule.left--;
      return rule.value;
    },
  };
}

const concerns = (rule: CallRule, method: string, args: Json): boolean =>
  (rule.method === "*" || rule.method === method) &&
  (rule.channel === undefined ||
    rule.channel === textOf(args, "channel") ||
    rule.channel === textOf(args, "channel_id"));
