/** What does Teams send? Activities of people in channels and chats, all with one signed token, as Teams reuses its own. */
import { CHANNELS, saidIn, sendWhenTold, type DirectEvery, type Message } from "../taking-in/load";

export const APP = "0a0a0a0a-0000-4000-8000-00000000a99a";
export const TENANT = "0b0b0b0b-0000-4000-8000-00000000b00b";
export const TECHNICIANS = "19:technicians@thread.tacv2";
export const WATCHED = Array.from({ length: CHANNELS }, (_, n) => `19:watched${n}@thread.tacv2`);

/** The token, and the address in it that answers go to. */
export type Signed = { token: string; serviceUrl: string };

const TEAM = { id: "19:lakeside@thread.tacv2", name: "Lakeside", aadGroupId: "group-of-lakeside" };
const BOT = { id: `28:${APP}`, name: "Help desk" };

export const accountOf = (person: number): string =>
  `0c0c0c0c-0000-4000-8000-${String(person).padStart(12, "0")}`;
/** Teams' names of people are as long. */
export const userOf = (person: number): string => `29:1${"person".repeat(15)}${person}`;

/** Teams sends more fields; those that are read are here, and it is as long as theirs. */
export function message(signed: Signed, index: number, directEvery: DirectEvery): Message {
  const { person, channel, text } = saidIn(index);
  const id = String(1_700_000_000_000 + index);
  const isDirect = index % directEvery === 0;
  const activity = {
    ...(isDirect ? inChat(person) : inChannel(WATCHED[channel] ?? "", id)),
    type: "message",
    id,
    timestamp: new Date(Number(id)).toISOString(),
    localTimestamp: new Date(Number(id)).toISOString(),
    channelId: "msteams",
    serviceUrl: signed.serviceUrl,
    from: { id: userOf(person), name: "Ana Lopez", aadObjectId: accountOf(person) },
    recipient: BOT,
    locale: "en-US",
    text,
    textFormat: "plain",
    attachments: [{ contentType: "text/html", content: `<p>${text}</p>` }],
    entities: [{ type: "clientInfo", locale: "en-US", country: "US", platform: "Windows", timezone: "UTC" }],
  };
  const headers = { "content-type": "application/json", authorization: `Bearer ${signed.token}` };
  return { path: "/api/messages", method: "POST", headers, body: JSON.stringify(activity) };
}

const inChat = (person: number) => ({
  conversation: {
    id: `a:1${"chat".repeat(20)}${person}`,
    conversationType: "personal",
    tenantId: TENANT,
  },
  channelData: { tenant: { id: TENANT } },
});

const inChannel = (channel: string, id: string) => ({
  conversation: {
    id: `${channel};messageid=${id}`,
    conversationType: "channel",
    tenantId: TENANT,
    isGroup: true,
  },
  channelData: {
    tenant: { id: TENANT },
    team: TEAM,
    channel: { id: channel },
    teamsTeamId: TEAM.id,
    teamsChannelId: channel,
  },
});

if (require.main === module) {
  const [token = "", serviceUrl = ""] = process.argv.slice(2);
  sendWhenTold((index, directEvery) => message({ token, serviceUrl }, index, directEvery));
}
