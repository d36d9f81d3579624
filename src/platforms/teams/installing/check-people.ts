/** Are the people of the plan written as Teams knows them, and can the app write to them directly? */
import { ok, problem, warning, type Finding } from "../../finding";
import { isGuid } from "./addresses";

/** `works`: on tickets, so something may have to be said to them. */
export type PersonToCheck = { key: string; account?: string; works: boolean };

/**
 * `hasApp`: whether the app is known to be there for somebody; undefined: nothing is known of anybody. `learned`: Entra ids that Teams
 * told, by the plan's keys.
 */
export type Known = {
  hasApp?: (account: string) => Promise<boolean>;
  learned: ReadonlyMap<string, string>;
};

export async function checkPeople(people: PersonToCheck[], { hasApp, learned }: Known): Promise<Finding[]> {
  const findings: Finding[] = [];
  const without: string[] = [];
  let withApp = 0;
  for (const { key, account } of people) {
    if (account === undefined) continue;
    if (!isAccount(account)) findings.push(notAnId(key, account));
    else if (hasApp === undefined) continue;
    else if (await hasApp(account)) withApp++;
    else without.push(key);
  }
  const nameless = people.filter(({ account, works }) => works && account === undefined);
  return [
    ...findings,
    ...(nameless.length > 0
      ? [
          withoutAccount(
            nameless.map(({ key }) => key),
            learned,
          ),
        ]
      : []),
    ...(withApp > 0 ? [ok(`${withApp} of the people of the plan have the app.`)] : []),
    ...(without.length > 0 ? [notInstalledFor(without)] : []),
  ];
}

/** They are compared letter by letter. */
const isAccount = (text: string): boolean => isGuid(text) && text === text.toLowerCase();

function withoutAccount(keys: string[], learned: Known["learned"]): Finding {
  const found = keys.flatMap((key) => {
    const account = learned.get(key);
    return account === undefined ? [] : [`${key}: { accounts: { teams: ${account} } }`];
  });
  return warning(
    `${keys.join(", ")} ${keys.length > 1 ? "work" : "works"} on tickets without an account of Teams in the plan: nothing can be said to them alone, and to mention them they are looked for by e-mail address.`,
    ["Add the Object ID of their page in the Entra admin centre to the plan.", ...found].join("\n"),
  );
}

const notAnId = (key: string, account: string): Finding =>
  problem(
    `\`${account}\` (people.${key}) is not the id of a person.`,
    isGuid(account)
      ? `Write it as Teams does: ${account.toLowerCase()}`
      : "Write the Object ID of their page in the Entra admin centre, or leave `accounts` out: then they are known by their e-mail address.",
  );

const notInstalledFor = (keys: string[]): Finding =>
  warning(
    `Teams has not told us that ${keys.join(", ")} ${keys.length > 1 ? "have" : "has"} the app: what is for them alone may not reach them.`,
    "Install it for everybody (Teams admin centre, Setup policies), or let them open it once while the help desk runs.",
  );
