/** Which files come with a message of Teams, and how are they had? From SharePoint, or from the Bot Connector with the app's token. */
import type { FileRef } from "../../desk/model";
import { download } from "../download";
import type { Activity, Attachment } from "./activity";
import { untilAborted, type Token } from "./rest-call";

/** Put into a chat with the help desk. Elsewhere Teams gives a bot no files: only pictures within a text. */
const UPLOAD = "application/vnd.microsoft.teams.file.download.info";
const PICTURE = /^image\//iu;

/** What is needed later. `link`: for people who may see it. `from`: where its bytes are. `service`: the Bot Connector's address. */
type Kept = { link?: string; from: string; service: string };

export function filesOf({ attachments }: Activity, serviceUrl: string): FileRef[] {
  return (Array.isArray(attachments) ? attachments : []).flatMap((one) => {
    if (one?.contentType === UPLOAD) return readUpload(one, serviceUrl);
    return PICTURE.test(one?.contentType ?? "") ? readPicture(one, serviceUrl) : [];
  });
}

function readUpload({ name, contentUrl, content }: Attachment, service: string): FileRef[] {
  const { downloadUrl, fileType, fileSize } = { ...(content as Record<string, unknown> | undefined) };
  if (typeof downloadUrl !== "string") return [];
  const ending = typeof fileType === "string" ? fileType.toLowerCase() : "";
  const kept = { ...(isText(contentUrl) && { link: contentUrl }), from: downloadUrl, service };
  return [
    {
      platform: "teams",
      id: JSON.stringify(kept),
      name: isText(name) ? name : ending === "" ? "file" : `file.${ending}`,
      // Teams does not tell it before the file is asked for.
      size: typeof fileSize === "number" && fileSize > 0 ? fileSize : 0,
      mediaType: MEDIA_TYPES[ending] ?? "application/octet-stream",
    },
  ];
}

function readPicture({ name, contentUrl, contentType }: Attachment, service: string): FileRef[] {
  if (!isText(contentUrl)) return [];
  const ending = contentType.slice("image/".length).replace(/\W.*$/u, "");
  return [
    {
      platform: "teams",
      id: JSON.stringify({ from: contentUrl, service } satisfies Kept),
      name: isText(name) ? name : ending === "" ? "picture" : `picture.${ending}`,
      size: 0,
      mediaType: ending === "" ? "image/*" : contentType.toLowerCase(),
    },
  ];
}

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

const MEDIA_TYPES: Record<string, string> = {
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  htm: "text/html",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  mp4: "video/mp4",
  pdf: "application/pdf",
  png: "image/png",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  txt: "text/plain",
  webp: "image/webp",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** Where people can open it, in SharePoint or OneDrive, as far as they may. */
export function linkOf(file: FileRef): string | undefined {
  const link = urlOf(keptOf(file)?.link);
  return link && isSharePoint(link) ? link.href : undefined;
}

/**
 * `token`: the app's, for what the Bot Connector keeps; asked for only then. It gives undefined in the playground. Never rejects, and is
 * over when `signal` says so. `data` missing: it cannot be had.
 */
export async function openTeamsFile(
  file: FileRef,
  token: Token,
  signal: AbortSignal = AbortSignal.timeout(30_000),
): Promise<{ data?: Buffer; link?: string }> {
  const link = linkOf(file);
  const data = await fetchBytes(file, token, signal).catch(() => undefined);
  return { ...(data && { data }), ...(link !== undefined && { link }) };
}

async function fetchBytes(file: FileRef, token: Token, signal: AbortSignal): Promise<Buffer | undefined> {
  const kept = keptOf(file);
  const from = urlOf(kept?.from);
  const service = urlOf(kept?.service);
  if (!from || !service) return undefined;
  const bearer = mayHaveToken(from, service) ? await untilAborted(token(), signal) : undefined;
  const data = await download({
    from,
    mayAsk: (url) => isSharePoint(url) || isKept(url, service),
    headersFor: (url) =>
      bearer !== undefined && mayHaveToken(url, service) ? { authorization: `Bearer ${bearer}` } : {},
    signal,
    isHtmlMeant: file.mediaType === "text/html",
    ...(file.size > 0 && { size: file.size }),
  });
  return Buffer.isBuffer(data) ? data : undefined;
}

/** SharePoint's addresses carry their own leave; the token goes to the Bot Connector alone, and never in the clear. */
const mayHaveToken = (url: URL, service: URL): boolean =>
  isKept(url, service) && (url.protocol === "https:" || isHere(url));

/** Of all clouds: worldwide, the United States' government and military, China. */
const SHAREPOINT = [".sharepoint.com", ".sharepoint.us", ".sharepoint-mil.us", ".sharepoint.cn", ".svc.ms"];

const isSharePoint = ({ protocol, port, hostname }: URL): boolean =>
  protocol === "https:" && port === "" && SHAREPOINT.some((domain) => hostname.endsWith(domain));

/** What the Bot Connector keeps for a message. Whoever writes one names the address: with our token all else there would answer, too. */
const isKept = ({ host, protocol, pathname }: URL, service: URL): boolean =>
  host === service.host && protocol === service.protocol && KEPT.test(pathname);

const KEPT = /\/v3\/attachments\/[\w-]+(?:\/views\/\w+)?$/u;

const isHere = ({ hostname }: URL): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(hostname);

function keptOf({ platform, id }: FileRef): Partial<Kept> | undefined {
  if (platform !== "teams") return undefined;
  try {
    const kept: unknown = JSON.parse(id);
    return typeof kept === "object" && kept !== null ? kept : undefined;
  } catch {
    return undefined;
  }
}

function urlOf(text: unknown): URL | undefined {
  return typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
}
