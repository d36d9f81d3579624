/** Which people and rooms do the sandbox's tests use? Some of the example organisation. */
import type { SandboxPerson } from "../../src/platforms/sandbox";
import type { BlockView } from "../../src/platforms/sandbox/render";
import type { MessageView } from "../../src/platforms/sandbox/view";
import type { Shown } from "./contract";

const person = (
  account: string,
  name: string,
  role: SandboxPerson["role"],
  title: string,
): SandboxPerson => ({
  account,
  name,
  email: `${account}@lakeside.example`,
  title,
  role,
});

export const exampleSetup = {
  people: [
    person("ana", "Ana Lopez", "requester", "Teacher, Lakeside High School"),
    person("ben", "Ben Carter", "requester", "Front office, Maple Elementary School"),
    person("dana", "Dana Brooks", "technician", "Service Desk"),
    person("eli", "Eli Novak", "technician", "Service Desk"),
    person("kofi", "Kofi Mensah", "specialist", "Network engineer"),
    person("mira", "Mira Chen", "admin", "Head of IT"),
  ],
  channels: [
    { id: "service-desk", name: "service-desk", members: ["dana", "eli", "mira"] },
    { id: "staff-room", name: "staff-room", members: ["ana", "ben", "dana", "eli", "kofi", "mira"] },
  ],
  helpDeskName: "Lakeside Help Desk",
  now: () => new Date(),
  log: { warn: () => undefined, error: () => undefined },
};

/** A message as the page would let somebody read it: HTML of ours without its tags, everything else as it is. */
export function shownMessage(view: MessageView): Shown {
  return {
    messageId: view.id,
    by: view.by.account === undefined ? "help desk" : "person",
    text: [...view.parts.map(({ text }) => text), ...view.blocks.map(textOfBlock)].join("\n"),
    buttons: view.blocks.flatMap((block) =>
      block.kind === "buttons" ? block.buttons.map(({ label }) => label) : [],
    ),
    files: [
      ...view.files,
      ...view.blocks.flatMap((block) => (block.kind === "files" ? block.files : [])),
    ].map(({ name }) => name),
    gone: view.gone !== undefined,
    ...(view.mark ? { mark: view.mark.state } : {}),
  };
}

function textOfBlock(block: BlockView): string {
  if (block.kind === "text") return block.html.replace(/<[^>]*>/gu, "");
  if (block.kind === "quote") return `${block.from}: ${block.text}`;
  if (block.kind === "facts") return block.facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
  return block.kind === "mention" ? `${block.names.join(" ")} ${block.text}` : "";
}
