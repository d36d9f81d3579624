/** Which request to the dashboard goes where? Nothing but the door is open to those who are not signed in. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { dashboardRole } from "../../desk/dashboard";
import type { Platform } from "../../platforms/platform";
import { errorName } from "../../store/transaction";
import { page, send, type Answer } from "./answer";
import { audit, isOurs, mountOf, showSignIn, signIn, signOut, visitorOf, type House } from "./door";
import * as doorPages from "./door-pages";
import { readFilter } from "./filter";
import { createGuesses } from "./guesses";
import { pageAt } from "./pages/all";
import { askerOf } from "./request";
import { showPage } from "./showing";
import { assetAt } from "./style";
import type { Visit } from "./visit";

/** Below this path in our own server, wherever a proxy shows it to the world. */
const PATH = "/dashboard";

type Guesses = ReturnType<typeof createGuesses>;
type Log = { error: (event: string, facts: Record<string, unknown>) => void };

export function createDashboard(house: House & { log: Log }): NonNullable<Platform["http"]> {
  const guesses = createGuesses(house.now);
  return {
    path: PATH,
    handle(request: IncomingMessage, response: ServerResponse) {
      answer(house, guesses, request)
        .catch((error: unknown) => {
          house.log.error("dashboard.failed", { error: errorName(error) });
          return page(500, doorPages.wentWrong(mountOf(house)));
        })
        .then((answered) => send(request, response, answered))
        .catch(() => response.destroy());
    },
  };
}

async function answer(house: House, guesses: Guesses, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? PATH, "http://localhost");
  const path = url.pathname.slice(PATH.length);
  if (path === "/sign-in") return atSignIn(house, guesses, request, url);
  if (request.method === "POST") return posted(house, request, path);
  if (request.method !== "GET" && request.method !== "HEAD")
    return { status: 405, headers: { allow: "GET, HEAD, POST" } };
  return assetAt(path) ?? shown(house, request, url, path === "" ? "/" : path);
}

async function atSignIn(house: House, guesses: Guesses, request: IncomingMessage, url: URL): Promise<Answer> {
  const from = askerOf(request);
  if (guesses.isTooMany(from)) return page(429, doorPages.tooMany(mountOf(house)));
  if (request.method === "POST" && !isOurs(house, request))
    return page(403, doorPages.refused(mountOf(house)));
  const answered =
    request.method === "POST"
      ? await signIn(house, request)
      : await showSignIn(house, url.searchParams.get("code") ?? "");
  if (answered.status === 410) guesses.missed(from);
  return answered;
}

async function posted(house: House, request: IncomingMessage, path: string): Promise<Answer> {
  if (!isOurs(house, request)) return page(403, doorPages.refused(mountOf(house)));
  if (path === "/sign-out") return signOut(house, request, false);
  if (path === "/sign-out-everywhere") return signOut(house, request, true);
  return page(404, doorPages.nothingHere(mountOf(house)));
}

async function shown(house: House, request: IncomingMessage, url: URL, path: string): Promise<Answer> {
  const mount = mountOf(house);
  const visitor = await visitorOf(house, request);
  if (!visitor) return page(401, doorPages.askTheBot(mount));
  const { desk, person, rules } = visitor;
  const role = rules && dashboardRole(rules.plan, person);
  if (!rules || !role) return page(403, doorPages.notAnyMore(mount));
  const { plan, knowledge, gaps = [], brokenLinks = [] } = rules;
  const now = house.now();
  const query = url.searchParams;
  const filter = readFilter(query, plan, now);
  const visit: Visit = {
    database: house.database,
    desk,
    plan,
    knowledge,
    gaps,
    brokenLinks,
    person,
    role,
    now,
    mount,
    filter,
    query,
  };
  const asked = pageAt(path);
  const isAllowed = asked && (!asked.onlyAll || role === "all");
  const record = (action: Parameters<typeof audit>[2], subject: string) =>
    audit(house, visitor, action, subject);
  const found = isAllowed ? await showPage(visit, asked, record) : undefined;
  return found ?? page(404, doorPages.nothingHere(mount));
}
