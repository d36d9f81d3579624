/** How can people, channels and chats be reached later? As their last activity says, which was let in; written when something is new. */
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { createRecent } from "../../recent";
import type { WarnOnce } from "../../warn-once";
import type { ConversationReference, TeamsOptions } from "../options";
import { failureName } from "./asking";
import type { Scene } from "./scene";

export type KeepReferences = {
  /** Never rejects, and takes a moment at most. */
  refresh(scene: Scene, heard?: Heard): Promise<void>;
  /** Rejects when it could not be forgotten. */
  remove(tenant: string, ids: string[]): Promise<void>;
};

/**
 * overheard: a message that does not mention us. from_menu: of the message menu, which is there also where we are not, in chats of
 * two people even.
 */
export type Heard = "overheard" | "from_menu";

const KEPT = 10_000;
/** So long it is not written again. Then it is: another process, or a database put back, may have forgotten it. */
const SAVED_MS = 3_600_000;
/** An activity waits no longer for this, in milliseconds: the next one tells the same. */
const WAIT_MS = 1_000;

export function createKeepReferences(
  { references, now }: Pick<TeamsOptions, "references" | "now">,
  warnOnce: WarnOnce,
): KeepReferences {
  let saved = createRecent<{ reference: ConversationReference; at: number }>(KEPT);

  async function save(reference: ConversationReference): Promise<void> {
    const key = `${reference.tenant}/${reference.id}`;
    const at = now().getTime();
    const last = saved.get(key);
    const known = last && at - last.at < SAVED_MS ? last.reference : undefined;
    const whole = { ...known, ...reference };
    if (isDeepStrictEqual(known, whole)) return;
    // At once: of two activities in one moment, one writes.
    saved.set(key, { reference: whole, at });
    try {
      await references.save(whole);
    } catch (error) {
      saved.delete(key);
      warnOnce("teams.reference_not_saved", { kind: reference.kind, error: failureName(error) });
    }
  }

  return {
    async refresh(scene, heard) {
      const saving = Promise.all(referencesOf(scene, heard).map(save));
      await Promise.race([saving, sleep(WAIT_MS, undefined, { ref: false })]);
    },
    async remove(tenant, ids) {
      saved = createRecent(KEPT);
      await Promise.all([...new Set(ids)].map((id) => references.remove(tenant, id)));
    },
  };
}

function referencesOf(scene: Scene, heard: Heard | undefined): ConversationReference[] {
  const { tenant, serviceUrl, kind, base, account, user, team } = scene;
  const person = { tenant, id: account, kind: "person" as const, serviceUrl, user };
  if (heard === "from_menu") return [person];
  if (kind === "personal") return [{ ...person, conversation: base }];
  const chat = { tenant, id: base, serviceUrl };
  if (kind === "groupChat") return [person, { ...chat, kind: "chat" }];
  const channel = { ...chat, kind: "channel" as const, ...(team !== undefined && { team }) };
  return [person, { ...channel, ...(heard === "overheard" && { hearsAll: true }) }];
}
