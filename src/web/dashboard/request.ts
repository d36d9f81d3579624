/** What has a browser sent? Cookies, a form's fields, and whether the form was one of our own pages. */
import type { IncomingMessage } from "node:http";

/**
 * Who is asking? Behind a proxy all come from its address; what it has added to the list it passes on tells them apart. Whoever comes
 * without one may write there what they like: nothing is to hang on it but a count.
 */
export function askerOf({ socket, headers }: IncomingMessage): string {
  const passedOn = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",").at(-1)?.trim() ?? "";
  return `${socket.remoteAddress ?? ""} ${passedOn.slice(0, 64)}`;
}

/** No form of ours sends more, in bytes. */
const LONGEST_FORM = 4096;

export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Undefined: too long. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = "";
  for await (const part of request) {
    text += String(part);
    if (text.length > LONGEST_FORM) return undefined;
  }
  return new URLSearchParams(text);
}

/**
 * Browsers name the page that a form came from; without that nobody's cookie is taken for their will. `publicUrl`: how the world
 * sees us, where something stands between.
 */
export function isFromHere(request: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin);
}
