/** How does a place refuse what the help desk sends there? Emulate itself never has trouble. */
import type { Stage } from "../stage";
import { textOf } from "../slack/arguments";
import type { Workspace } from "../slack/world";
import { targetOf } from "../../../src/platforms/slack/address";
import type { Behind } from "./gateway";

const POSTS = ["chat.postMessage", "chat.postEphemeral", "chat.update"];
const REFUSALS = { fine: undefined, later: "internal_error", never: "restricted_action" };

export type Network = { set: Stage["setNetwork"]; refusalOf: Behind["refusalOf"] };

/** A direct chat is known by its person here. */
export function createNetwork({ channels }: Workspace): Network {
  let place = "";
  let refusal: string | undefined;
  return {
    set(address, state) {
      const { user, channel } = targetOf(address);
      place = user ?? channel ?? "";
      refusal = REFUSALS[state];
    },
    refusalOf(args, method) {
      const id = textOf(args, "channel") ?? "";
      return POSTS.includes(method) && [id, channels.get(id)?.user].includes(place) ? refusal : undefined;
    },
  };
}
