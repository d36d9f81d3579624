/** What do the tests of deliveries to Slack start from? A small Slack, one workspace, and short words. */
import type { Block, Content } from "../../../src/desk/content";
import type { Delivered } from "../../../src/desk/events";
import type { FileRef } from "../../../src/desk/model";
import { DeliveryError, type Delivery, type OpenFile } from "../../../src/platforms/platform";
import { channelPlace } from "../../../src/platforms/slack/address";
import { createWorkspaces } from "../../../src/platforms/slack/create-workspaces";
import { createDelivering, type Limits } from "../../../src/platforms/slack/delivering/deliver";
import type { Workspaces } from "../../../src/platforms/slack/workspaces";
import type { SlackLog } from "../../../src/platforms/slack/options";
import { startFake, TOKEN, type Fake } from "./delivering-fake";

export const TEAM = "T1";
export const CHANNEL = channelPlace(TEAM, "C1");
/** Before anything that the small Slack's clock says. */
export const BEFORE = new Date("2026-01-01T00:00:00Z");

export type Bench = {
  fake: Fake;
  workspaces: Workspaces;
  logged: string[];
  deliver(delivery: Delivery): Promise<Delivered>;
  post(more?: Partial<Extract<Delivery, { verb: "post" }>>): Promise<Delivered>;
};

export async function openBench(limits: Partial<Limits> = {}, openFile?: OpenFile): Promise<Bench> {
  const fake = await startFake();
  const logged: string[] = [];
  const say = (event: string, facts: object) => void logged.push(`${event} ${JSON.stringify(facts)}`);
  const log: SlackLog = { info: say, warn: say, error: say };
  const workspaces = createWorkspaces({ access: { botToken: TOKEN }, apiUrl: fake.apiUrl }, 1);
  await workspaces.start();
  const options = { apiUrl: fake.apiUrl, log, now: () => new Date(), ...(openFile && { openFile }) };
  const deliver = createDelivering(options, workspaces, limits);
  let keys = 0;
  return {
    fake,
    workspaces,
    logged,
    deliver,
    post: (more = {}) =>
      deliver({
        key: `key-${++keys}`,
        verb: "post",
        to: CHANNEL,
        content: saying("Hello"),
        opensThread: false,
        ...more,
      }),
  };
}

export const saying = (markdown: string, ...more: Block[]): Content => ({
  summary: "A word",
  blocks: [{ kind: "text", markdown }, ...more],
});

/** As many Slack messages as it takes: each paragraph is about 2,800 characters. */
export const longContent = (paragraphs: number): Content =>
  saying(Array.from({ length: paragraphs }, (_, i) => `Paragraph ${i} ${"word ".repeat(560)}`).join("\n\n"));

export const withFiles = (...files: FileRef[]): Content => saying("See the file.", { kind: "files", files });

export async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const outcome = await delivering.then(
    () => "delivered",
    (error: unknown) => error,
  );
  if (outcome instanceof DeliveryError) return outcome;
  throw new Error(`Expected a DeliveryError, got ${String(outcome)}`);
}
