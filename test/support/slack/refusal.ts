/** How does Slack say no? A name, and sometimes more, in an answer with status 200. */
import type { Json } from "./world";

export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly error: string,
    readonly more: Json = {},
  ) {
    super(error);
  }
}

export function refuse(error: string, more: Json = {}): never {
  throw new Refusal(error, more);
}

/** What is wrong with the arguments, each where Slack puts it. */
export const refuseArguments = (error: string, problems: string[]): never =>
  refuse(error, {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
