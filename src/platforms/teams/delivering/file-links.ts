/** How do the files of a message come along? As links, which people open; a small picture of another platform is shown. */
import type { Content } from "../../../desk/content";
import type { FileRef } from "../../../desk/model";
import type { Attachment } from "../activity";
import { linkOf } from "../files";
import type { TeamsOptions } from "../options";

/** Teams takes 80 KB of JSON for a message; a picture becomes a third longer in it, and the words need some, too. */
const LARGEST_PICTURE = 48_000;

const PICTURES = ["image/png", "image/jpeg", "image/gif"];

/** For all files of a message together. */
const OPEN_WITHIN_MS = 3_000;

/** `links`: by the file's id. `missing`: how many are in neither; of our own, the words say what they show. */
export type FileLinks = { links: Map<string, string>; pictures: Attachment[]; missing: number };

/** Never fails: a message does not wait for a file. */
export async function linkFiles(
  { blocks }: Content,
  { openFile, log }: Pick<TeamsOptions, "openFile" | "log">,
): Promise<FileLinks> {
  const found: Found = { links: new Map(), pictures: new Map() };
  const files = blocks.flatMap((block) => (block.kind === "files" ? block.files : []));
  const opening = files.map(async (file) => {
    try {
      note(found, file, await open(file, openFile));
    } catch {
      // Not which one: its id may be an address that lets in whoever knows it.
      log.warn("teams.file_not_opened", { platform: file.platform });
    }
  });
  if (files.length > 0) await soon(Promise.all(opening));
  // What comes later is for nobody any more: the message is drawn the same each time.
  const links = new Map(found.links);
  const pictures = new Map(found.pictures);
  const isMissing = ({ platform, id }: FileRef) => platform !== "desk" && !links.has(id) && !pictures.has(id);
  return { links, pictures: [...pictures.values()], missing: files.filter(isMissing).length };
}

/** By the file's id. */
type Found = { links: Map<string, string>; pictures: Map<string, Attachment> };
type Opened = Awaited<ReturnType<NonNullable<TeamsOptions["openFile"]>>>;

async function open(file: FileRef, openFile: TeamsOptions["openFile"]): Promise<Opened> {
  const link = linkOf(file);
  return link === undefined ? openFile?.(file) : { link };
}

function note({ links, pictures }: Found, file: FileRef, opened: Opened): void {
  const { link, data } = opened ?? {};
  if (link !== undefined && /^https?:\/\//u.test(link)) links.set(file.id, link);
  else if (data && data.length <= LARGEST_PICTURE && PICTURES.includes(file.mediaType))
    pictures.set(file.id, {
      contentType: file.mediaType,
      contentUrl: `data:${file.mediaType};base64,${data.toString("base64")}`,
      name: file.name,
    });
}

async function soon(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, OPEN_WITHIN_MS);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
