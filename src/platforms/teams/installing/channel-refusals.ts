/** What does it mean when Teams does not tell who is in a channel, and what is to be done? */
import { problem, type Finding } from "../../finding";
import type { ConnectorFailure } from "../connector";

/** `isOver`: it is not about this channel, so the others need not be asked. */
export type Checked = { found: Finding[]; isOver?: boolean };

type Place = { id: string; where: string };

export function refused(channel: Place, failure: ConnectorFailure): Checked {
  const { kind, status, code } = failure;
  if (kind !== "answered") return { found: [unreachable(failure)], isOver: true };
  if (status === 401) return { found: [notTaken(code)], isOver: true };
  if (code === "BotDisabledByAdmin")
    return {
      found: [
        problem(
          "An administrator has blocked the app (BotDisabledByAdmin).",
          "Allow it in the Teams admin centre, under Manage apps.",
        ),
      ],
      isOver: true,
    };
  if (status === 403 || status === 404 || status === 400) return { found: [notThere(channel, failure)] };
  return {
    found: [
      problem(
        `Teams did not answer about the channel ${channel.id} (${channel.where}): ${status}.`,
        "Check again in a minute.",
      ),
    ],
  };
}

export const nobodyThere = ({ id, where }: Place, missing: string[]): Finding =>
  problem(
    `The app is not in the channel ${id} (${where}), or there is no such channel, or ${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not in it.`,
    `${ADD_THE_APP} Add the people to the team, too.`,
  );

const ADD_THE_APP =
  "Add the app to that team (Apps, Manage your apps, the app, Add to a team); to a private or shared channel add it as well. Then compare the id with the channel's link.";

const notThere = ({ id, where }: Place, { status, code }: ConnectorFailure): Finding =>
  problem(
    `The app is not in the channel ${id} (${where}), or there is no such channel (${code ?? status}).`,
    ADD_THE_APP,
  );

const notTaken = (code: string | undefined): Finding =>
  problem(
    `Teams does not take the app's token (401${code === undefined ? "" : ` ${code}`}).`,
    "Look at the Azure Bot: its Microsoft App ID must be TEAMS_APP_ID, its type Single Tenant (or User-Assigned Managed Identity), and Channels must list Microsoft Teams.",
  );

const unreachable = ({ kind, code }: ConnectorFailure): Finding =>
  problem(
    `Teams cannot be reached (${code ?? kind}).`,
    "Look at the network, the proxy and the firewall: https://smba.trafficmanager.net must be reachable.",
  );
