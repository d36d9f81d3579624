/** What does every route of the sandbox need? Its parts, the request, and who is asking. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { OpenFile } from "../platform";
import type { Acting } from "./acting";
import type { Live } from "./live";
import type { Network } from "./network";
import { RequestError } from "./requests";
import { findPerson, type SandboxLog } from "./setup";

export type Serving = {
  acting: Acting;
  live: Live;
  network: Network;
  /** Folder of uploaded files. */
  filesFolder: string;
  suggestions: string[];
  hosts: string[];
  /** For pictures of the help desk's own. */
  openFile: OpenFile;
  log: SandboxLog;
};

export type Request = { message: IncomingMessage; response: ServerResponse; url: URL };
/** The account a GET or an upload names. There is no sign-in: everybody may be anybody. Throws RequestError. */
export function viewerOf(acting: Acting, url: URL): string {
  const account = url.searchParams.get("as") ?? "";
  if (!findPerson(acting.setup, account)) throw new RequestError(404, "This person is not in the sandbox.");
  return account;
}
