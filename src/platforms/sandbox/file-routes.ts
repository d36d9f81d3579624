/** How do files come in and go out? Uploaded as bytes; sent as a download, and only to those who see a message with it. */
import { readFile, saveFile } from "./files";
import { RequestError, checkType, sendJson } from "./requests";
import { viewerOf, type Request, type Serving } from "./serving";
import { canSeeFile, pictureIn } from "./view";

export async function takeFile(
  { acting, filesFolder }: Serving,
  { message, response, url }: Request,
): Promise<void> {
  checkType(message, "application/octet-stream");
  const by = viewerOf(acting, url);
  const file = await saveFile(filesFolder, url.searchParams.get("name") ?? "", message);
  if (!file) throw new RequestError(413, "This file is too large: 20 MB is the limit.");
  acting.record({ type: "uploaded", file, by });
  sendJson(response, 200, file);
}

export function sendFile({ acting, filesFolder }: Serving, { response, url }: Request): void {
  const stored = acting.world.files.get(url.pathname.slice("/sandbox/files/".length));
  if (!stored || !canSeeFile(acting.setup, acting.world, viewerOf(acting, url), stored.file.id))
    throw new RequestError(404, "This file is not there any more.");
  const { name, size, mediaType } = stored.file;
  const stream = readFile(filesFolder, stored.file);
  stream.once("open", () => {
    response.writeHead(200, {
      "content-type": mediaType,
      "content-length": size,
      // Never shown within our origin: what people upload is theirs, not our page's.
      "content-disposition": `attachment; filename="file"; filename*=UTF-8''${encodeName(name)}`,
      "cache-control": "private, no-store",
    });
    stream.pipe(response);
  });
  stream.once("error", () => {
    if (response.headersSent) response.destroy();
    else sendJson(response, 404, { refused: "This file is not there any more." });
  });
}

/** A picture of the help desk's own, for those who see the message with it. */
export async function sendPicture({ acting, openFile }: Serving, { response, url }: Request): Promise<void> {
  const [message = "", number] = url.pathname.slice("/sandbox/pictures/".length).split("/");
  const file = pictureIn(acting.setup, acting.world, viewerOf(acting, url), message, Number(number));
  const data = file && (await openFile(file))?.data;
  if (!data) throw new RequestError(404, "This picture is not there any more.");
  const headers = { "content-type": "image/png", "cache-control": "private, no-store" };
  response.writeHead(200, headers).end(data);
}

/** For a header (RFC 5987): what encodeURIComponent leaves alone, but may not stand there, too. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*!]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
