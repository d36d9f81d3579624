/** What does the adapter of Teams get from the house: forms and rooms of the plan, a place for what it knows of how to reach whom? */
import type { Log } from "./log";
import { roomsAskedFor, watchedChannels } from "./plan/lookups";
import type { OpenFile } from "./platforms/platform";
import type { TeamsOptions } from "./platforms/teams";
import type { Desks } from "./sources/desks";
import { createConversationReferences } from "./store/conversation-references";
import type { Database } from "./store/transaction";
import type { TeamsConfig } from "./teams-config";
import { workspacePlan } from "./workspace-plan";

export function teamsOptions(
  { access }: TeamsConfig,
  { desks, database, log, openFile }: { desks: Desks; database: Database; log: Log; openFile: OpenFile },
): TeamsOptions {
  const { planIn, formFor } = workspacePlan(desks);
  return {
    access,
    references: createConversationReferences(database),
    formFor,
    planFor(tenant) {
      const plan = planIn(tenant);
      if (!plan) return { watched: [], memberships: [] };
      const { channels, groups } = roomsAskedFor(plan, "teams", tenant);
      return { watched: watchedChannels(plan, "teams", tenant), memberships: [...channels, ...groups] };
    },
    openFile,
    now: () => new Date(),
    log,
  };
}
