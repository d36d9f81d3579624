/** The plan was edited into nonsense, or back: what does its owner hear? */
import { plain } from "./markdown";
import { sentence } from "./notices";
import { wordToOwner } from "./owner";
import { decided } from "./situation";
import type { EventOf, Situation } from "./situation";
import { say } from "./wording";
import type { Decision } from "./decision";
import type { PlanError } from "./events";
import type { Duty } from "./state";

/** Errors told one by one; the command shows all. */
const MOST_ERRORS = 5;

/** Once for each set of errors, and once when there are none any more. */
export function toldOfEdit(here: Situation<EventOf<"plan_read">>, before: Duty | undefined): Decision {
  const { errors } = here.event;
  const told = errors.map(({ file, line, message }) => `${file}:${line}: ${message}`).join("\n");
  if (told === (before?.told ?? "")) return decided({});
  const words = errors.length === 0 ? say.planIsRightAgain : brokenWords(errors);
  return decided({
    messages: [wordToOwner(here, sentence(words), "plan")],
    duties: [{ name: "edit", doneAt: here.now, told }],
  });
}

function brokenWords(errors: PlanError[]): string {
  const lines = errors
    .slice(0, MOST_ERRORS)
    .map(({ file, line, message, fix }) => `- ${plain(`${file}:${line}`)}: ${plain(message)} ${plain(fix)}`);
  const more = errors.length - lines.length;
  return [say.planIsBroken(errors.length), "", ...lines, "", say.moreErrors(more)].join("\n").trim();
}
