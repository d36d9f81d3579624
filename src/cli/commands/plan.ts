/** `tierdesk plan ...`: what does the escalation plan say, and is it right? */
import type { Command } from "commander";
import type { ExplainOptions } from "../plan-explain";
import { JSON_OBJECT, kbOption, planOption } from "./options";
import { tell, tellFindings } from "./tell";

export function addPlanCommands(program: Command): void {
  const plan = program.command("plan").description("the escalation plan");
  addExplain(plan);

  plan
    .command("show")
    .description("who helps with what at which tier, and where, as a table")
    .option(...planOption())
    .action(async (options: { plan: string }) => {
      const { planShow } = await import("../plan-show.js");
      tell(await planShow(options.plan));
    });

  plan
    .command("schema")
    .description("a JSON Schema of the plan, with which editors complete and check it")
    .action(async () => {
      const { planSchemaText } = await import("../plan-schema.js");
      tell({ text: planSchemaText() });
    });

  plan
    .command("check")
    .description("every problem at once, with file and line, and what to write instead")
    .option(
      "--live",
      "also who is away, and whether people, groups and channels are there on Slack and Teams",
    )
    .option(...planOption())
    .action(async ({ plan: file, live }: { plan: string; live?: true }) => {
      if (live) tellFindings(await (await import("../plan-check-live.js")).planCheckLive({ file }));
      else tellFindings(await (await import("../plan-check.js")).planCheck({ file }));
    });
}

function addExplain(plan: Command): void {
  plan
    .command("explain")
    .description(
      "what would happen to this question: component, priority, who, by when, because of which line",
    )
    .argument("<question...>", "the question, as staff would type it")
    .option("--component <key>", "as if somebody had chosen it")
    .option("--site <key>", "as somebody who works there")
    .option("--by <key>", "as this person of the plan")
    .option("--at <time>", 'at another time: "2026-11-26 02:00", in the plan\'s time zone')
    .option(...JSON_OBJECT)
    .option(...kbOption())
    .option(...planOption())
    .action(async (words: string[], options: ExplainOptions) => {
      const { planExplain } = await import("../plan-explain.js");
      tell(await planExplain(words.join(" "), options, new Date()));
    });
}
