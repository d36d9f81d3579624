/** An incident is going on: what does somebody read before the articles on its topic? */
import type { Consideration } from "./considering";
import { openToAll, troubleWith } from "./incidents";
import { post, sentence } from "./notices";
import { zoneOf, siteOf } from "./people";
import { decided } from "./situation";
import type { Situation } from "./situation";
import { moment, say, ticketName } from "./wording";
import type { Block, Button } from "./content";
import type { Decision } from "./decision";
import type { Conversation } from "./model";
import type { OpenIncident } from "./state";

/** Once in a conversation, with what all were told last. */
export function knownTrouble(
  here: Situation,
  conversation: Conversation,
  considered: Consideration,
): Decision {
  const incident = openToAll(here).find((one) => isOn(one, considered));
  if (!incident) return decided({});
  const { plan } = here.rules;
  const { number, component, openedAt } = incident.ticket;
  const zone = zoneOf(plan, siteOf(plan, conversation.requester));
  const what = troubleWith(plan.components.find(({ key }) => key === component));
  const words = say.knownTrouble(
    what,
    ticketName(plan.ticketPrefix, number),
    moment(openedAt, here.now, zone),
  );
  const content = sentence(words, [meToo(conversation, number)], lastWord(incident));
  const message = post(here, conversation.origin, content, "known", { conversation: conversation.id });
  return decided({ messages: [{ ...message, key: `incident/${number}/known/${conversation.id}` }] });
}

/** About its component, or with the article that its reports came nearest to. */
function isOn({ ticket, reports }: OpenIncident, { component, articles }: Consideration): boolean {
  const near = new Set(articles.map(({ article }) => article.id));
  return (
    (component !== undefined && component === ticket.component) ||
    reports.some(({ nearest }) => nearest !== undefined && near.has(nearest))
  );
}

const lastWord = ({ told }: OpenIncident): Block[] =>
  told?.blocks.filter(({ kind }) => kind === "quote" || kind === "text") ?? [];

const meToo = ({ id }: Conversation, incident: number): Button => ({
  label: "I have that too",
  press: { action: "me_too", conversation: id, argument: String(incident) },
});
