/** What does a message say besides its content, where it goes? Whom it is for in a group chat, and how to answer in a channel. */
import type { Content } from "../../../desk/content";
import type { Address } from "../../../desk/model";
import { createMemory } from "../../remembering";
import { askedBy } from "../address";
import type { TeamsOptions } from "../options";
import type { Calls } from "./calls";
import type { Draft } from "./drafts";
import { linkFiles } from "./file-links";
import type { Room } from "./rooms";

const HOW_TO_REPLY =
  "Teams shows the help desk only messages that mention it in this channel: reply here with @ and its name, or with the buttons.";

const HOW_TO_ADD = "Teams shows the help desk only messages that mention it here: write with @ and its name.";

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
    const notes = [missing > 0 ? ASK_FOR_IT : "", wayToAnswer(room, place, content)];
    const note = notes.filter(Boolean).join(" ");
    return { ...files, ...(mention && { mention }), ...(note !== "" && { note }) };
  };
}

/** Where only mentions are heard: below the card of a ticket, below what tells a requester of it, and below what they are told in a group chat. */
function wayToAnswer({ kind, reference }: Room, place: Address, { blocks }: Content): string {
  if (kind === "person" || reference?.hearsAll === true) return "";
  const actions = blocks.flatMap((block) =>
    block.kind === "buttons" ? block.buttons.map(({ press }) => press.action) : [],
  );
  if (place.kind === "channel") return kind === "channel" && actions.includes("reply") ? HOW_TO_REPLY : "";
  const isRelayed = askedBy(place) !== undefined && blocks.some((block) => block.kind === "quote");
  return isRelayed || actions.includes("cancel") ? HOW_TO_ADD : "";
}
