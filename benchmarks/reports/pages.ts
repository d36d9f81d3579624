// How long until a page of the dashboard is there? Over HTTP, signed in as the lead of a small school's desk.

import type { Person } from "../../src/desk/model";
import type { Store } from "../../src/store/client";
import { openSession } from "../../src/store/dashboard-sessions";
import { createDashboard } from "../../src/web/dashboard/dashboard";
import { COOKIE } from "../../src/web/dashboard/door";
import { startWebServer } from "../../src/web/server";
import { aPlan, theRules } from "../../test/support/rules";

const DAY = 86_400_000;
const LEAD: Person = {
  platform: "sandbox",
  account: "mira",
  name: "Mira Chen",
  email: "mira@school.example",
};

export type Pages = { list: { name: string; run: () => Promise<void> }[]; close: () => Promise<void> };

export async function servePages({ db }: Store, now: Date): Promise<Pages> {
  const dashboard = createDashboard({
    database: db,
    rulesOf: () => ({ ...theRules(), plan: aPlan(), gaps: [], brokenLinks: [] }),
    now: () => now,
    publicUrl: () => undefined,
    log: console,
  });
  const server = await startWebServer({
    host: "127.0.0.1",
    port: 0,
    platforms: [{ http: dashboard }],
    health: async () => ({ ok: true }),
  });
  const session = await openSession(db, { desk: "main", person: LEAD }, now);
  const get = async (path: string): Promise<void> => {
    const response = await fetch(`${server.url}/dashboard${path}`, {
      headers: { cookie: `${COOKIE}=${session}` },
    });
    const text = await response.text();
    if (response.status !== 200 || !text.includes("</html>")) throw new Error(`${path}: ${response.status}`);
  };
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const spans = [
    ["30 days", "days=30"],
    ["a year", "days=365"],
    ["ten years", `from=${day(now.getTime() - 3650 * DAY)}&to=${day(now.getTime())}`],
  ] as const;
  const pages = ["times", "people?names=show&", "trends", "tier-1", "knowledge"];
  const ofOne = {
    name: "times of a component, ten years",
    run: () => get(`/times?component=network&${spans[2][1]}`),
  };
  const over = pages.flatMap((page) =>
    spans.map(([span, query]) => ({
      name: `${page.split("?")[0]}, ${span}`,
      run: () => get(`/${page}${page.includes("?") ? "" : "?"}${query}`),
    })),
  );
  return { list: [{ name: "now", run: () => get("/") }, ...over, ofOne], close: () => server.close() };
}
