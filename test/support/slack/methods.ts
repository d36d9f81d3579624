/** What is a method of the Web API here? A function from what was asked, and by which workspace's token, to an answer or a refusal. */
import { textOf } from "./arguments";
import type { Json, Workspace, World } from "./world";

export type Request = { world: World; workspace: Workspace; args: Json };

/** The answer's `ok: true` is added by who calls it. */
export type Method = (request: Request) => Json;

export type Methods = Record<string, Method>;

/** One page of a list; `cursor` is the place where the next one begins. */
export function pageOf<T>(all: T[], args: Json, otherwise = 100): { page: T[]; next: string } {
  const limit = Math.min(Number(args["limit"] ?? otherwise), 1_000);
  const from = Number(textOf(args, "cursor")?.replace(/^next:/u, "") ?? 0);
  const next = from + limit < all.length ? `next:${from + limit}` : "";
  return { page: all.slice(from, from + limit), next };
}
