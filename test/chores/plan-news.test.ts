// Does the desk hear of each edit of its plan, also when the database is away at that moment?
import type { DeskEvent } from "../../src/desk/events";
import { createPlanNews } from "../../src/chores/plan-news";
import type { Problem } from "../../src/plan/plan";
import { quietLog } from "../support/database-server";

const wrong: Problem = { file: "helpdesk.yaml", line: 3, severity: "error", message: "No.", fix: "Yes." };
const now = () => new Date("2027-01-12T12:00:00Z");
const log = { ...quietLog, error: () => {} };
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** `away()`: whether the database is. */
async function telling(away: () => boolean) {
  const told: DeskEvent[] = [];
  const news = createPlanNews(5);
  const receive = async (event: DeskEvent): Promise<void> => {
    if (away()) throw new Error("The database is away.");
    told.push(event);
  };
  await news.start({ desks: [], receive, now, log });
  return { told, news };
}

it("tells again what could not be stored, and only how the plan is by then", async () => {
  let isAway = true;
  const { told, news } = await telling(() => isAway);
  news.changed("main", [wrong, wrong]);
  news.changed("main", [wrong]);
  await wait(30);
  expect(told).toEqual([]);
  isAway = false;
  await wait(30);
  news.stop();
  expect(told.map((event) => event.type === "plan_read" && event.errors.length)).toEqual([1]);
});

it("tells nothing any more after it was stopped", async () => {
  let isAway = true;
  const { told, news } = await telling(() => isAway);
  news.changed("main", [wrong]);
  await wait(1);
  news.stop();
  isAway = false;
  await wait(30);
  expect(told).toEqual([]);
});
