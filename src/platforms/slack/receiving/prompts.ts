/** Which questions does an empty chat offer? The most asked ones. */
import { createWarnOnce } from "../../warn-once";
import type { SlackOptions } from "../options";
import { failureName } from "../refusals";
import type { Workspace } from "../workspaces";

/** Slack's most. */
const PROMPTS = 4;
const TITLE = 75;

export type Prompts = {
  /** Fills an empty chat. Never rejects: it is only an offer. */
  suggest(workspace: Workspace, channel: string): Promise<void>;
};

export function createPrompts(options: Pick<SlackOptions, "promptsFor" | "log">): Prompts {
  const warnOnce = createWarnOnce(options.log);
  return {
    async suggest({ client, team }, channel) {
      try {
        const questions = (await options.promptsFor(team)).slice(0, PROMPTS);
        if (questions.length === 0) return;
        const prompts = questions.map((message) => ({ title: shortened(message), message }));
        await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts });
      } catch (error) {
        warnOnce("slack.prompts_not_shown", { team, error: failureName(error) });
      }
    },
  };
}

/** Cut at a word. */
function shortened(question: string): string {
  if (question.length <= TITLE) return question;
  const cut = question.slice(0, TITLE - 1).replace(/[\uD800-\uDBFF]$/u, "");
  return `${cut.replace(/\s+\S*$/u, "")}…`;
}
