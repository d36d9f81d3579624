/** How long may the app answer somebody's click with a modal? Three seconds, once. */
import { refuse } from "./refusal";
import type { Workspace, World } from "./world";

const VALID_MS = 3_000;

export function giveTrigger(world: World, { team }: Workspace, user: string): string {
  const id = world.nextId("trigger.");
  world.triggers.set(id, { team, user, expiresAt: Date.now() + VALID_MS, used: false });
  return id;
}

/** Whose click it was. */
export function takeTrigger(world: World, { team }: Workspace, id: string): string {
  const trigger = world.triggers.get(id);
  if (!trigger || trigger.team !== team) return refuse("invalid_trigger_id");
  if (trigger.used) return refuse("exchanged_trigger_id");
  if (Date.now() > trigger.expiresAt) return refuse("expired_trigger_id");
  trigger.used = true;
  return trigger.user;
}

/** As if three seconds had passed, for all that were given. */
export function expireTriggers(world: World): void {
  for (const trigger of world.triggers.values()) trigger.expiresAt = 0;
}
