/** `tierdesk token ...`: which other systems may read tickets? */
import type { Command } from "commander";
import type { CreateOptions } from "../tokens";
import { WITHOUT_TEXT } from "./figures";
import { deskOption, JSON_ARRAY } from "./options";
import { tell, tellOfStored } from "./tell";

export function addTokenCommands(program: Command): void {
  const token = program
    .command("token")
    .description("tokens with which another system reads tickets (docs/api.md)");

  token
    .command("create")
    .description("makes one and shows it, this once")
    .requiredOption("--name <text>", 'what it is for: "BI export"')
    .option(...deskOption())
    .option("--days <number>", "for how long it holds", "365")
    .option(...WITHOUT_TEXT)
    .action(async (options: CreateOptions) => {
      const { createToken } = await import("../tokens.js");
      const { unknownDesk } = await import("../known-desk.js");
      const unknown = await unknownDesk(options.desk, process.env);
      if (unknown) tell(unknown);
      else await tellOfStored((database, now) => createToken(options, database, now));
    });

  token
    .command("list")
    .description("which there are, until when, and when each was used last")
    .option(...JSON_ARRAY)
    .action(async (options: { json?: true }) => {
      const { tokenList } = await import("../tokens.js");
      await tellOfStored((database, now) => tokenList(options, database, now));
    });

  token
    .command("revoke")
    .description("it holds no longer, from now on")
    .argument("<number>", "the number that `list` shows")
    .action(async (number: string) => {
      const { endToken } = await import("../tokens.js");
      await tellOfStored((database, now) => endToken(number, database, now));
    });
}
