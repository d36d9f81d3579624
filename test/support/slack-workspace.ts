/** In which workspace are stories of Slack played? The example plan's people and rooms, known to Slack by its own ids. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Manifest } from "../../src/platforms/slack/installing/manifest-variants";
import type { WorkspaceOptions } from "./slack/options";

export const TEAM = "T0LAKESIDE1";
export const BOT = "U0LAKESIDEB";
export const SIGNING_SECRET = "a-signing-secret-of-no-worth";
export const APP_TOKEN = "xapp-1-A0TIERDESK1-1-no-worth";
export const BOT_TOKEN = "xoxb-lakeside-no-worth";

export const MANIFEST = JSON.parse(
  readFileSync(resolve(__dirname, "../../manifest.json"), "utf8"),
) as Manifest;

/** `U0ANA000000`: as long as Slack's. */
export const userId = (key: string): string => `U0${key.toUpperCase().padEnd(9, "0")}`;
const channelIds: Record<string, string> = { "service-desk": "C0SERVICE01", "staff-room": "C0STAFFROOM" };
export const channelId = (name: string): string => channelIds[name] ?? "C0NOWHERE00";

/** The plan's people and rooms, known to Slack by its own ids; the plan names people by e-mail only. */
export function slackPlan(plan: EscalationPlan): EscalationPlan {
  const tiers = plan.tiers.map((tier) =>
    tier.number === 2 ? { ...tier, channels: { slack: channelId("service-desk") } } : tier,
  );
  return { ...plan, tiers };
}

export function workspaceOfPlan(plan: EscalationPlan): WorkspaceOptions {
  const technicians = plan.tiers.filter(({ number }) => number === 2).flatMap((t) => [...t.members, t.lead]);
  const serviceDesk = technicians.flatMap((key) => (key === undefined ? [] : [userId(key)]));
  const people = plan.people.map(({ key, name, email }) => ({
    id: userId(key),
    name,
    realName: name,
    email,
  }));
  return {
    team: TEAM,
    name: plan.organisation,
    domain: "lakeside",
    botToken: BOT_TOKEN,
    botUser: BOT,
    people,
    channels: [
      { id: channelId("service-desk"), name: "service-desk", members: [BOT, ...serviceDesk] },
      { id: channelId("staff-room"), name: "staff-room", members: [BOT, ...people.map(({ id }) => id)] },
    ],
  };
}
