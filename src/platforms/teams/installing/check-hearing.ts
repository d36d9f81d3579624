/** Has the consent of the team's owner been given? It shows in what was heard: messages that do not mention the help desk. */
import { ok, warning, type Finding } from "../../finding";
import type { ConversationReference } from "../options";
import type { NamedChannel } from "./check-channels";

/** Teams tells nobody but an administrator whether it was given. `find`: what was heard from a channel. */
export async function checkHearing(
  channels: NamedChannel[],
  find: (id: string) => Promise<ConversationReference | undefined>,
): Promise<Finding[]> {
  const deaf: string[] = [];
  let hearing = 0;
  for (const { id } of channels)
    if ((await find(id))?.hearsAll) hearing++;
    else deaf.push(id);
  return [
    ...(hearing > 0
      ? [
          ok(
            `In ${hearing} of the ${channels.length} channels the help desk hears messages without a mention.`,
          ),
        ]
      : []),
    ...(deaf.length > 0 ? [notHeard(deaf)] : []),
  ];
}

const notHeard = (channels: string[]): Finding =>
  warning(
    `No message without a mention has been heard yet in ${channels.join(", ")}: until then replies there need @mention.`,
    "Write something there without a mention, and check again. If it stays so, the team's owner has not given the consent: docs/teams.md, step 6.",
  );
