/** How does a delivery speak to the workspace of its place? Every call fails with a DeliveryError, or does what it says. */
import { webApi } from "@slack/bolt";
import type { Address } from "../../../desk/model";
import { DeliveryError } from "../../platform";
import { targetOf } from "../address";
import type { Deadline } from "../../deadline";
import { TOKEN_FAILURES } from "./failure-table";
import { failureFor, failureOf, hasCode } from "./failures";
import type { Workspace, Workspaces } from "../workspaces";

export type Speaking = {
  team: string;
  botUser: string;
  /** The bot's, secret: for downloads only, which are not calls. */
  token: string | undefined;
  call<T>(make: (client: webApi.WebClient) => Promise<T>): Promise<T>;
};

export async function speakTo(
  workspaces: Workspaces,
  address: Address,
  deadline: Deadline,
): Promise<Speaking> {
  const place = nameOf(address);
  const team = address.workspace ?? workspaces.only()?.team;
  if (team === undefined)
    throw new DeliveryError(
      "never",
      `${place} may be in any of several workspaces: write the channel as T…/C… in the plan.`,
    );
  const workspace = await findWorkspace(workspaces, team, place);
  const isDirect = address.kind === "direct";
  return {
    team,
    botUser: workspace.botUser,
    token: workspace.client.token,
    async call(make) {
      deadline();
      try {
        return await make(workspace.client);
      } catch (error) {
        const failure = failureOf(error, place);
        if (isDirect && hasCode(failure, ["account_inactive"]) && (await tokenHolds(workspace.client)))
          throw failureFor("person_inactive", place);
        if (hasCode(failure, TOKEN_FAILURES)) workspaces.forget(team);
        throw failure;
      }
    },
  };
}

async function findWorkspace(workspaces: Workspaces, team: string, place: string): Promise<Workspace> {
  const workspace = await workspaces.of(team).catch((error: unknown) => {
    if (error instanceof webApi.SlackError) throw failureOf(error, place);
    throw new DeliveryError("later", "The app's installation could not be looked up. It is tried again.");
  });
  if (!workspace) throw failureFor("not_installed", place);
  return workspace;
}

/** Slack has one word for a deactivated person and a deactivated bot. */
const tokenHolds = (client: webApi.WebClient): Promise<boolean> =>
  client.auth.test().then(
    () => true,
    () => false,
  );

/** Begins a sentence. */
function nameOf(address: Address): string {
  const { user, channel } = targetOf(address);
  return user === undefined ? `The channel ${channel}` : `The direct chat with ${user}`;
}
