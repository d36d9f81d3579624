// Is the plan checked once for each night, and told even when nobody could be asked?
import type { DeskEvent } from "../../src/desk/events";
import { createNightlyCheck } from "../../src/chores/nightly-check";
import { quietLog } from "../support/database-server";

const dueAt = new Date("2027-01-12T12:00:00Z");
const finding = { message: "The channel C1 is archived.", fix: "Name another one." };

function checking(ask: (desk: string) => Promise<(typeof finding)[]>, refuses = 0) {
  const told: DeskEvent[] = [];
  const receive = async (event: DeskEvent): Promise<void> => {
    if (refuses-- > 0) throw new Error("The database is away.");
    told.push(event);
  };
  return { told, ...createNightlyCheck({ ask, receive, log: { ...quietLog, error: () => {} } }) };
}

it("tells what was found, under the moment's name", async () => {
  const { told, begin, idle } = checking(async () => [finding]);
  begin("main", dueAt);
  await idle();
  expect(told).toEqual([
    {
      id: "plan-checked/main/2027-01-12T12:00:00.000Z",
      type: "plan_checked",
      at: dueAt,
      desk: "main",
      findings: [finding],
    },
  ]);
});

it("asks once for each desk and moment, however often the clock tells of it", async () => {
  const asked: string[] = [];
  const { told, begin, idle } = checking(async (desk) => {
    asked.push(desk);
    return [];
  });
  begin("a", dueAt);
  begin("a", dueAt);
  begin("b", dueAt);
  await idle();
  begin("a", dueAt);
  begin("a", new Date("2027-01-13T12:00:00Z"));
  await idle();
  expect(asked).toEqual(["a", "b", "a"]);
  expect(told).toHaveLength(3);
});

it("says that nobody could be asked, and goes on the next night", async () => {
  const { told, begin, idle } = checking(() => Promise.reject(new Error("The network is gone.")));
  begin("main", dueAt);
  await idle();
  expect(told).toMatchObject([{ findings: [{ fix: expect.stringContaining("plan check --live") }] }]);
});

it("asks again when what was found could not be stored", async () => {
  const { told, begin, idle } = checking(async () => [finding], 1);
  begin("main", dueAt);
  await idle();
  begin("main", dueAt);
  await idle();
  expect(told).toHaveLength(1);
});

it("tells nothing any more after it was stopped", async () => {
  const { told, begin, stop, idle } = checking(async () => [finding]);
  begin("main", dueAt);
  stop();
  await idle();
  expect(told).toEqual([]);
});
