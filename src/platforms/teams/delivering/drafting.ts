/** What does a message say besides its content, where it goes? Whom it is for in a group chat, and how to answer in a channel. */
import type { Address, Button, Content } from "../../../desk/model";
import { createMemory } from "../../remembering";
import { askedBy } from "../address";
import type { TeamsOptions } from "../options";
import type { Calls } from "./calls";
import type { Draft } from "./drafts";
import { linkFiles } from "./file-links";
import type { Room } from "./rooms";

const HOW_TO_REPLY =
  "Teams shows the help desk only messages that mention it in this channel: reply here with @ and its name, or with the buttons.";

const ASK_FOR_IT = "Files without a link cannot be opened here: please ask for them to be sent another way.";

const NAMES = { most: 5_000, forMs: 86_400_000 };

export type Drafting = (room: Room, place: Address, content: Content, calls: Calls) => Promise<Draft>;

export function createDrafting(options: Pick<TeamsOptions, "openFile" | "log" | "now">): Drafting {
  const names = createMemory<string | undefined>({ ...NAMES, now: options.now });

  /** A name that cannot be had is no reason not to answer. */
  async function personIn({ tenant, id, find }: Room, account: string, calls: Calls) {
    const name = await names
      .get(`${tenant}/${id}/${account}`, () => find(calls, account).then((member) => member?.name))
      .catch(() => undefined);
    return name === undefined ? undefined : { platform: "teams" as const, account, name, workspace: tenant };
  }

  return async (room, place, content, calls) => {
    const { missing, ...files } = await linkFiles(content, options);
    const account = askedBy(place);
    const mention = account === undefined ? undefined : await personIn(room, account, calls);
    const notes = [missing > 0 ? ASK_FOR_IT : "", isCard(room, place, content) ? HOW_TO_REPLY : ""];
    const note = notes.filter(Boolean).join(" ");
    return { ...files, ...(mention && { mention }), ...(note !== "" && { note }) };
  };
}

/** What people answer to where only mentions are heard: the card that opens a thread in a channel, while there is something to reply to. */
const isCard = ({ kind, reference }: Room, place: Address, { blocks }: Content): boolean =>
  kind === "channel" &&
  place.kind === "channel" &&
  reference?.hearsAll !== true &&
  blocks.some((block) => block.kind === "buttons" && block.buttons.some(isReply));

const isReply = ({ press }: Button): boolean => press.action === "reply";
