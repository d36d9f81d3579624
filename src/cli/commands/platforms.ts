/** `tierdesk slack ...`, `tierdesk teams ...`: what does a platform need, and is it there? */
import type { Command } from "commander";
import type { TeamsPackageOptions } from "../teams-package";
import { planOption } from "./options";
import { tell, tellFindings } from "./tell";

export function addSlackCommands(program: Command): void {
  const slack = program.command("slack").description("the Slack app");

  slack
    .command("manifest")
    .description('what you paste into Slack\'s "From an app manifest"')
    .option("--socket", "for Socket Mode: nothing on this machine has to be reached from the internet")
    .option(
      "--url <address>",
      "for events over HTTP, or for installing in many workspaces: your https address",
    )
    .action(async (options: { socket?: true; url?: string }) => {
      const { slackManifest } = await import("../slack-manifest.js");
      tell(slackManifest(options));
    });

  slack
    .command("check")
    .description("what would not work: token, rights, channels, groups, people, events. Changes nothing")
    .option("--url <address>", "where Slack reaches the running help desk")
    .option(...planOption())
    .action(async (options: { plan: string; url?: string }) => {
      const { slackCheck } = await import("../slack-check.js");
      tellFindings(await slackCheck(options));
    });
}

export function addTeamsCommands(program: Command): void {
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
    .option(...planOption())
    .action(async (options: TeamsPackageOptions) => {
      const { teamsPackage } = await import("../teams-package.js");
      tell(await teamsPackage(options));
    });

  teams
    .command("check")
    .description("what would not work: token, channels, people, consent, messaging endpoint. Changes nothing")
    .option("--url <address>", "where Teams reaches the running help desk")
    .option(...planOption())
    .action(async (options: { plan: string; url?: string }) => {
      const { teamsCheck } = await import("../teams-check.js");
      tellFindings(await teamsCheck(options));
    });
}
