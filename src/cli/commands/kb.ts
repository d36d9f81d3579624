/** `tierdesk kb check|test|eval|draw`: what is in the articles? Those that need people's questions are in `kb-asked.ts`. */
import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { KbEvalOptions } from "../kb-eval";
import type { DrawOptions } from "../kb-draw";
import { addAskedCommands } from "./kb-asked";
import { defaults, JSON_OBJECT, kbOption } from "./options";
import { tell, tellFindings } from "./tell";
import { dayOf } from "../saying";

export function addKbCommands(program: Command): void {
  const kb = program.command("kb").description("the knowledge base");
  addCheck(kb);
  addTest(kb);
  addEval(kb);
  addDraw(kb);
  addAskedCommands(kb);
}

function addCheck(kb: Command): void {
  kb.command("check")
    .description("every problem at once, with file and line, and what to write instead")
    .option(...kbOption())
    .action(async (options: { kb: string }) => {
      const { kbCheck } = await import("../kb-check.js");
      tellFindings(await kbCheck({ dir: options.kb, today: dayOf(new Date()) }));
    });
}

function addTest(kb: Command): void {
  kb.command("test")
    .description(
      "does each question lead where it should, and what would an edit steal? Ends with 1 if not, 2 if it cannot be tested",
    )
    .option(
      "--against <commit or folder>",
      "also what the edit since then takes from other articles: origin/main",
    )
    .option(...JSON_OBJECT)
    .option(...kbOption("the knowledge base, with its tests.yaml"))
    .option("--plan <file>", "the escalation plan (default: helpdesk.yaml, where there is one)")
    .action(async (options: { kb: string; plan?: string; against?: string; json?: true }) => {
      const { kbTest } = await import("../kb-test.js");
      const plan =
        options.plan ??
        (process.env["TIERDESK_PLAN"] || existsSync(defaults.plan) ? defaults.plan : undefined);
      tellFindings(await kbTest({ ...options, ...(plan !== undefined && { plan }) }));
    });
}

function addEval(kb: Command): void {
  kb.command("eval")
    .description("how good are the answers, on a file of questions with the right article for each?")
    .requiredOption("--queries <file>", 'JSON lines: {"q": "...", "gold": "article-id" | ["id", ...] | null}')
    .requiredOption("--out <file>", "where to write a line of JSON for each question")
    .option("--json", "the summary as one JSON object")
    .option(...kbOption())
    .action(async (options: KbEvalOptions) => {
      const { kbEval } = await import("../kb-eval.js");
      tell(await kbEval(options));
    });
}

function addDraw(kb: Command): void {
  kb.command("draw")
    .description("a guide as a picture: its steps, its choices, where each ends")
    .argument("<article>", "the guide's id or file: network/no-internet, or no-internet")
    .option("--out <file>", "where to write it (default: to the terminal)")
    .option("--format <format>", "svg, dot or mermaid (default: by the file's name, else svg)")
    .option(...kbOption())
    .action(async (article: string, options: DrawOptions) => {
      const { kbDraw } = await import("../kb-draw.js");
      tell(await kbDraw(article, options));
    });
}
