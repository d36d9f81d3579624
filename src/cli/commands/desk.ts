/** `tierdesk start`, `tierdesk ask`: the help desk itself, and what it would say. */
import type { Command } from "commander";
import { JSON_OBJECT, kbOption, planOption } from "./options";
import { tell } from "./tell";

type AskOptions = { explain?: true; json?: true; site?: string; kb: string; plan: string };

export function addDeskCommands(program: Command): void {
  program
    .command("start")
    .description("start the help desk (with no Slack or Teams credentials: the sandbox, in your browser)")
    .action(async () => (await import("../start.js")).start());

  program
    .command("ask")
    .description("what would the help desk answer? changes nothing")
    .argument("<question...>", "the question, as staff would type it")
    .option("--explain", "say why")
    .option(...JSON_OBJECT)
    .option("--site <key>", "as somebody who works there")
    .option(...kbOption())
    .option(...planOption())
    .action(async (words: string[], options: AskOptions) => {
      const { runAsk } = await import("../ask.js");
      tell(await runAsk(words.join(" "), options));
    });
}
