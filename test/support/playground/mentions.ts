/** Who is mentioned in a text that somebody types at the playground? */
import type { PlaygroundTenant } from "./start";

export const mentionsOf = ({ bot, me, others }: PlaygroundTenant, text: string) =>
  [bot, me, ...others].flatMap(({ id, name }) =>
    text.includes(`<at>${name}</at>`) ? [{ text: `<at>${name}</at>`, mentioned: { id, name } }] : [],
  );
