/** How does the app get at a file that somebody sent? Under a URL that lets in whoever knows it, for a while. */
import { faulty, type Answer } from "./answering";
import type { World } from "./world";

/** As OneDrive answers once the link has run out. */
const SIGN_IN_PAGE = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body>Sign in</body></html>",
};

export function serveFile(world: World, id: string): Answer {
  const call = { call: "download", conversation: "", outcome: "200", at: world.now(), body: { id } } as const;
  const recorded = { ...call, outcome: "200" };
  world.calls.push(recorded);
  const fault = world.faults.takeCallFault("download", "");
  if (fault?.kind === "status" && fault.status === 200) return SIGN_IN_PAGE;
  if (fault) return faulty(recorded, fault);
  const file = world.files.get(id);
  if (!file) return { status: 404, headers: {}, body: "not found" };
  return { status: 200, headers: { "content-type": "application/octet-stream" }, body: file.data };
}

/** Where the Bot Connector keeps what comes with messages: only there the help desk asks for files, SharePoint aside. */
export const FILES = "/v3/attachments/";

export const fileUrl = (world: World, id: string): string => `${world.origin}${FILES}${id}`;
