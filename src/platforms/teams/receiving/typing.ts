/** Does somebody who wrote see that they are being looked after? Teams shows it for a few seconds, or until something is posted. */
import { briefly } from "./asking";
import type { Scene } from "./scene";
import type { Taking } from "./taking";

/** Never rejects: nothing is lost but a sign. */
export async function showTyping({ connectorFor }: Taking, scene: Scene): Promise<void> {
  try {
    await connectorFor(scene.serviceUrl).send(scene.conversation, { type: "typing" }, briefly());
  } catch {
    // The answer itself comes all the same, or its delivery says why not.
  }
}
