/** How do a file's bytes come and go? Up to a URL of its own; down only with the token: without it comes a sign-in page. */
import type { IncomingMessage } from "node:http";
import type { Reply } from "./server";
import type { World } from "./world";

export function takeUpload(world: World, id: string, request: IncomingMessage, body: Buffer): Reply {
  const file = world.files.get(id);
  if (!file) return { status: 404, headers: {}, body: "not found" };
  const type = request.headers["content-type"] ?? "";
  const data = type.startsWith("multipart/") ? firstPart(body, type) : body;
  if (data.length !== file.size) return { status: 400, headers: {}, body: "length does not match" };
  file.data = data;
  return { status: 200, headers: {}, body: `OK - ${data.length}` };
}

export const SIGN_IN_PAGE: Reply = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>",
};

/** `[team-file, "download"?, name]`. Slack answers a stranger 200 with a page to sign in on. */
export function serveFile(world: World, [place = ""]: string[], token: string | undefined): Reply {
  const [team = "", id = ""] = place.split("-");
  const workspace = world.workspaces.get(team);
  const file = world.files.get(id);
  const mayRead =
    workspace?.access === "granted" && token === workspace.token && workspace.scopes.has("files:read");
  if (!mayRead) return SIGN_IN_PAGE;
  if (!file?.data || file.team !== team) return { status: 404, headers: {}, body: "not found" };
  return { status: 200, headers: { "content-type": file.mediaType }, body: file.data };
}

/** What lies between the part's head and the boundary after it. */
function firstPart(body: Buffer, type: string): Buffer {
  const boundary = /boundary="?([^";]+)/u.exec(type)?.[1] ?? "";
  const start = body.indexOf("\r\n\r\n") + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return body.subarray(start, end);
}
