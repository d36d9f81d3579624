/** How does something come in from Slack? Told apart, given to the desk, and acknowledged only when it is stored. */
import type { ReceiverEvent } from "@slack/bolt";
import type { Receive } from "../../platform";
import { readBody, teamsOf, type Body } from "./bodies";
import { createInFlight } from "../../in-flight";
import { inOrder } from "../../in-order";
import { createLanes } from "../../lanes";
import { laneOf } from "./lane-of";
import { createWarnOnce } from "../../warn-once";
import type { SlackOptions } from "../options";
import { createPeople } from "./people";
import { createPrompts } from "./prompts";
import { isTokenRefused } from "../refusals";
import { createStatuses, type Statuses } from "./statuses";
import { takeCommand } from "./take-command";
import { takeEvent } from "./take-event";
import { isOurForm, takeForm } from "./take-form";
import { forgetWorkspace, isLeaving } from "./take-leaving";
import { takePress } from "./take-press";
import { isOurShortcut, takeShortcut } from "./take-shortcut";
import type { Taking } from "./taking";
import type { Workspace, Workspaces } from "../workspaces";

export type Receiving = {
  /** Rejects when it is not stored: then it must not be acknowledged, and Slack sends it again. */
  processEvent(event: ReceiverEvent): Promise<void>;
  /** Resolves when nothing is half taken. */
  idle(): Promise<void>;
};

export function createReceiving(
  options: SlackOptions,
  workspaces: Workspaces,
  receive: Receive,
  statuses: Statuses = createStatuses(options.log),
): Receiving {
  const inFlight = createInFlight();
  const lanes = createLanes();
  const warnOnce = createWarnOnce(options.log);
  const taking: Taking = {
    options,
    workspaces,
    people: createPeople(options),
    prompts: createPrompts(options),
    statuses,
    receive: inOrder(receive),
    later: (work) => void inFlight.track(work),
  };

  function takeInLane({ body: raw, ack }: ReceiverEvent): Promise<void> {
    const body = readBody(raw);
    const lane = laneOf(body);
    return lane === undefined ? take(body, ack) : lanes.run(lane, () => take(body, ack));
  }

  async function take(body: Body, ack: ReceiverEvent["ack"]): Promise<void> {
    const teams = teamsOf(body);
    if (body.kind === "event" && isLeaving(body.body)) {
      for (const team of teams) await forgetWorkspace(taking, team);
      return ack();
    }
    const workspace = await findWorkspace(workspaces, teams);
    if (workspace) return takeIn(workspace, body, ack);
    warnOnce("slack.not_installed", { team: teams[0] ?? "unknown" });
    await ack();
  }

  async function takeIn(workspace: Workspace, body: Body, ack: ReceiverEvent["ack"]): Promise<void> {
    try {
      if (body.kind === "command") return await takeCommand(taking, { body: body.body, workspace, ack });
      if (body.kind === "interaction")
        return await takeInteraction(taking, { body: body.body, workspace, ack });
      await takeEvent(taking, { body: body.body, workspace, ack });
    } catch (error) {
      if (isTokenRefused(error)) workspaces.forget(workspace.team);
      throw error;
    }
  }

  return {
    processEvent: (event) => inFlight.track(takeInLane(event)),
    idle: inFlight.idle,
  };
}

async function takeInteraction(taking: Taking, request: Parameters<typeof takePress>[1]): Promise<void> {
  const { body, ack } = request;
  if (body.type === "block_actions") return takePress(taking, request);
  if (body.type === "view_submission" && isOurForm(body)) return takeForm(taking, request);
  if (isOurShortcut(body)) return takeShortcut(taking, request);
  // A closed form, or something of a kind that we do not use.
  await ack();
}

async function findWorkspace(workspaces: Workspaces, teams: string[]): Promise<Workspace | undefined> {
  for (const team of teams) {
    const workspace = await workspaces.of(team);
    if (workspace) return workspace;
  }
  return undefined;
}
