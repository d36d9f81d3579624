/** What does it take to take something in from Slack? The parts that events, presses, forms and commands share. */
import type { ReceiverEvent } from "@slack/bolt";
import type { ReceiveInOrder } from "../../in-order";
import type { SlackOptions } from "../options";
import type { ParseContext } from "./parse";
import type { People } from "./people";
import type { Prompts } from "./prompts";
import type { Statuses } from "./statuses";
import type { Workspace, Workspaces } from "../workspaces";

export type Taking = {
  options: SlackOptions;
  workspaces: Workspaces;
  people: People;
  prompts: Prompts;
  statuses: Statuses;
  /** Resolves when the event is stored for good: only then is Slack told that we have it. */
  receive: ReceiveInOrder;
  /** Work that Slack does not wait for; it must not reject. */
  later(work: Promise<void>): void;
};

/** One request and the workspace it is for. `ack`: once; Slack then never sends it again. */
export type Request<B> = { body: B; workspace: Workspace; ack: ReceiverEvent["ack"] };

/** `rights: false`: who they are matters, not what they may do. */
export const contextFor = (
  { options, people }: Taking,
  workspace: Workspace,
  more: { rights?: boolean } = {},
): ParseContext => ({
  team: workspace.team,
  botUser: workspace.botUser,
  who: (user, hint) => people.who(workspace, user, { ...hint, ...more }),
  nameOf: (user) => people.nameOf(workspace, user),
  watched: options.planFor(workspace.team).watched,
});
