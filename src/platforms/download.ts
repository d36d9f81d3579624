/** How do we get the bytes behind an address? Only from hosts that may be asked, on every redirect, and only so many. */

export type Download = {
  from: URL;
  /** Asked of every address on the way. */
  mayAsk(url: URL): boolean;
  /** What goes along: a token goes to whom it is for, and nowhere else. */
  headersFor(url: URL): Record<string, string>;
  signal: AbortSignal;
  /** A page is what is wanted; `size` tells it from a sign-in page, where it is known. */
  isHtmlMeant: boolean;
  size?: number;
};

/**
 * elsewhere, in_circles: where the redirects led. sign_in: a page instead of the file. refused: `status` is the service's answer.
 */
export type NotDownloaded = {
  why: "elsewhere" | "in_circles" | "refused" | "sign_in" | "too_large";
  status?: number;
};

export const MOST_BYTES = 50_000_000;
const MOST_REDIRECTS = 3;

/** Rejects when the service cannot be reached, or not in time. */
export async function download(wanted: Download): Promise<Buffer | NotDownloaded> {
  const response = await follow(wanted);
  if ("why" in response) return response;
  const isHtml = response.headers.get("content-type")?.startsWith("text/html") === true;
  const data = response.ok && (!isHtml || wanted.isHtmlMeant) ? await readWithin(response) : undefined;
  if (data === undefined) await response.body?.cancel();
  if (!response.ok) return { why: "refused", status: response.status };
  // A page instead of a page: told by its size.
  const isOther =
    isHtml && (!wanted.isHtmlMeant || (wanted.size !== undefined && wanted.size !== data?.length));
  return isOther ? { why: "sign_in" } : (data ?? { why: "too_large" });
}

/** Redirects are followed by hand. */
async function follow({ from, mayAsk, headersFor, signal }: Download): Promise<Response | NotDownloaded> {
  let url = from;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    if (!mayAsk(url)) return { why: "elsewhere" };
    const response = await fetch(url, { headers: headersFor(url), redirect: "manual", signal });
    const next = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || next === null) return response;
    await response.body?.cancel();
    url = new URL(next, url);
  }
  return { why: "in_circles" };
}

/** Undefined: it is larger than it said, and than we take. */
async function readWithin(response: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
