/** How do Teams and its Bot Connector behave towards deliveries? A small one in memory that keeps messages, and can be told to refuse. */
import type { OutboundActivity } from "../../../src/platforms/teams/activity";
import { splitConversation } from "../../../src/platforms/teams/address";
import {
  ConnectorFailure,
  type Call,
  type Connector,
  type Member,
} from "../../../src/platforms/teams/connector";

export type Kept = {
  conversation: string;
  id: string;
  activity: OutboundActivity;
  onlyFor?: string;
  reactions: Set<string>;
};

/**
 * Once, instead of what it would do: a refusal; a refusal after it was done; an answer that comes when `until` is resolved, though
 * it was done at once.
 */
export type Script =
  | ConnectorFailure
  | { doneBut: ConnectorFailure }
  | { until: Promise<void> | (() => Promise<void>) }
  | "as usual";

export type Fake = {
  connectorFor(serviceUrl: string): Connector;
  calls: { method: keyof Connector; serviceUrl: string; args: unknown[] }[];
  kept: Kept[];
  /** By conversation, without thread; `*`: everywhere. */
  members: Record<string, Member[]>;
  script(method: keyof Connector, ...scripts: Script[]): void;
  callsOf(method: keyof Connector): unknown[][];
};

export const refusal = (status: number, code?: string, retryAfterMs?: number): ConnectorFailure =>
  new ConnectorFailure("answered", status, code, retryAfterMs);

export function createFake(): Fake {
  const scripts = new Map<string, Script[]>();
  let clock = 1_790_000_000_000;
  const fake: Fake = {
    calls: [],
    kept: [],
    members: {},
    script: (method, ...more) => void scripts.set(method, [...(scripts.get(method) ?? []), ...more]),
    callsOf: (method) => fake.calls.filter((one) => one.method === method).map(({ args }) => args),
    connectorFor,
  };

  const find = (conversation: string, id: string): Kept => {
    const { base } = splitConversation(conversation);
    const found = fake.kept.find((one) => one.id === id && splitConversation(one.conversation).base === base);
    if (!found) throw refusal(404, "ActivityNotFoundInConversation");
    return found;
  };

  function keep(conversation: string, activity: OutboundActivity, { targeted }: Partial<Call>): string {
    const id = String(++clock);
    const onlyFor = targeted === true ? activity.recipient?.id : undefined;
    fake.kept.push({
      conversation,
      id,
      activity,
      reactions: new Set(),
      ...(onlyFor !== undefined && { onlyFor }),
    });
    return id;
  }

  function connectorFor(serviceUrl: string): Connector {
    async function perform<T>(
      method: keyof Connector,
      args: unknown[],
      call: Call,
      act: () => T,
    ): Promise<T> {
      fake.calls.push({ method, serviceUrl, args });
      const script = scripts.get(method)?.shift() ?? "as usual";
      if (script instanceof ConnectorFailure) throw script;
      const done = act();
      if (script === "as usual") return done;
      if ("doneBut" in script) throw script.doneBut;
      const { until } = script;
      await Promise.race([typeof until === "function" ? until() : until, broken(call.signal)]);
      return done;
    }

    return {
      send: (conversation, activity, call) =>
        perform("send", [conversation, activity, call.targeted ?? false], call, () =>
          keep(conversation, activity, call),
        ),
      update: (conversation, id, activity, call) =>
        perform("update", [conversation, id, activity], call, () => {
          find(conversation, id).activity = activity;
        }),
      remove: (conversation, id, call) =>
        perform("remove", [conversation, id], call, () => {
          fake.kept.splice(fake.kept.indexOf(find(conversation, id)), 1);
        }),
      createThread: (channel, activity, tenant, call) =>
        perform("createThread", [channel, activity, tenant], call, () => {
          const id = keep(channel, activity, call);
          const conversation = `${channel};messageid=${id}`;
          Object.assign(find(channel, id), { conversation });
          return { conversation, id };
        }),
      createChat: (user, tenant, call) =>
        perform("createChat", [user, tenant], call, () => `a:chat-with-${user}`),
      member: (conversation, user, call) =>
        perform("member", [conversation, user], call, () => {
          const { base } = splitConversation(conversation);
          const members = [...(fake.members[base] ?? []), ...(fake.members["*"] ?? [])];
          return members.find(({ id, aadObjectId, email }) => [id, aadObjectId, email].includes(user));
        }),
      react: (conversation, id, reaction, call) =>
        perform("react", [conversation, id, reaction], call, () => {
          find(conversation, id).reactions.add(reaction);
        }),
      unreact: (conversation, id, reaction, call) =>
        perform("unreact", [conversation, id, reaction], call, () => {
          if (!find(conversation, id).reactions.delete(reaction)) throw refusal(404);
        }),
    };
  }
  return fake;
}

const broken = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new ConnectorFailure("lost")));
  });
