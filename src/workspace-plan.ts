/** Which plan holds in a workspace, and which form does a press open there? The same for every platform's adapter. */
import { formFor } from "./desk/forms";
import type { Form } from "./desk/content";
import type { Press } from "./desk/events";
import type { EscalationPlan } from "./plan/plan";
import type { Desks } from "./sources/desks";

export type WorkspacePlan = {
  /** Undefined: no desk serves this workspace. */
  planIn(workspace: string): EscalationPlan | undefined;
  formFor(press: Press, workspace?: string): Form | undefined;
};

/** Asked for anew each time: plans change. */
export function workspacePlan(desks: Desks): WorkspacePlan {
  const planIn = (workspace: string): EscalationPlan | undefined => {
    const desk = desks.deskOf(workspace);
    return desk === undefined ? undefined : desks.rulesOf(desk).plan;
  };
  return {
    planIn,
    formFor(press, workspace) {
      const plan = workspace === undefined ? undefined : planIn(workspace);
      return plan && formFor(plan, press);
    },
  };
}
