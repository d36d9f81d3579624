/** What does Teams refuse in an activity? What is too big, malformed cards, mentions of nobody. */
import { CARD_TYPE, type Entity } from "../../../src/platforms/teams/activity";
import { checkCard } from "./card-checks";
import { shownOf, type Shown } from "./messages";
import { refuse } from "./refusal";
import { findPerson, type Json, type World } from "./world";

/** Counted in UTF-16: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const MOST_BYTES = 100 * 1_024;

export function checkActivity(world: World, activity: Json, size: number): Shown {
  if (size > MOST_BYTES) refuse(413, "MessageSizeTooBig");
  if (activity["type"] !== "message" && activity["type"] !== "typing")
    refuse(400, "BadSyntax", "Not an activity that a bot sends.");
  const shown = shownOf(activity);
  if (activity["type"] === "message" && shown.text === "" && shown.attachments.length === 0)
    refuse(400, "BadArgument", "The message is empty.");
  checkMentions(world, shown.entities, shown.text);
  for (const { contentType, content } of shown.attachments)
    if (contentType === CARD_TYPE)
      checkCard(content, (entities, text) => checkMentions(world, entities, text));
  return shown;
}

/** Teams refuses a mention whose words do not stand in the text, and of somebody it does not know. */
function checkMentions(world: World, entities: Entity[], text: string): void {
  for (const { type, text: words = "", mentioned } of entities) {
    if (type !== "mention") continue;
    if (!words.startsWith("<at>") || !text.includes(words))
      refuse(400, "BadArgument", "A mention does not stand in the text.");
    const id = mentioned?.id ?? "";
    if (id !== world.bot && !findPerson(world, id)) refuse(400, "BadArgument", "A mention of nobody.");
  }
}
