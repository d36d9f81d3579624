/** Whom does the plan mean that names people by e-mail only? Slack knows them by ids, which a delivery needs. */
import type { Block, Content } from "../../../desk/content";
import type { Person } from "../../../desk/model";
import { DeliveryError, type Delivery } from "../../platform";
import type { Deadline } from "../../deadline";
import { tolerate } from "./failures";
import type { SlackOptions } from "../options";
import { createMemory } from "../../remembering";
import { speakTo, type Speaking } from "./speaking";
import type { Workspaces } from "../workspaces";

const MAILTO = "mailto:";
const PEOPLE = { most: 10_000, forMs: 3_600_000 };

export type Accounts = {
  /** The same delivery with everybody's own id. Who has none stays as they were: a name without a mention. */
  identify(delivery: Delivery, deadline: Deadline): Promise<Delivery>;
};

function nobody(): never {
  throw new DeliveryError(
    "never",
    "Slack knows nobody by the e-mail address in the plan. Write their Slack id into the plan: accounts: { slack: U0123ABCD }.",
  );
}

export function createAccounts(workspaces: Workspaces, { now }: Pick<SlackOptions, "now">): Accounts {
  const known = createMemory<string | undefined>({ ...PEOPLE, now });

  const idOf = (speaking: Speaking, account: string): Promise<string | undefined> =>
    known.get(`${speaking.team}/${account}`, async () => {
      const email = account.slice(MAILTO.length);
      const found = await tolerate(
        ["users_not_found"],
        speaking.call((client) => client.users.lookupByEmail({ email })),
      );
      return found?.user?.id;
    });

  async function identifyPerson(speaking: Speaking, person: Person): Promise<Person> {
    if (!person.account.startsWith(MAILTO)) return person;
    return { ...person, account: (await idOf(speaking, person.account)) ?? person.account };
  }

  async function identifyBlock(speaking: Speaking, block: Block): Promise<Block> {
    if (block.kind !== "mention") return block;
    return {
      ...block,
      people: await Promise.all(block.people.map((person) => identifyPerson(speaking, person))),
    };
  }

  const identifyContent = async (speaking: Speaking, { blocks, ...content }: Content): Promise<Content> => ({
    ...content,
    blocks: await Promise.all(blocks.map((block) => identifyBlock(speaking, block))),
  });

  return {
    async identify(delivery, deadline) {
      if (!JSON.stringify(delivery).includes(`"${MAILTO}`)) return delivery;
      const place = "to" in delivery ? delivery.to : delivery.message.in;
      const speaking = await speakTo(workspaces, place, deadline);
      if (delivery.verb === "invite")
        return { ...delivery, person: await identifyPerson(speaking, delivery.person) };
      if (delivery.verb === "post" && delivery.to.kind === "direct" && delivery.to.id.startsWith(MAILTO))
        return {
          ...delivery,
          to: { ...delivery.to, id: (await idOf(speaking, delivery.to.id)) ?? nobody() },
          content: await identifyContent(speaking, delivery.content),
        };
      if (!("content" in delivery)) return delivery;
      return { ...delivery, content: await identifyContent(speaking, delivery.content) };
    },
  };
}
