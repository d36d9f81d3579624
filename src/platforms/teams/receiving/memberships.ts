/** Which of the plan's channels and teams is somebody in? Asked for one person at a time, never by listing who there is. */
import { createMemory } from "../../remembering";
import type { WarnOnce } from "../../warn-once";
import type { TeamsOptions } from "../options";
import { briefly, failureName, isRefused, type ConnectorFor } from "./asking";
import type { Scene } from "./scene";

export type Memberships = {
  /** Ids of those channels and teams. `user`: as Teams calls them, `29:…`. Rejects when Teams cannot tell now. */
  of(scene: Where, user: string): Promise<string[]>;
  /** Somebody joined or left a team of this tenant. */
  forget(tenant: string): void;
};

/** Where Teams is asked. */
export type Where = Pick<Scene, "tenant" | "serviceUrl">;

/** Who joins or leaves is told to us, but maybe to another process. */
const KEPT_MS = 60_000;
const KEPT = 10_000;

export function createMemberships(
  options: TeamsOptions,
  connectorFor: ConnectorFor,
  warnOnce: WarnOnce,
): Memberships {
  const limits = { most: KEPT, forMs: KEPT_MS, now: options.now };
  const tenants = new Map<string, ReturnType<typeof createMemory<boolean>>>();

  function answersOf(tenant: string) {
    const answers = tenants.get(tenant) ?? createMemory<boolean>(limits);
    tenants.set(tenant, answers);
    return answers;
  }

  /** What we may not see is no membership: nobody gets rights by it, and the operator hears of it. */
  async function isIn({ tenant, serviceUrl }: Where, place: string, user: string): Promise<boolean> {
    try {
      return (await connectorFor(serviceUrl).member(place, user, briefly())) !== undefined;
    } catch (error) {
      if (!isRefused(error)) throw error;
      warnOnce("teams.members_unknown", { tenant, of: place, error: failureName(error) });
      return false;
    }
  }

  return {
    async of(scene, user) {
      const { memberships } = options.planFor(scene.tenant);
      const answers = answersOf(scene.tenant);
      const found = await Promise.all(
        memberships.map(async (place) => ({
          place,
          isIn: await answers.get(`${place}/${user}`, () => isIn(scene, place, user)),
        })),
      );
      return found.filter((one) => one.isIn).map(({ place }) => place);
    },
    forget: (tenant) => void tenants.delete(tenant),
  };
}
