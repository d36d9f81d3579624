/** Where do Teams' calls for a place go? To the address and the conversation that its reference names; a direct chat is made if need be. */
import type { Address } from "../../../desk/model";
import { DeliveryError } from "../../platform";
import { channelPlace, directChat, targetOf } from "../address";
import type { Connector, Member } from "../connector";
import type { ConversationReference, TeamsAccess, TeamsOptions } from "../options";
import type { Calls } from "./calls";

export type Room = {
  connector: Connector;
  tenant: string;
  kind: "person" | "channel" | "chat";
  /** The person, or the channel or chat without its thread. */
  id: string;
  /** What Teams calls it, with its thread. */
  conversation: string;
  /** The message that the thread hangs under. */
  root?: string;
  reference?: ConversationReference;
  /** Somebody who is there, by Entra id or sign-in name. Undefined: they are not. */
  find(calls: Calls, person: string): Promise<Member | undefined>;
};

export type Rooms = {
  open(address: Address): Promise<Room>;
  /** After Teams did not know a direct chat any more: made anew. */
  renew(room: Room): Promise<Room>;
};

/** Microsoft's address for all regions but government clouds. */
const ANYWHERE = "https://smba.trafficmanager.net/teams/";

type Reaching = Pick<TeamsOptions, "references" | "serviceUrl" | "access">;

/** For one delivery each. */
export function createRooms(
  { references, access, ...options }: Reaching,
  connectorFor: (serviceUrl: string) => Connector,
): (calls: Calls) => Rooms {
  const fallback = options.serviceUrl ?? (access.kind === "anonymous" ? undefined : ANYWHERE);

  async function reach(tenant: string, id: string) {
    const reference = await references.find(tenant, id);
    const known = reference ?? (await references.latest(tenant));
    const serviceUrl = known?.serviceUrl ?? fallback;
    if (serviceUrl === undefined) throw notHeardYet();
    return { connector: connectorFor(serviceUrl), serviceUrl, ...(reference && { reference }) };
  }

  /** By what Teams calls them where that is known: the playground finds people by nothing else. */
  const finder =
    (connector: Connector, tenant: string, place: string): Room["find"] =>
    async (calls, person) => {
      const user = (await references.find(tenant, person))?.user ?? person;
      return calls.call((call) => connector.member(place, user, call));
    };

  async function makeChat(calls: Calls, tenant: string, account: string): Promise<Room> {
    const { connector, serviceUrl, reference } = await reach(tenant, account);
    const user = reference?.user ?? account;
    const conversation = await calls.call((call) => connector.createChat(user, tenant, call));
    const renewed: ConversationReference = {
      ...reference,
      tenant,
      id: account,
      kind: "person",
      serviceUrl,
      conversation,
    };
    await references.save(renewed);
    return chatRoom(connector, renewed, conversation);
  }

  function chatRoom(connector: Connector, reference: ConversationReference, conversation: string): Room {
    const { tenant, id } = reference;
    const find = finder(connector, tenant, conversation);
    return { connector, tenant, kind: "person", id, conversation, reference, find };
  }

  async function openChat(calls: Calls, tenant: string, account: string): Promise<Room> {
    const { connector, reference } = await reach(tenant, account);
    if (reference?.conversation === undefined) return makeChat(calls, tenant, account);
    return chatRoom(connector, reference, reference.conversation);
  }

  return (calls) => ({
    async open(address) {
      const target = targetOf(address);
      const tenant = target.tenant ?? tenantOf(access);
      if (tenant === undefined) throw notHeardYet();
      if ("account" in target) return openChat(calls, tenant, personIn(target.account));
      const { channel: id, conversation, root } = target;
      const { connector, reference } = await reach(tenant, id);
      const kind = reference?.kind === "chat" || isGroupChat(id) ? "chat" : "channel";
      return {
        connector,
        tenant,
        kind,
        id,
        conversation,
        ...(root !== undefined && { root }),
        ...(reference && { reference }),
        // A channel's people are those of its team.
        find: finder(connector, tenant, reference?.team ?? id),
      };
    },
    renew: ({ tenant, id }) => makeChat(calls, tenant, id),
  });
}

/** Channels end in `@thread.tacv2` or `@thread.skype`. */
export const isGroupChat = (id: string): boolean => /@(?:thread\.v2|unq\.gbl\.spaces)$/u.test(id);

const tenantOf = (access: TeamsAccess): string | undefined =>
  access.kind === "anonymous" ? undefined : access.tenant;

const notHeardYet = () =>
  new DeliveryError(
    "later",
    "Teams has not told yet at which address it is reached. Write to the help desk there once.",
  );

/** Who is in the plan with an e-mail address only. */
function personIn(account: string): string {
  if (!account.startsWith("mailto:")) return account;
  throw new DeliveryError(
    "never",
    "Teams reaches nobody by e-mail address. Write the person's Entra id into the plan, as accounts: { teams: … }.",
  );
}

/** Where the desk finds a message that was sent there, the thread left out. */
export const placeAround = ({ kind, tenant, id }: Room): Address =>
  kind === "person" ? directChat(tenant, id) : channelPlace(tenant, id);

/** What Teams calls the conversation in which a message stands. A post in a channel stands in the thread it opens. */
export function conversationAt({ kind, root, conversation }: Room, id: string): string {
  // Of the playground such a message's id says nothing about its thread.
  const opensThread = kind === "channel" && root === undefined && /^\d+$/u.test(id);
  return opensThread ? `${conversation};messageid=${id}` : conversation;
}
