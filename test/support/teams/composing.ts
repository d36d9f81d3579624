/** What does Teams make of what somebody types? The text, who is mentioned in it, and the files where an app may have them. */
import type { Attachment as Attached, Entity } from "../../../src/platforms/teams/activity";
import { fileUrl } from "./file-server";
import type { Attachment } from "./people";
import type { Json, Message, Room, World } from "./world";

const MENTION = /<at>([^<]+)<\/at>/gu;

/** Whoever is called so; everything else in pointed brackets is just letters. */
export function mentionsIn(world: World, text: string): Entity[] {
  return [...text.matchAll(MENTION)].flatMap(([words, name]) => {
    const mentioned = calledSo(world, name ?? "");
    return mentioned ? [{ type: "mention", text: words, mentioned }] : [];
  });
}

function calledSo(world: World, name: string): Entity["mentioned"] | undefined {
  if (name === world.options.botName) return { id: world.bot, name };
  const person = [...world.people.values()].find((one) => one.name === name);
  return person && { id: person.id, name };
}

/** The text as typed, and beside it as HTML. Attached files come as links, in personal chats only. */
export function composeActivity(world: World, room: Room, message: Message, files: Attachment[]): Json {
  const html = { contentType: "text/html", content: htmlOf(message) };
  const given = room.kind === "personal" ? files.map((file) => attach(world, file)) : [];
  return {
    text: message.text,
    textFormat: "plain",
    attachments: message.text === "" ? given : [...given, html],
    entities: [
      ...message.entities,
      { type: "clientInfo", locale: "en-US", country: "US", platform: "Web", timezone: "America/Chicago" },
    ],
  };
}

function attach(world: World, { name, data }: Attachment): Attached {
  const id = world.newId("file-");
  world.files.set(id, { id, name, data });
  const fileType = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  return {
    contentType: "application/vnd.microsoft.teams.file.download.info",
    name,
    contentUrl: `https://lakeside-my.sharepoint.com/personal/files/${encodeURIComponent(name)}`,
    content: { downloadUrl: fileUrl(world, id), uniqueId: id, fileType, fileSize: data.length },
  };
}

function htmlOf({ text, entities }: Message): string {
  const inner = entities.reduce(
    (html, { text: words = "", mentioned }, index) =>
      html.replace(
        escaped(words),
        `<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${index}">${escaped(mentioned?.name ?? "")}</span>`,
      ),
    escaped(text),
  );
  return `<p>${inner.replaceAll("\n", "<br>")}</p>`;
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
