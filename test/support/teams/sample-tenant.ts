/** Which small tenant do tests of the simulator play in? Two people at a desk, one elsewhere, a team, a group chat. */
import { CARD_TYPE } from "../../../src/platforms/teams/activity";
import type { SimulatorOptions } from "./options";

export const ANA = "a0000000-0000-4000-8000-00000000000a";
export const DANA = "d0000000-0000-4000-8000-00000000000d";
/** Has not installed the app. */
export const OMAR = "00000000-0000-4000-8000-000000000001";
export const TEAM = "19:general@thread.tacv2";
export const DESK = "19:desk@thread.tacv2";
export const CHAT = "19:office@thread.v2";

export const sampleTenant = (more: Partial<SimulatorOptions> = {}): SimulatorOptions => ({
  tenant: "tenant-1",
  appId: "app-1",
  botName: "Helpdesk",
  people: [
    { account: ANA, name: "Ana Lopez", email: "ana@lakeside.example" },
    { account: DANA, name: "Dana Brooks", email: "dana@lakeside.example" },
    { account: OMAR, name: "Omar Haddad", email: "omar@elsewhere.example", guest: true, installed: false },
  ],
  teams: [{ id: TEAM, name: "IT", members: [ANA, DANA], channels: [{ id: DESK, name: "desk" }] }],
  chats: [{ id: CHAT, name: "Office", members: [ANA, OMAR] }],
  accepts: (bearer) => bearer === "good",
  resendAfterMs: [0, 10],
  ...more,
});

export const messageOf = (text: string) => ({ type: "message", text });

export const cardOf = (body: object[], actions: object[] = [], more: object = {}) => ({
  type: "message",
  attachments: [
    { contentType: CARD_TYPE, content: { type: "AdaptiveCard", version: "1.5", body, actions, ...more } },
  ],
});
