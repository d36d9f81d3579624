/** A school whose knowledge base has a guide: four steps, a loop with a way out, ends of each kind, ways to other articles. */
import { parseKnowledgeBase } from "../../src/knowledge/parse";
import { buildIndex } from "../../src/knowledge/matching";
import type { DeskRules } from "../../src/desk/decide";
import { aPlan } from "./rules";

export const SPEAKER = `---
title: The classroom speaker is silent
questions:
  - no sound from the ceiling speaker
  - the speaker in my classroom is silent
guide: true
review_by: 2027-03-01
---
Two short checks.

## Look at the panel

Look at the panel by the door.

- [It is green](#turn-it-up)
- [No light](#press-the-switch)
- [The panel says it belongs to somebody who has left the school](keys.md)
- [I am at home](../vpn.md)

## Turn it up

Turn the knob to the right.

- [It works](#solved)
- [Still silent](#press-the-switch)
- [It smells](#ticket)

## Press the switch

Press the switch under the panel.

- [It is green now](#turn-it-up)
- [Still no light](#wait-for-power)

## Wait for power

The power comes back by itself within an hour.
`;

const OTHERS: Record<string, string> = {
  "room/keys.md": `---
title: Get a key for somebody else's panel
private: true
questions: [I need the key of a colleague's panel]
---
Ask the principal.`,
  "vpn.md": `---
title: Connect to the VPN from home
questions: [how do I connect to the vpn, vpn from home]
component: network
---
Start *GlobalProtect* and sign in.`,
  "password.md": `---
title: Reset a forgotten password
questions: [I forgot my password, how do I reset my password]
---
Open the password portal.`,
};

export function guidedRules(speaker = SPEAKER): DeskRules {
  const files = Object.entries({ "room/speaker.md": speaker, ...OTHERS }).map(([path, text]) => ({
    path,
    text,
  }));
  const { articles, problems } = parseKnowledgeBase(files);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { plan: aPlan(), knowledge: buildIndex(articles) };
}
