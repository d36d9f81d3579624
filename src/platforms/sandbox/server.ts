/** Which requests does the sandbox answer? Its page, what one person sees, live changes, and what people do. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { deleteMessage, editMessage, openForm, postMessage, pressButton, submitForm } from "./acting";
import type { Acting, Done, Refused } from "./acting";
import { placeKey, readPlace } from "./address";
import { sendFile, sendPicture, takeFile } from "./file-routes";
import { NETWORK_STATES, type NetworkState } from "./network";
import { RequestError, checkRequest, readJson, sendJson, setSecurityHeaders } from "./requests";
import { textOf, textsOf, valuesOf } from "./requests";
import { viewerOf, type Request, type Serving } from "./serving";
import { loadStatic } from "./static-files";
import { roomsOf, viewPlace } from "./view";

/** Messages of a place sent at once; the page asks for more. */
const PAGE_OF_MESSAGES = 100;
const MOST_MESSAGES = 5_000;

type Route = (serving: Serving, request: Request) => void | Promise<void>;

const ROUTES: Record<string, Route> = {
  "GET /sandbox/setup": sendSetup,
  "GET /sandbox/rooms": sendRooms,
  "GET /sandbox/messages": sendMessages,
  "GET /sandbox/changes": ({ live }, { response }) => live.open(response),
  "GET /sandbox/network": ({ network }, { response }) => sendJson(response, 200, network.states()),
  "POST /sandbox/network": setNetwork,
  "POST /sandbox/acts": takeAct,
  "POST /sandbox/form": sendForm,
  "POST /sandbox/files": takeFile,
};

/** Answers one request; never throws. */
export async function serve(
  serving: Serving,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  setSecurityHeaders(response);
  try {
    checkRequest(message, serving.hosts);
    await route(serving, { message, response, url: new URL(message.url ?? "/", "http://sandbox") });
  } catch (error) {
    if (!(error instanceof RequestError))
      serving.log.error(
        { error: error instanceof Error ? error.name : typeof error },
        "A sandbox request failed",
      );
    if (response.headersSent) response.destroy();
    else if (error instanceof RequestError) sendJson(response, error.status, { refused: error.message });
    else sendJson(response, 500, { refused: "This did not work, and nothing was kept. Please try again." });
  }
}

async function route(serving: Serving, request: Request): Promise<void> {
  const { message, response, url } = request;
  const path = url.pathname;
  const method = message.method === "HEAD" ? "GET" : message.method;
  const found = ROUTES[`${method} ${path}`];
  if (found) return found(serving, request);
  if (method !== "GET") throw new RequestError(404, "There is nothing here.");
  if (path.startsWith("/sandbox/files/")) return sendFile(serving, request);
  if (path.startsWith("/sandbox/pictures/")) return sendPicture(serving, request);
  if (path === "/sandbox") {
    response.writeHead(308, { location: "/sandbox/" }).end();
    return;
  }
  const file = await loadStatic(path);
  if (!file) throw new RequestError(404, "There is nothing here.");
  response.writeHead(200, { "content-type": file.type, "cache-control": "no-cache" }).end(file.body);
}

function sendSetup({ acting, suggestions }: Serving, { response }: Request): void {
  const { people, channels, helpDeskName } = acting.setup;
  const rooms = [
    ...people.map(({ account, name }) => ({ place: `direct/${account}`, name: `${name}'s chat` })),
    ...channels.map(({ id, name }) => ({ place: `channel/${id}`, name: `#${name}` })),
  ];
  sendJson(response, 200, { helpDeskName, people, rooms, suggestions });
}

function sendRooms({ acting }: Serving, { response, url }: Request): void {
  sendJson(response, 200, roomsOf(acting.setup, acting.world, viewerOf(acting, url)));
}

function sendMessages({ acting }: Serving, { response, url }: Request): void {
  const place = placeOf(url.searchParams.get("in") ?? "");
  const asked = Number(url.searchParams.get("limit") ?? PAGE_OF_MESSAGES);
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_MESSAGES) : PAGE_OF_MESSAGES;
  const view = viewPlace(acting.setup, acting.world, viewerOf(acting, url), place, limit);
  if (!view) throw new RequestError(404, "This conversation is not open to this person.");
  sendJson(response, 200, view);
}

async function takeAct({ acting }: Serving, { message, response }: Request): Promise<void> {
  const body = await readJson(message);
  const done = act(acting, body);
  sendJson(response, "refused" in done ? 422 : 200, done);
}

function act(acting: Acting, body: Record<string, unknown>): Done | Refused {
  const by = textOf(body, "as");
  const text = (name: string) => textOf(body, name);
  const type = text("act");
  switch (type) {
    case "post":
      return postMessage(acting, by, {
        in: placeOf(text("in")),
        text: text("text"),
        files: textsOf(body, "files"),
      });
    case "edit":
      return editMessage(acting, by, text("message"), text("text"));
    case "delete":
      return deleteMessage(acting, by, text("message"));
    case "press":
      return pressButton(acting, by, {
        message: text("message"),
        button: text("button"),
        once: onceOf(body),
      });
    case "submit": {
      const button = { message: text("message"), button: text("button"), once: onceOf(body) };
      return submitForm(acting, by, { ...button, values: valuesOf(body, "values") });
    }
    default:
      throw new RequestError(400, '"act" must be post, edit, delete, press or submit.');
  }
}

async function sendForm({ acting }: Serving, { message, response }: Request): Promise<void> {
  const body = await readJson(message);
  const opened = openForm(acting, textOf(body, "as"), {
    message: textOf(body, "message"),
    button: textOf(body, "button"),
  });
  sendJson(response, "refused" in opened ? 422 : 200, opened);
}

async function setNetwork({ network, live }: Serving, { message, response }: Request): Promise<void> {
  const body = await readJson(message);
  const place = placeOf(textOf(body, "place"));
  const state = NETWORK_STATES.find((one): one is NetworkState => one === body["state"]);
  if (!state) throw new RequestError(400, `"state" must be one of ${NETWORK_STATES.join(", ")}.`);
  network.set(place, state);
  live.tell(placeKey(place));
  sendJson(response, 200, network.states());
}

function placeOf(text: string) {
  const place = readPlace(text);
  if (!place) throw new RequestError(400, "This is not a place of the sandbox.");
  return place;
}

/** Made by the page: letters, digits and dashes, so that the event's id stays readable. */
function onceOf(body: Record<string, unknown>): string {
  const once = textOf(body, "once");
  if (!/^[\w-]{1,64}$/u.test(once))
    throw new RequestError(400, '"once" must be 1 to 64 letters, digits or dashes.');
  return once;
}
