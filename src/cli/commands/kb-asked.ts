/** `tierdesk kb replay|health|questions|gaps|draft`: what do people's questions say about the knowledge base? */
import type { Command } from "commander";
import type { DraftOptions } from "../kb-draft";
import type { GapsOptions } from "../kb-gaps";
import type { HealthOptions } from "../kb-health";
import type { QuestionsOptions } from "../kb-questions";
import type { ReplayOptions } from "../kb-replay";
import { deskOption, JSON_ARRAY, JSON_OBJECT, kbOption, planOption, sinceOption } from "./options";
import { tellOfStored } from "./tell";

const NAMES_OUT = "the escalation plan: names of people are taken out";
const OF_DESK = "its --kb and --plan";

export function addAskedCommands(kb: Command): void {
  addReplay(kb);
  addHealth(kb);
  addQuestions(kb);
  addGaps(kb);
  addDraft(kb);
}

function addReplay(kb: Command): void {
  kb.command("replay")
    .description(
      "what would come now of the questions that people really asked? better, worse, changed. Changes nothing",
    )
    .option(...sinceOption("asked", "30d"))
    .option("--changed-only", "without those of which the same comes")
    .option(...JSON_OBJECT)
    .option(...deskOption(OF_DESK))
    .option(...kbOption("the working copy of the knowledge base"))
    .option(...planOption())
    .action(async (options: ReplayOptions) => {
      const { kbReplay } = await import("../kb-replay.js");
      await tellOfStored((database, now) => kbReplay(options, database, now));
    });
}

function addHealth(kb: Command): void {
  kb.command("health")
    .description("how each article does: shown, solved, failed, and what has been learnt from that")
    .option(...sinceOption("counted", "half a year"))
    .option(...JSON_ARRAY)
    .option(...deskOption("its --kb"))
    .option(...kbOption())
    .action(async (options: HealthOptions) => {
      const { kbHealth } = await import("../kb-health.js");
      await tellOfStored((database, now) => kbHealth(options, database, now));
    });
}

function addQuestions(kb: Command): void {
  kb.command("questions")
    .description(
      "in which words people ask that an article does not know: `questions` to choose from. Changes nothing",
    )
    .option(...sinceOption("asked", "half a year"))
    .option("--most <number>", "questions an article", "5")
    .option(...JSON_ARRAY)
    .option(...deskOption(OF_DESK))
    .option(...kbOption())
    .option(...planOption(NAMES_OUT))
    .action(async (options: QuestionsOptions) => {
      const { kbQuestions } = await import("../kb-questions.js");
      await tellOfStored((database, now) => kbQuestions(options, database, now));
    });
}

function addGaps(kb: Command): void {
  kb.command("gaps")
    .description("what people ask that finds nothing, or an answer that does not help. Changes nothing")
    .option(...sinceOption("asked", "30d"))
    .option("--most <number>", "gaps", "20")
    .option(...JSON_ARRAY)
    .option(...deskOption(OF_DESK))
    .option(...kbOption())
    .option(...planOption())
    .action(async (options: GapsOptions) => {
      const { kbGaps } = await import("../kb-gaps.js");
      await tellOfStored((database, now) => kbGaps(options, database, now));
    });
}

function addDraft(kb: Command): void {
  kb.command("draft")
    .description(
      "a draft article, to be worked up: in drafts/, on a git branch of its own where there is git",
    )
    .option("--ticket <number>", "from how a ticket was solved: HD-12")
    .option("--gap <number>", "from a gap, as `kb gaps` names it: HD-12")
    .option("--text <text>", "from a question or a note")
    .option(...sinceOption("with --gap: asked", "30d"))
    .option(...deskOption(OF_DESK))
    .option(...kbOption())
    .option(...planOption(NAMES_OUT))
    .action(async (options: DraftOptions) => {
      const { kbDraft } = await import("../kb-draft.js");
      await tellOfStored((database, now) => kbDraft(options, database, now));
    });
}
