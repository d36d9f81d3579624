/** What happens with `/helpdesk ...`? Stored, then acknowledged; or the person is told that it was not. */
import type { Command } from "./bodies";
import { parseCommand } from "./parse-command";
import { failureName } from "../refusals";
import { contextFor, type Request, type Taking } from "./taking";

const NOT_SAVED = "I could not save this just now. Please send it again.";

export async function takeCommand(taking: Taking, { body, workspace, ack }: Request<Command>): Promise<void> {
  const { options, receive } = taking;
  try {
    const event = await parseCommand(body, contextFor(taking, workspace), options.now());
    if (event) await receive(event);
  } catch (error) {
    // Slack sends a command only once, and what was typed is gone from the line.
    options.log.warn("slack.command_not_stored", { team: workspace.team, error: failureName(error) });
    return ack(NOT_SAVED);
  }
  await ack();
}
