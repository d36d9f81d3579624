/** Which commands does `tierdesk` have? Each is one file; this one reads the command line and says how it ended. */
import { Command, CommanderError } from "commander";
import { existsSync } from "node:fs";
import { DEFAULT_DESK } from "../desk/model";
import { version } from "../version";
import type { ExportOptions } from "./export-tickets";
import type { DrawOptions } from "./kb-draw";
import type { DraftOptions } from "./kb-draft";
import type { GapsOptions } from "./kb-gaps";
import type { HealthOptions } from "./kb-health";
import type { QuestionsOptions } from "./kb-questions";
import type { ReplayOptions } from "./kb-replay";
import type { ReportOptions } from "./report";
import type { ExplainOptions } from "./plan-explain";
import type { TeamsPackageOptions } from "./teams-package";
import type { CreateOptions } from "./tokens";

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

kb.command("test")
  .description("does each question lead where it should, and what would an edit steal? Ends with 1 if not")
  .option(
    "--against <commit or folder>",
    "also what the edit since then takes from other articles: origin/main",
  )
  .option("--json", "one JSON object for programs")
  .option("--kb <dir>", "the knowledge base, with its tests.yaml", defaults.kb)
  .option("--plan <file>", "the escalation plan (default: helpdesk.yaml, where there is one)")
  .action(async (options: { kb: string; plan?: string; against?: string; json?: true }) => {
    const { kbTest } = await import("./kb-test.js");
    const plan =
      options.plan ?? (process.env["TIERDESK_PLAN"] || existsSync(defaults.plan) ? defaults.plan : undefined);
    report(await kbTest({ ...options, ...(plan !== undefined && { plan }) }));
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

kb.command("replay")
  .description(
    "what would come now of the questions that people really asked? better, worse, changed. Changes nothing",
  )
  .option("--since <day>", "asked in the last days, 30d, or from a day on, 2026-09-01", "30d")
  .option("--changed-only", "without those of which the same comes")
  .option("--json", "one JSON object for programs")
  .option("--desk <name>", "whose, where there are several (its --kb and --plan too)", DEFAULT_DESK)
  .option("--kb <dir>", "the working copy of the knowledge base", defaults.kb)
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: ReplayOptions) => {
    const [{ kbReplay }, { withDatabase }] = [
      await import("./kb-replay.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => kbReplay(options, database, new Date())));
  });

kb.command("health")
  .description("how each article does: shown, solved, failed, and what has been learnt from that")
  .option("--since <day>", "count from this day on, 2026-09-01, or the last days, 30d (default: half a year)")
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
  .option(
    "--since <day>",
    "asked from this day on, 2026-09-01, or in the last days, 30d (default: half a year)",
  )
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

kb.command("draw")
  .description("a guide as a picture: its steps, its choices, where each ends")
  .argument("<article>", "the guide's id or file: network/no-internet, or no-internet")
  .option("--out <file>", "where to write it (default: to the terminal)")
  .option("--format <format>", "svg, dot or mermaid (default: by the file's name, else svg)")
  .option("--kb <dir>", "the knowledge base", defaults.kb)
  .action(async (article: string, options: DrawOptions) => {
    const { kbDraw } = await import("./kb-draw.js");
    report(await kbDraw(article, options));
  });

program
  .command("report")
  .description(
    "the main figures: what is unresolved, how long things take, what Tier 1 does (docs/figures.md)",
  )
  .option("--days <number>", "look back so many days", "30")
  .option("--component <key>", "only tickets about this component of the plan")
  .option("--site <key>", "only tickets of this site of the plan")
  .option("--json", "one JSON object for programs; times in minutes, shares from 0 to 1")
  .option("--desk <name>", "whose, where there are several (its --plan too)", DEFAULT_DESK)
  .option("--plan <file>", "the escalation plan", defaults.plan)
  .action(async (options: ReportOptions) => {
    const [{ report: reportFigures }, { withDatabase }] = [
      await import("./report.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => reportFigures(options, database, new Date())));
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

const person = program.command("person").description("what is known of somebody");

person
  .command("export")
  .description("all that is stored of somebody, on every platform, as JSON")
  .argument("<who>", "an e-mail address, an account, or platform/workspace/account")
  .option("--out <file>", "write it there (default: print it)")
  .action(async (who: string, options: { out?: string }) => {
    const [{ personExport }, { withDatabase }] = [
      await import("./person.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => personExport(who, options, database, new Date())));
  });

person
  .command("erase")
  .description(
    "forget somebody: words, names, addresses and accounts go, counts stay. Without --yes: only says what would go",
  )
  .argument("<who>", "an e-mail address, an account, or platform/workspace/account")
  .option("--yes", "do it; it cannot be undone")
  .option("--dry-run", "only say what would go: the default")
  .action(async (who: string, { dryRun, yes }: { yes?: true; dryRun?: true }) => {
    const [{ personErase }, { withDatabase }] = [
      await import("./person.js"),
      await import("./with-database.js"),
    ];
    const options = yes && !dryRun ? { yes } : {};
    report(await withDatabase((database) => personErase(who, options, database, new Date())));
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

const token = program
  .command("token")
  .description("tokens with which another system reads tickets (docs/api.md)");

token
  .command("create")
  .description("makes one and shows it, this once")
  .requiredOption("--name <text>", 'what it is for: "BI export"')
  .option("--desk <name>", "whose tickets it may read, where there are several", DEFAULT_DESK)
  .option("--days <number>", "for how long it holds", "365")
  .option("--without-text", "figures only: nobody's words, nobody's name")
  .action(async (options: CreateOptions) => {
    const [{ createToken }, { withDatabase }] = [
      await import("./tokens.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => createToken(options, database, new Date())));
  });

token
  .command("list")
  .description("which there are, until when, and when each was used last")
  .option("--json", "one JSON array for programs")
  .action(async (options: { json?: true }) => {
    const [{ tokenList }, { withDatabase }] = [
      await import("./tokens.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => tokenList(options, database, new Date())));
  });

token
  .command("revoke")
  .description("it holds no longer, from now on")
  .argument("<number>", "the number that `list` shows")
  .action(async (number: string) => {
    const [{ endToken }, { withDatabase }] = [
      await import("./tokens.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => endToken(number, database, new Date())));
  });

program
  .command("export")
  .description("tickets for a spreadsheet or another system")
  .command("tickets")
  .description("all of them, the oldest first; safe beside the running help desk")
  .option("--format <csv|json>", "a table, or a JSON array with a ticket a line", "csv")
  .option("--since <day>", "changed from this day on, 2026-09-01, or 30d")
  .option("--out <file>", "where to write it (default: standard output)")
  .option("--desk <name>", "whose, where there are several", DEFAULT_DESK)
  .option("--without-text", "figures only: nobody's words, nobody's name")
  .option("--bom", "mark the table as UTF-8, for Excel")
  .action(async (options: ExportOptions) => {
    const [{ exportTickets }, { withDatabase }] = [
      await import("./export-tickets.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => exportTickets(options, database, new Date())));
  });

const dashboard = program.command("dashboard").description("who is signed in on the dashboard");

dashboard
  .command("sessions")
  .description("who is signed in, since when, and seen when last")
  .action(async () => {
    const [{ dashboardSessions }, { withDatabase }] = [
      await import("./dashboard-sessions.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => dashboardSessions(database, new Date())));
  });

dashboard
  .command("revoke")
  .description("sign out everybody, or the account named, on all devices")
  .argument("[account]", "as `sessions` lists it")
  .action(async (account: string | undefined) => {
    const [{ dashboardRevoke }, { withDatabase }] = [
      await import("./dashboard-sessions.js"),
      await import("./with-database.js"),
    ];
    report(await withDatabase((database) => dashboardRevoke(database, account, new Date())));
  });

for (const [name, what] of [
  ["inbox", "events that came in"],
  ["outbox", "messages on their way out"],
  ["webhook", "ticket events for other systems (docs/api.md)"],
] as const) {
  const queue = program.command(name).description(what);
  if (name === "webhook") addWebhookCommands(queue);
  queue
    .command("list")
    .description(`those that wait or need you (never their text)`)
    .option(
      "--all",
      name === "outbox" ? "also those that are just pending" : "also those that are just waiting",
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

function addWebhookCommands(webhook: Command): void {
  const desk = ["--desk <name>", "whose, where there are several", DEFAULT_DESK] as const;
  webhook
    .command("secret")
    .description("makes a new secret for a webhook of the plan, to put into the environment. Stores nothing")
    .argument("<name>", "the webhook's key in the plan")
    .option(...desk)
    .action(async (name: string, options: { desk: string }) => {
      const { webhookSecret } = await import("./webhooks.js");
      report(webhookSecret(name, options));
    });
  webhook
    .command("test")
    .description("sends a signed `ping` and says what came back")
    .argument("<name>", "the webhook's key in the plan")
    .option(...desk)
    .option("--plan <file>", "the escalation plan", defaults.plan)
    .action(async (name: string, options: { desk: string; plan: string }) => {
      const { webhookTest } = await import("./webhooks.js");
      report(await webhookTest(name, options, { env: process.env, now: new Date(), version }));
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
