/** Who is in the sandbox, and in which rooms? Everybody whom the plan names, with the plan's channels and a staff room. */
import { enhancements } from "./plan/criteria";
import type { EscalationPlan, PlanPerson } from "./plan/plan";
import type { SandboxChannel, SandboxPerson } from "./platforms/sandbox";

type Cast = { people: SandboxPerson[]; channels: SandboxChannel[] };

export function castOf(plan: EscalationPlan): Cast {
  const people = plan.people.flatMap((person) => castPerson(plan, person) ?? []);
  const watched = plan.watchedChannels.sandbox ?? [];
  const everybody = people.map((person) => person.account);
  return {
    people,
    channels: [
      ...planChannels(plan),
      { id: "staff-room", name: "staff-room", members: everybody },
      ...watched.map((id) => ({ id, name: id, members: everybody, watched: true })),
    ],
  };
}

function castPerson(plan: EscalationPlan, person: PlanPerson): SandboxPerson | undefined {
  const account = person.accounts.sandbox;
  if (!account) return undefined;
  const { name, email, title } = person;
  const site = plan.sites.find((s) => s.key === person.site)?.name;
  return {
    account,
    name,
    email,
    ...(title && { title }),
    ...(site && { site }),
    role: roleOf(plan, person.key),
  };
}

function roleOf(plan: EscalationPlan, key: string): SandboxPerson["role"] {
  const isAt = (number: number) =>
    plan.tiers.some((t) => t.number === number && (t.members.includes(key) || t.lead === key));
  if (isAt(2)) return "technician";
  if (isAt(3) || plan.components.some((c) => Object.values(c.providers).some((p) => p.liaison === key)))
    return "specialist";
  return plan.owner === key ? "admin" : "requester";
}

/** A tier's channel, and those that components have of their own: their tier's members and lead are in them. */
function planChannels(plan: EscalationPlan): SandboxChannel[] {
  const channels = new Map<string, Set<string>>();
  const add = (id: string | undefined, keys: (string | undefined)[]) => {
    if (!id) return;
    const members = channels.get(id) ?? new Set();
    for (const key of keys) {
      const account = plan.people.find((p) => p.key === key)?.accounts.sandbox;
      if (account) members.add(account);
    }
    channels.set(id, members);
  };
  for (const tier of plan.tiers) {
    add(tier.channels.sandbox, [...tier.members, tier.lead]);
    for (const { providers } of plan.components) {
      const provider = providers[tier.number];
      add(provider?.channels?.sandbox, [...(provider?.members ?? tier.members), tier.lead]);
    }
  }
  // Who looks after the list: the service desk and the plan's owner.
  const desk = plan.tiers.find(({ number }) => number === 2);
  add(enhancements(plan)?.channels?.sandbox, [...(desk?.members ?? []), desk?.lead, plan.owner]);
  add(plan.gapsTo?.sandbox, [plan.owner]);
  const leads = plan.tiers.flatMap(({ members, lead }) => [...members, lead]);
  add(plan.digest?.channels.sandbox, [plan.owner, ...leads]);
  return [...channels].map(([id, members]) => ({ id, name: id, members: [...members] }));
}
