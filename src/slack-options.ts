/** What does Slack's adapter get from the house: forms and rooms of the plan, most asked questions, a place for tokens? */
import type { Log } from "./log";
import { roomsAskedFor, watchedChannels } from "./plan/lookups";
import type { OpenFile } from "./platforms/platform";
import type { SlackAccess, SlackOptions } from "./platforms/slack";
import type { SlackConfig } from "./slack-config";
import type { Desks } from "./sources/desks";
import { suggestions } from "./suggestions";
import { createInstallations } from "./store/installations";
import { mostAsked } from "./store/most-asked";
import { createSealer } from "./store/sealing";
import type { Database } from "./store/transaction";
import { workspacePlan } from "./workspace-plan";

export async function slackOptions(
  { access, ...config }: SlackConfig,
  house: { desks: Desks; database: Database; log: Log; openFile: OpenFile },
): Promise<SlackOptions> {
  const { desks, log, openFile } = house;
  const { planIn, formFor } = workspacePlan(desks);
  return {
    ...config,
    access: "botToken" in access ? access : await manyWorkspaces(access, house),
    formFor,
    planFor(workspace) {
      const plan = planIn(workspace);
      if (!plan) return { watched: [], memberships: { channels: [], groups: [] } };
      return {
        watched: watchedChannels(plan, "slack", workspace),
        memberships: roomsAskedFor(plan, "slack", workspace),
      };
    },
    promptsFor: (workspace) => promptsFor(house, workspace),
    openFile,
    now: () => new Date(),
    log,
  };
}

/** Titles of the articles asked most; a new desk has questions from different corners of its knowledge base. */
async function promptsFor(
  { desks, database }: { desks: Desks; database: Database },
  workspace: string,
): Promise<string[]> {
  const desk = desks.deskOf(workspace);
  if (desk === undefined) return [];
  const { knowledge } = desks.rulesOf(desk);
  const titles = (await mostAsked(database, desk)).flatMap(
    (id) => knowledge.articles.find((article) => article.id === id && !article.private)?.title ?? [],
  );
  return [...new Set([...titles, ...suggestions(knowledge)])];
}

/** Tokens sealed with an older key are sealed anew: after this start that key can go. */
async function manyWorkspaces(
  { secretKeys, ...access }: Exclude<SlackConfig["access"], { botToken: string }>,
  { desks, database, log }: { desks: Desks; database: Database; log: Log },
): Promise<SlackAccess> {
  const installations = createInstallations(database, "slack", createSealer(secretKeys));
  // A key that is lost concerns its workspaces alone: the others work on, and those install the app again.
  const resealed = await installations.reseal(({ message }) =>
    log.error("installations.unreadable", { reason: message }),
  );
  if (resealed > 0) log.info("installations.resealed", { workspaces: resealed });
  return { ...access, installations, admits: (team) => desks.deskOf(team) !== undefined };
}
