// Does the line that says "I am looking" go away again?
import { createStatuses } from "../../../src/platforms/slack/receiving/statuses";
import { fakeWorkspace, testOptions } from "./receiving-setup";

const place = { channel: "D0ANA", user: "U0ANA", thread: "1769500801.000100" };

const shown = (workspace: ReturnType<typeof fakeWorkspace>) =>
  workspace.calls.map((call) => call.arguments["status"]);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Shown, after the moment in which most answers come. */
async function show(
  statuses: ReturnType<typeof createStatuses>,
  workspace: ReturnType<typeof fakeWorkspace>,
) {
  const showing = statuses.show(workspace, place);
  await jest.advanceTimersByTimeAsync(300);
  await showing;
}

test("never comes when the answer does soon", async () => {
  const workspace = fakeWorkspace();
  const statuses = createStatuses(testOptions().log);
  const showing = statuses.show(workspace, place);
  await jest.advanceTimersByTimeAsync(299);
  statuses.clear("U0ANA", place.thread);
  await showing;
  await jest.runAllTimersAsync();
  expect(shown(workspace)).toEqual([]);
});

test("after a while, when nothing is posted", async () => {
  const workspace = fakeWorkspace();
  await show(createStatuses(testOptions().log), workspace);
  await jest.runAllTimersAsync();
  expect(shown(workspace)).toEqual([expect.stringContaining("looking"), ""]);
});

test.each(["D0ANA", "U0ANA"])("by Slack itself when something is posted to %s", async (chat) => {
  const workspace = fakeWorkspace();
  const statuses = createStatuses(testOptions().log);
  await show(statuses, workspace);
  statuses.clear(chat, place.thread);
  await jest.runAllTimersAsync();
  expect(shown(workspace)).toHaveLength(1);
});

test("by us when the answer was posted before Slack had put it there", async () => {
  const workspace = fakeWorkspace();
  const statuses = createStatuses(testOptions().log);
  const showing = statuses.show(workspace, place);
  jest.advanceTimersByTime(300);
  await Promise.resolve();
  statuses.clear("U0ANA", place.thread);
  await showing;
  expect(shown(workspace)).toEqual([expect.stringContaining("looking"), ""]);
});

test("an answer in another thread leaves it", async () => {
  const workspace = fakeWorkspace();
  const statuses = createStatuses(testOptions().log);
  await show(statuses, workspace);
  statuses.clear("U0ANA", "1769500999.000100");
  await jest.runAllTimersAsync();
  expect(shown(workspace)).toHaveLength(2);
});
