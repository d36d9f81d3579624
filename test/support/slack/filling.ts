/** What happens when somebody fills in a form and sends it? What is typed stays while the app says that something is wrong. */
import { isObject } from "./arguments";
import { blocksOf, type Acted } from "./interacting";
import { fieldProblem, fieldState, inputsOf } from "./fields";
import { checkedView } from "./methods-views";
import { interaction } from "./payloads";
import { describeView } from "./showing";
import type { Outcome } from "./transport";
import type { Json, View, Workspace, World } from "./world";

/** `errors`: by block id, from Slack's client or the app; the form stays open. */
export type Submitted = Acted & { errors?: Record<string, string> };

export const topModal = (workspace: Workspace, user: string): View | undefined =>
  workspace.modals.get(user)?.at(-1);

export async function submitForm(
  world: World,
  workspace: Workspace,
  user: string,
  values: View["typed"],
): Promise<Submitted> {
  const view = topModal(workspace, user) ?? fail(`${user} has no form before them`);
  const inputs = inputsOf(blocksOf(view));
  for (const id of Object.keys(values))
    if (!inputs.some((input) => input.blockId === id)) fail(`The form has no field ${id}`);
  view.typed = { ...view.typed, ...values };
  const problems = inputs.flatMap((input) => {
    const problem = fieldProblem(input, view.typed[input.blockId]);
    return problem === undefined ? [] : [[input.blockId, problem] as const];
  });
  view.errors = Object.fromEntries(problems);
  if (problems.length > 0) return { errors: view.errors }; // the client does not send it
  const body = {
    ...interaction(world, workspace, user, "view_submission"),
    view: { ...describeView(world, workspace, view), state: stateOf(view) },
    response_urls: [],
  };
  return settle(world, workspace, view, await world.ask({ kind: "interactive", body }));
}

function stateOf(view: View): Json {
  const values = inputsOf(blocksOf(view)).map((input) => [
    input.blockId,
    { [input.actionId]: fieldState(input, view.typed[input.blockId]) },
  ]);
  return { values: Object.fromEntries(values) };
}

function settle(world: World, workspace: Workspace, view: View, outcome: Outcome): Submitted {
  if (!outcome.acknowledged) return { failed: outcome.reason };
  const answer = isObject(outcome.answer) ? outcome.answer : {};
  const stack = workspace.modals.get(view.user) ?? [];
  switch (answer["response_action"]) {
    case undefined:
      workspace.modals.set(
        view.user,
        stack.filter((one) => one.id !== view.id),
      );
      return {};
    case "clear":
      workspace.modals.set(view.user, []);
      return {};
    case "errors":
      view.errors = errorsFor(view, answer["errors"]);
      return { errors: view.errors };
    case "update":
    case "push":
      return showNext(world, workspace, view, answer);
    default:
      return { failed: `unknown response_action ${String(answer["response_action"])}` };
  }
}

/** Slack takes errors only for inputs that are there. */
function errorsFor(view: View, errors: unknown): Record<string, string> {
  const known = inputsOf(blocksOf(view)).map(({ blockId }) => blockId);
  const given = Object.entries(isObject(errors) ? errors : {});
  if (given.length === 0) fail("response_action errors without errors");
  for (const [id] of given) if (!known.includes(id)) fail(`An error for the field ${id}, which is not there`);
  return Object.fromEntries(given.map(([id, text]) => [id, String(text)]));
}

function showNext(world: World, workspace: Workspace, view: View, answer: Json): Submitted {
  const body = checkedView(world, isObject(answer["view"]) ? answer["view"] : {}, "modal");
  if (answer["response_action"] === "update") {
    Object.assign(view, { body, hash: world.nextId("h"), errors: {}, typed: {} });
    return {};
  }
  const next: View = { ...view, id: world.nextId("V"), hash: world.nextId("h"), body, errors: {}, typed: {} };
  workspace.modals.set(view.user, [...(workspace.modals.get(view.user) ?? []), next]);
  return {};
}

/** The app hears of it only when the view asked for that. */
export async function closeForm(world: World, workspace: Workspace, user: string): Promise<Acted> {
  const view = topModal(workspace, user) ?? fail(`${user} has no form before them`);
  workspace.modals.set(user, (workspace.modals.get(user) ?? []).slice(0, -1));
  if (view.body["notify_on_close"] !== true) return {};
  const { trigger_id: _, ...body } = interaction(world, workspace, user, "view_closed");
  const outcome = await world.ask({
    kind: "interactive",
    body: { ...body, view: describeView(world, workspace, view), is_cleared: false },
  });
  return outcome.acknowledged ? {} : { failed: outcome.reason };
}

const fail = (problem: string): never => {
  throw new Error(problem);
};
