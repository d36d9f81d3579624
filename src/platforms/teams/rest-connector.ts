/** Under which addresses does Teams take our calls? The Bot Connector's REST interface; each call is one request. */
import { splitConversation } from "./address";
import { ConnectorFailure, type Call, type Connector, type Member } from "./connector";
import { createRestCall, fieldOf, type Token } from "./rest-call";

/** `bot`: how Teams calls the app, `28:…`. */
export function createConnector(serviceUrl: string, token: Token, bot?: string): Connector {
  const call = createRestCall(serviceUrl, token);

  return {
    async send(conversation, activity, { signal, targeted }) {
      const path = `${activitiesIn(conversation)}${only(targeted)}`;
      const id = textIn(await call("POST", { path, body: activity, signal }), "id");
      // "Is typing" has none. A message without one can never be changed again: that is as good as lost.
      if (id === undefined && activity.type !== "typing") throw new ConnectorFailure("lost");
      return id ?? "";
    },
    async update(conversation, id, activity, { signal, targeted }) {
      const path = `${activityIn(conversation, id)}${only(targeted)}`;
      await call("PUT", { path, body: { ...activity, id }, signal });
    },
    async remove(conversation, id, { signal, targeted }) {
      await call("DELETE", { path: `${activityIn(conversation, id)}${only(targeted)}`, signal });
    },
    async createThread(channel, activity, tenant, { signal }) {
      const body = { isGroup: true, tenantId: tenant, channelData: { channel: { id: channel } }, activity };
      return threadOf(channel, await call("POST", { path: "conversations", body, signal }));
    },
    async createChat(user, tenant, { signal }) {
      const body = {
        isGroup: false,
        ...(bot !== undefined && { bot: { id: bot } }),
        members: [{ id: user }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      };
      const id = textIn(await call("POST", { path: "conversations", body, signal }), "id");
      if (id === undefined) throw new ConnectorFailure("lost");
      return id;
    },
    async member(conversation, user, { signal }) {
      const path = `conversations/${segment(splitConversation(conversation).base)}/members/${segment(user)}`;
      return memberOf(await orNobody(call("GET", { path, signal })));
    },
    async react(conversation, id, reaction, { signal }) {
      await call("PUT", { path: `${activityIn(conversation, id)}/reactions/${segment(reaction)}`, signal });
    },
    async unreact(conversation, id, reaction, { signal }) {
      await call("DELETE", {
        path: `${activityIn(conversation, id)}/reactions/${segment(reaction)}`,
        signal,
      });
    },
  };
}

const activitiesIn = (conversation: string): string => `conversations/${segment(conversation)}/activities`;

const activityIn = (conversation: string, id: string): string =>
  `${activitiesIn(conversation)}/${segment(id)}`;

const only = (targeted: Call["targeted"]): string => (targeted ? "?isTargetedActivity=true" : "");

/** Nothing, `.` and `..` would name another address, however they are spelled. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new ConnectorFailure("answered", 400, "invalid_id");
  return encodeURIComponent(id);
}

/** The thread is named by `id` alone: `activityId` is the post's own, which need not be the one that the thread is named by. */
function threadOf(channel: string, answer: unknown): { conversation: string; id: string } {
  const { base, root } = splitConversation(textIn(answer, "id") ?? channel);
  const id = textIn(answer, "activityId") ?? root;
  if (id === undefined) throw new ConnectorFailure("lost");
  return { conversation: `${base};messageid=${root ?? id}`, id };
}

async function orNobody(found: Promise<unknown>): Promise<unknown> {
  try {
    return await found;
  } catch (error) {
    // The place itself is not there: that says nothing about the person.
    const isOfPlace = error instanceof ConnectorFailure && error.code === "ConversationNotFound";
    if (error instanceof ConnectorFailure && error.status === 404 && !isOfPlace) return undefined;
    throw error;
  }
}

const MEMBER_FIELDS = [
  "name",
  "email",
  "userPrincipalName",
  "givenName",
  "surname",
  "tenantId",
  "userRole",
] as const;

/** Teams has two names for the Entra id. */
function memberOf(answer: unknown): Member | undefined {
  const id = textIn(answer, "id");
  if (id === undefined) return undefined;
  const aadObjectId = textIn(answer, "aadObjectId") ?? textIn(answer, "objectId");
  const member: Member = { id, ...(aadObjectId !== undefined && { aadObjectId }) };
  for (const field of MEMBER_FIELDS) {
    const text = textIn(answer, field);
    if (text !== undefined) member[field] = text;
  }
  return member;
}

function textIn(answer: unknown, field: string): string | undefined {
  const value = fieldOf(answer, field);
  return typeof value === "string" && value !== "" ? value : undefined;
}
