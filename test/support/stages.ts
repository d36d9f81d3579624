/** On which platforms is every story played? */
import { emulateStage } from "./emulate-stage";
import { sandboxStage } from "./sandbox-stage";
import { slackStage } from "./slack-stage";
import type { MakeStage } from "./stage";

export const onEveryStage: [name: string, stage: MakeStage][] = [
  ["the sandbox", sandboxStage],
  ["Slack over HTTP", slackStage("http")],
  ["Slack in Socket Mode", slackStage("socket")],
  ["Slack as emulate plays it", emulateStage],
];
