/** How is JSON brought to a server of this machine, on a connection of its own, with a limit on how long it is waited for? */
import { request as openRequest, type IncomingMessage } from "node:http";

/** Undefined: no answer, or not in time. `body`: as JSON where it is. */
export function postJson(
  url: string,
  content: object,
  headers: Record<string, string>,
  withinMs: number,
): Promise<{ status: number; body: unknown } | undefined> {
  const body = JSON.stringify(content);
  return new Promise((resolve) => {
    const request = openRequest(url, {
      method: "POST",
      agent: false,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": Buffer.byteLength(body),
        ...headers,
      },
      signal: AbortSignal.timeout(withinMs),
    });
    request.on("error", () => resolve(undefined));
    request.on("response", (response) => {
      readAll(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, body: parsed(text) }),
        () => resolve(undefined),
      );
    });
    request.end(body);
  });
}

export async function readAll(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === "" ? undefined : text;
  }
}
