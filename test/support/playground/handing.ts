/** How does an activity get to the help desk through the playground? Typed at its page, pressed there, or handed on as it is. */
import { splitConversation } from "../../../src/platforms/teams/address";
import type { Activity } from "../../../src/platforms/teams/activity";
import { mentionsOf } from "./mentions";
import type { Heard, Listening } from "./listening";
import type { Recording } from "./recording";
import type { Playground, PlaygroundTenant } from "./start";
import { keyOf, userId } from "./tenant";

export type Parts = {
  playground: Playground;
  desk: Listening;
  recording: Recording;
  tenant: PlaygroundTenant;
};

/** A message of the help desk that is pressed. */
export type At = { conversation: string; replyToId: string };
type Place = { conversation: string; id: string };
type File = { name: string; data: Buffer };
type Change = { type: string; text?: string; eventType: string };

const RESENT = 3;

export type Handing = Awaited<ReturnType<typeof createHanding>>;

export async function createHanding({ playground, desk, tenant, recording }: Parts) {
  const me = keyOf(tenant.me);
  const underway = new Set<Promise<unknown>>();
  const lost: Activity[] = [];
  const chats = new Map([[me, tenant.personalChat]]);
  let ids = Date.now();

  function track<T>(work: Promise<T>): Promise<T> {
    underway.add(work);
    void work.catch(() => {}).then(() => underway.delete(work));
    return work;
  }

  async function call(path: string, body: object): Promise<Record<string, string>> {
    const response = await fetch(`${playground.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The playground answered ${response.status}: ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, string>);
  }

  async function handOnce(activity: Activity): Promise<Heard> {
    const heard = desk.next(({ id, type }) => id === activity.id && type === activity.type);
    await Promise.all([call("/_internal/v1/customActivities", activity), heard]);
    return heard;
  }

  /** As it is, and until the help desk has taken it. Teams sends again what is not taken; the playground does not. */
  async function handOn(activity: Activity): Promise<Heard> {
    for (let tries = 1; ; tries++) {
      const heard = await handOnce(activity);
      if (heard.status < 300) return heard;
      if (tries > RESENT) {
        lost.push(activity);
        return heard;
      }
    }
  }

  function wrap(by: string, conversation: string, more: Partial<Activity>): Activity {
    const person = [tenant.me, ...tenant.others].find(({ id }) => id === userId(by));
    const { base } = splitConversation(conversation);
    const isChannel = base.endsWith("@thread.tacv2");
    const { channelData, ...rest } = more;
    return {
      type: "message",
      id: String(++ids),
      timestamp: new Date().toISOString(),
      channelId: "msteams",
      serviceUrl: recording.url,
      from: { id: userId(by), name: person?.name ?? by, aadObjectId: person?.entraId ?? "" },
      recipient: tenant.bot,
      conversation: {
        id: conversation,
        tenantId: tenant.tenant,
        conversationType: isChannel ? "channel" : "personal",
        ...(isChannel && { isGroup: true }),
      },
      channelData: {
        tenant: { id: tenant.tenant },
        ...(isChannel && { team: { id: tenant.team.id }, channel: { id: base } }),
        ...channelData,
      },
      ...rest,
    };
  }

  for (const { id } of tenant.others) {
    const body = { isGroup: false, members: [{ id }], bot: tenant.bot, tenantId: tenant.tenant };
    const { id: chat = "" } = await call("/_connector/v3/conversations", body);
    chats.set(keyOf({ id }), chat);
  }

  return {
    me,
    chatOf: (key: string): string => chats.get(key) ?? `a:no-chat-of-${key}`,
    chatOfAccount: (account: string): string => {
      const person = [tenant.me, ...tenant.others].find(({ entraId }) => entraId === account);
      return (person && chats.get(keyOf(person))) ?? `a:no-chat-of-${account}`;
    },
    /** Sends again what was given up. */
    sendLost: (): void => {
      for (const activity of lost.splice(0)) void track(handOn(activity));
    },
    idle: async (): Promise<void> => {
      while (underway.size > 0) await Promise.allSettled(underway);
    },
    /** At its page: a new post in a channel. */
    type: (channel: string, text: string): Promise<Place> =>
      track(
        (async () => {
          const heard = desk.next((activity) => activity.text === text);
          const path = `/_conversation/v1/conversations/${encodeURIComponent(channel)}/messages`;
          const mentions = mentionsOf(tenant, text);
          const message = { type: "text", textFormat: "plain", from: { id: tenant.me.id }, text, mentions };
          const { postConversationId = "" } = await call(path, message);
          if (mentions.length > 0) await heard;
          else void heard.catch(() => {});
          return { conversation: postConversationId, id: splitConversation(postConversationId).root ?? "" };
        })(),
      ),
    write: (by: string, conversation: string, text: string, files: File[]): Promise<Place> =>
      track(
        (async () => {
          const entities = mentionsOf(tenant, text).map((one) => ({ type: "mention", ...one }));
          const attachments = files.map(({ name, data }) => ({
            contentType: "application/vnd.microsoft.teams.file.download.info",
            name,
            contentUrl: `https://lakeside-my.sharepoint.com/personal/files/${encodeURIComponent(name)}`,
            content: {
              downloadUrl: "https://lakeside-my.sharepoint.com/download",
              uniqueId: name,
              fileSize: data.length,
            },
          }));
          const activity = wrap(by, conversation, { text, textFormat: "plain", entities, attachments });
          await handOn(activity);
          return { conversation, id: activity.id ?? "" };
        })(),
      ),
    change: (by: string, { conversation, id }: Place, { type, text, eventType }: Change): Promise<unknown> =>
      track(
        handOn(
          wrap(by, conversation, {
            type,
            id,
            channelData: { eventType },
            ...(text !== undefined && { text }),
          }),
        ),
      ),
    invoke: (by: string, { conversation, replyToId }: At, name: string, value: object): Promise<Heard> =>
      track(handOn(wrap(by, conversation, { type: "invoke", name, value, replyToId }))),
    /** The playground's own way to press a button. */
    async execute(by: string, { conversation, replyToId }: At, action: object, data: object): Promise<void> {
      const { type, verb, title } = action as Record<string, string>;
      const value = { action: { type, verb, title, data }, trigger: "manual" };
      const invoke = {
        name: "adaptiveCard/action",
        value,
        from: { id: userId(by) },
        conversation: { id: conversation },
        replyToId,
      };
      await track(call("/_conversation/v1/invoke", invoke));
    },
  };
}
