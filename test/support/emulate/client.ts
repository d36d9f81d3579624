/** What of Slack is neither state nor Web API, and so not emulate's? Deliveries, clicks and forms: those of our own stand-in. */
import { createDeliveries, type Deliveries } from "../slack/delivering";
import { createHttpTransport } from "../slack/http-transport";
import type { Parcel } from "../slack/transport";
import { createWorld, type Workspace, type World } from "../slack/world";
import { isObject } from "../slack/arguments";
import { objectIn, type Call } from "./calls";
import { READER_TOKEN, type MovedIn } from "./seeding";

export type Client = {
  world: World;
  workspace: Workspace;
  deliveries: Deliveries;
  userIn: MovedIn["userIn"];
  /** The help desk has opened a form with `trigger`: emulate answered with this view. */
  showForm(trigger: string, view: unknown): void;
};

export function createClient(
  options: { manifest: unknown; signingSecret: string; requestUrl: string },
  { workspace: people, userIn }: MovedIn,
  call: Call,
): Client {
  const world = createWorld({ ...options, workspaces: [people] });
  const workspace = world.workspaces.get(people.team);
  if (!workspace) throw new Error("The workspace was not made.");
  const deliveries = createDeliveries(
    world,
    createHttpTransport(world, () => options.requestUrl),
  );
  const clickers = new Map<string, string>();

  /** Emulate opens forms only with triggers of its own. */
  async function withTrigger({ kind, body }: Parcel): Promise<Parcel> {
    const { id } = objectIn(body, "user");
    if (kind !== "interactive" || body["trigger_id"] === undefined) return { kind, body };
    const { trigger_id } = await call(READER_TOKEN, "views.generateTriggerId", { user_id: id });
    clickers.set(String(trigger_id), String(id));
    return { kind, body: { ...body, trigger_id } };
  }

  world.tell = deliveries.tell;
  world.ask = async (parcel) => deliveries.ask(await withTrigger(parcel));
  return {
    world,
    workspace,
    deliveries,
    userIn,
    showForm(trigger, view) {
      const user = clickers.get(trigger);
      if (user === undefined || !isObject(view)) throw new Error("A form that nobody asked for.");
      const form = {
        id: String(view["id"]),
        hash: String(view["hash"]),
        user,
        body: view,
        typed: {},
        errors: {},
      };
      workspace.modals.set(user, [form]);
    },
  };
}
