/** What is the Slack platform? What comes in is stored before it is acknowledged; what goes out is called once a try. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { DeliveryError, type Delivery, type Platform } from "../platform";
import { firstTs } from "./address";
import { createWorkspaces } from "./create-workspaces";
import { createDelivering } from "./delivering/deliver";
import { createOpenFile } from "./delivering/open-file";
import { paceOf } from "./delivering/pace";
import { createInstallPages } from "./installing/install";
import type { SlackOptions } from "./options";
import { EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH } from "./paths";
import { answer } from "./receiving/http-receiver";
import { createReceivers } from "./receiving/receivers";
import { createReceiving, type Receiving } from "./receiving/receiving";
import { createStatuses, type Statuses } from "./receiving/statuses";

export { SlackStartError } from "./create-workspaces";
export type { Installation, Installations, SlackAccess, SlackOptions, SlackPlan } from "./options";

const INSTALL_PATHS = [INSTALL_PATH, REDIRECT_PATH];

/** Speaks to Slack from `start` to `stop` only. */
export function createSlack(options: SlackOptions): Platform {
  const workspaces = createWorkspaces(options);
  const statuses = createStatuses(options.log);
  const deliver = createDelivering(options, workspaces);
  const isMany = !("botToken" in options.access);
  const install = isMany ? createInstallPages(options, (team) => workspaces.forget(team)) : undefined;
  let receiving: Receiving | undefined;

  const receivers = createReceivers(options, (event) => {
    if (!receiving) throw new Error("Slack is not started.");
    return receiving.processEvent(event);
  });

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (install && INSTALL_PATHS.includes(path)) return void install(request, response);
    if (path !== EVENTS_PATH || !receivers.http) return answer(response, 404);
    receivers.http(request, response);
  }

  return {
    name: "slack",
    http: { path: "/slack", handle },
    openFile: createOpenFile(options, workspaces),
    paceOf: (delivery) => paceOf(delivery, options.paceMs, workspaces.only()?.team),
    async start(receive) {
      await workspaces.start();
      receiving = createReceiving(options, workspaces, receive, statuses);
      await receivers.start();
    },
    async deliver(delivery) {
      if (!receiving) throw new DeliveryError("later", "Slack is not connected yet. It is tried again.");
      const delivered = await deliver(delivery);
      endStatus(statuses, delivery);
      return delivered;
    },
    async stop() {
      await receivers.stop();
      await receiving?.idle();
      statuses.stop();
      receiving = undefined;
    },
  };
}

/** Something is shown there now: "is looking…" need not come any more, or Slack takes it away by itself. */
function endStatus(statuses: Statuses, delivery: Delivery): void {
  if (delivery.verb === "mark" && delivery.message.in.kind === "direct")
    return statuses.clear(delivery.message.in.id, firstTs(delivery.message));
  if (delivery.verb !== "post" || delivery.to.kind !== "direct" || delivery.to.root === undefined) return;
  statuses.clear(delivery.to.id, delivery.to.root);
}
