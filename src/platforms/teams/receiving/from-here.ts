/**
 * Does a request come from a program on this machine? Without signatures whoever knocks can speak as anybody: that the port is open to
 * this machine only keeps out neither a tunnel or proxy that leads here, nor a web page in a browser on it.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { TeamsLog } from "../options";
import { createWarnOnce } from "../../warn-once";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const HINT =
  "With TEAMS_ALLOW_ANONYMOUS only the playground on this machine is heard, at localhost, and nobody through a tunnel, a proxy or a browser.";

export function onlyFromHere(handle: Handle, log: TeamsLog): Handle {
  const warnOnce = createWarnOnce(log);
  return (request, response) => {
    if (isFromHere(request.headers)) return handle(request, response);
    warnOnce("teams.not_from_here", { hint: HINT });
    response.writeHead(403, { connection: "close" }).end();
  };
}

/** Asked for under a name that is this machine's own: a page whose name was made to lead here (DNS rebinding) has another one. */
const HERE = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu;

/** What tunnels and proxies add, and browsers wherever a page sends something. */
const ON_THE_WAY = /^(?:forwarded|via|origin|x-forwarded-.*|x-real-ip|x-original-.*)$/u;

const isFromHere = ({ host = "", ...others }: IncomingHttpHeaders): boolean =>
  HERE.test(host) && !Object.keys(others).some((name) => ON_THE_WAY.test(name));
