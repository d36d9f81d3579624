/** How does something come in from Teams? Told apart, given to the desk, and acknowledged only when it is stored. */
import { createInFlight } from "../../in-flight";
import { inOrder } from "../../in-order";
import { createLanes } from "../../lanes";
import type { Receive } from "../../platform";
import { createRecent } from "../../recent";
import { createWarnOnce } from "../../warn-once";
import type { Activity, InvokeAnswer } from "../activity";
import type { TeamsOptions } from "../options";
import { readPressData } from "../drawing/presses";
import type { ConnectorFor } from "./asking";
import { createKeepReferences } from "./keep-references";
import { laneOf } from "./lane-of";
import { createPeople } from "./people";
import { createPresses } from "./presses";
import { readScene, type Scene } from "./scene";
import { takeForm } from "./take-form";
import { takeMenu } from "./take-menu";
import { takeNotice } from "./take-notice";
import { storePress, takeFormPress, takePress } from "./take-press";
import { takeSaid } from "./take-said";
import type { Taking } from "./taking";

export type Receiving = {
  /**
   * An activity that was let in. Resolves when it is stored, for an invoke with what Teams wants to hear. Rejects when it is not:
   * then it must not be acknowledged, and Teams sends it again.
   */
  take(activity: Activity): Promise<InvokeAnswer | undefined>;
  /** Resolves when nothing is half taken. */
  idle(): Promise<void>;
};

const NOTICES = ["conversationUpdate", "installationUpdate"];
/** Messages whose edits are the desk's business, whatever they say. */
const TOLD = 10_000;

export function createReceiving(
  options: TeamsOptions,
  connectorFor: ConnectorFor,
  receive: Receive,
): Receiving {
  const inFlight = createInFlight();
  const lanes = createLanes();
  const told = createRecent<true>(TOLD);
  const taking: Taking = {
    options,
    connectorFor,
    people: createPeople(options, connectorFor),
    references: createKeepReferences(options, createWarnOnce(options.log)),
    presses: createPresses(),
    receive: inOrder(async (event) => {
      await receive(event);
      if (event.type === "message_posted") told.set(event.id, true);
    }),
    later: (work) => void inFlight.track(work),
    wasTold: (id) => told.get(id) === true,
  };

  function takeInLane(activity: Activity): Promise<InvokeAnswer | undefined> {
    const lane = laneOf(activity);
    return lane === undefined ? take(taking, activity) : lanes.run(lane, () => take(taking, activity));
  }

  return { take: (activity) => inFlight.track(takeInLane(activity)), idle: inFlight.idle };
}

async function take(taking: Taking, activity: Activity): Promise<InvokeAnswer | undefined> {
  const scene = readScene(activity);
  const isPerson = !("ignored" in scene);
  if (NOTICES.includes(activity.type)) {
    await takeNotice(taking, activity, isPerson ? scene : undefined);
    return undefined;
  }
  if (activity.type === "invoke") return isPerson ? takeInvoke(taking, activity, scene) : NOT_KNOWN;
  if (isPerson) await takeTold(taking, activity, scene);
  return undefined;
}

/** A button for clients that know no better sends a message without words. */
async function takeTold(taking: Taking, activity: Activity, scene: Scene): Promise<void> {
  const pressed = activity.type === "message" ? readPressData(activity.value) : undefined;
  return pressed ? storePress(taking, activity, scene, pressed) : takeSaid(taking, activity, scene);
}

/** Of a kind that we do not use. */
const NOT_KNOWN: InvokeAnswer = { status: 501 };

async function takeInvoke(taking: Taking, activity: Activity, scene: Scene): Promise<InvokeAnswer> {
  switch (activity.name) {
    case "adaptiveCard/action":
      return takePress(taking, activity, scene);
    case "task/fetch":
      return takeFormPress(taking, activity, scene);
    case "task/submit":
    case "composeExtension/submitAction":
      return takeForm(taking, activity, scene);
    case "composeExtension/fetchTask":
      return takeMenu(taking, activity, scene);
    default:
      return NOT_KNOWN;
  }
}
