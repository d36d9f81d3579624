/** Which commands does `tierdesk` have? Each is one file; this one reads the command line and says how it ended. */
import { Command, CommanderError } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DEFAULT_DESK } from "../desk/model";
import type { DraftOptions } from "./kb-draft";
import type { GapsOptions } from "./kb-gaps";
import type { HealthOptions } from "./kb-health";
import type { QuestionsOptions } from "./kb-questions";
import type { ExplainOptions } from "./plan-explain";
import type { TeamsPackageOptions } from "./teams-package";

const version = (
  JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string }
).version;

const defaults = {
  kb: process.env["TIERDESK_KB"]?.trim() || "knowledge-base",
  plan: process.env["TIERDESK_PLAN"]?.trim() || "helpdesk.yaml",
};

type Outcome = { text: string; exitCode?: number };

const program = new Command("tierdesk")
  .description(
    "A self-hosted helpdesk: answers from a markdown knowledge base, opens tickets, escalates to people.",
  )
  .version(version)
  .showHelpAfterError();

program
  .command("start")
  .description("start the help desk (with no Slack or Teams credentials: the sandbox, in your browser)")
  .action(async () => (await import("./start.js")).start());

program
  .command("ask")
  .description("what would the help desk answer? changes nothing")
  .argument("<question...>", "the question, as staff would type it")
  .option("--explain", "say why")
  .option("--json", "one JSON object for programs")
  .option("--site <key>", "as somebody who works there")
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(
    async (
      words: string[],
      options: { explain?: true; json?: true; site?: string; kb: string; plan: string },
    ) => {
      const { runAsk } = await import("./ask.js");
      report(await runAsk(words.join(" "), options));
    },
  );

const kb = program.command("kb").description("the knowledge base");

kb.command("check")
  .description("every problem at once, with file and line, and what to write instead")
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .action(async (options: { kb: string }) => {
    const { kbCheck } = await import("./kb-check.js");
    report(await kbCheck({ dir: options.kb, today: new Date().toISOString().slice(0, 10) }));
  });

kb.command("eval")
  .description("how good are the answers, on a file of questions with the right article for each?")
  .requiredOption("--queries <file>", 'JSON lines: {"q": "...", "gold": "article-id" | ["id", ...] | null}')
  .requiredOption("--out <file>", "where to write a line of JSON for each question")
  .option("--json", "the summary as one JSON object")
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .action(async (options: { kb: string; queries: string; out: string; json?: true }) => {
    const { kbEval } = await import("./kb-eval.js");
    report(await kbEval(options));
  });

kb.command("health")
  .description("how each article does: shown, solved, failed, and what has been learnt from that")
  .option("--since <day>", "count from this day on, 2026-09-01 (default: half a year)")
  .option("--json", "one JSON array for programs")
  .option("--desk <name>", "whose, where there are several (its --kb too)", DEFAULT_DESK)
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .action(async (options: HealthOptions) => {
    const [{ kbHealth }, { withDatabase }] = [
      await import("./kb-health.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => kbHealth(options, database, new Date())));
  });

kb.command("questions")
  .description(
    "in which words people ask that an article does not know: `questions` to choose from. Changes nothing",
  )
  .option("--since <day>", "asked from this day on, 2026-09-01 (default: half a year)")
  .option("--most <number>", "questions an article", "5")
  .option("--json", "one JSON array for programs")
  .option("--desk <name>", "whose, where there are several (its --kb and --plan too)", DEFAULT_DESK)
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan: names of people are taken out", defaults.plan)
  .action(async (options: QuestionsOptions) => {
    const [{ kbQuestions }, { withDatabase }] = [
      await import("./kb-questions.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => kbQuestions(options, database, new Date())));
  });

kb.command("gaps")
  .description("what people ask that finds nothing, or an answer that does not help. Changes nothing")
  .option("--since <day>", "asked from this day on, 2026-09-01, or 30d (default: 30d)")
  .option("--most <number>", "gaps", "20")
  .option("--json", "one JSON array for programs")
  .option("--desk <name>", "whose, where there are several (its --kb and --plan too)", DEFAULT_DESK)
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: GapsOptions) => {
    const [{ kbGaps }, { withDatabase }] = [await import("./kb-gaps.js"), await import("./with-database.js")];
    report(await withDatabase((database) => kbGaps(options, database, new Date())));
  });

kb.command("draft")
  .description("a draft article, to be worked up: in drafts/, on a git branch of its own where there is git")
  .option("--ticket <number>", "from how a ticket was solved: HD-12")
  .option("--gap <number>", "from a gap, as `kb gaps` names it: HD-12")
  .option("--text <text>", "from a question or a note")
  .option("--desk <name>", "whose, where there are several (its --kb and --plan too)", DEFAULT_DESK)
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan: names of people are taken out", defaults.plan)
  .action(async (options: DraftOptions) => {
    const [{ kbDraft }, { withDatabase }] = [
      await import("./kb-draft.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => kbDraft(options, database, new Date())));
  });

const plan = program.command("plan").description("the escalation plan");

plan
  .command("explain")
  .description("what would happen to this question: component, priority, who, by when, because of which line")
  .argument("<question...>", "the question, as staff would type it")
  .option("--component <key>", "as if somebody had chosen it")
  .option("--site <key>", "as somebody who works there")
  .option("--by <key>", "as this person of the plan")
  .option("--at <time>", 'at another time: "2026-11-26 02:00", in the plan\'s time zone')
  .option("--json", "one JSON object for programs")
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (words: string[], options: ExplainOptions) => {
    const { planExplain } = await import("./plan-explain.js");
    report(await planExplain(words.join(" "), options, new Date()));
  });

plan
  .command("show")
  .description("who helps with what at which tier, and where, as a table")
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: { plan: string }) => {
    const { planShow } = await import("./plan-show.js");
    report(await planShow(options.plan));
  });

plan
  .command("schema")
  .description("a JSON Schema of the plan, with which editors complete and check it")
  .action(async () => {
    const { planSchemaText } = await import("./plan-schema.js");
    report({ text: planSchemaText() });
  });

plan
  .command("check")
  .description("every problem at once, with file and line, and what to write instead")
  .option("--live", "also who is away, and whether people, groups and channels are there on Slack and Teams")
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: { plan: string; live?: true }) => {
    const file = options.plan;
    if (options.live) report(await (await import("./plan-check-live.js")).planCheckLive({ file }));
    else report(await (await import("./plan-check.js")).planCheck({ file }));
  });

const slack = program.command("slack").description("the Slack app");

slack
  .command("manifest")
  .description('what you paste into Slack\'s "From an app manifest"')
  .option("--socket", "for Socket Mode: nothing on this machine has to be reached from the internet")
  .option("--url <address>", "for events over HTTP, or for installing in many workspaces: your https address")
  .action(async (options: { socket?: true; url?: string }) => {
    const { slackManifest } = await import("./slack-manifest.js");
    report(slackManifest(options));
  });

slack
  .command("check")
  .description("what would not work: token, rights, channels, groups, people, events. Changes nothing")
  .option("--url <address>", "where Slack reaches the running help desk")
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: { plan: string; url?: string }) => {
    const { slackCheck } = await import("./slack-check.js");
    report(await slackCheck(options));
  });

const teams = program.command("teams").description("the Microsoft Teams app");

teams
  .command("package")
  .description("the zip that is uploaded to Teams")
  .option("--out <file>", "where to write it", "tierdesk-teams.zip")
  .option("--url <address>", "where Teams reaches the help desk (default: PUBLIC_URL)")
  .option("--name <text>", "what the app is called (default: the plan's `help_desk`)")
  .option("--developer <text>", "who runs it (default: the plan's `organisation`)")
  .option("--website <address>", "a page about you (default: the help desk's address)")
  .option("--privacy <address>", "your privacy page (default: as --website)")
  .option("--terms <address>", "your terms of use (default: as --website)")
  .option("--app-version <version>", "higher than that of the package in Teams, to replace it")
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: TeamsPackageOptions) => {
    const { teamsPackage } = await import("./teams-package.js");
    report(await teamsPackage(options));
  });

teams
  .command("check")
  .description("what would not work: token, channels, people, consent, messaging endpoint. Changes nothing")
  .option("--url <address>", "where Teams reaches the running help desk")
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: { plan: string; url?: string }) => {
    const { teamsCheck } = await import("./teams-check.js");
    report(await teamsCheck(options));
  });

for (const [name, what] of [
  ["inbox", "events that came in"],
  ["outbox", "messages on their way out"],
] as const) {
  const queue = program.command(name).description(what);
  queue
    .command("list")
    .description(`those that wait or need you (never their text)`)
    .option(
      "--all",
      name === "inbox" ? "also those that are just waiting" : "also those that are just pending",
    )
    .option("--json", "one JSON object a line")
    .action(async (options: { all?: true; json?: true }) => {
      const { listQueue } = await import("./queues.js");
      report(await listQueue(name, options));
    });
  queue
    .command("retry")
    .description("try again: all that are given up, or the one named")
    .argument("[number]", "the number that `list` shows")
    .action(async (number: string | undefined) => {
      const { retryQueue } = await import("./queues.js");
      report(await retryQueue(name, number));
    });
}

function report({ text, exitCode = 0 }: Outcome): void {
  process.stdout.write(text === "" ? "" : `${text}\n`);
  process.exitCode = exitCode;
}

/** Errors that say what to do are shown as they are; anything else is ours to mend, so it comes with its trace. */
function explain(error: unknown): void {
  if (error instanceof CommanderError) return;
  const isForPeople =
    error instanceof Error &&
    ["StartError", "FilesError", "StoreError", "ConfigError", "ListenError", "SlackStartError"].includes(
      error.name,
    );
  console.error(isForPeople ? error.message : error);
  process.exitCode = 1;
}

program.parseAsync().catch(explain);
