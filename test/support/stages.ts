/** On which platforms is every story played? */
import { emulateStage } from "./emulate-stage";
import { playgroundStage } from "./playground-stage";
import { sandboxStage } from "./sandbox-stage";
import { slackStage } from "./slack-stage";
import type { MakeStage } from "./stage";
import { teamsStage } from "./teams-stage";

/** Where .ci/run has unpacked the Agents Playground: stories are played on that alone. */
const playground = process.env["PLAYGROUND"];

/** For another database than the embedded one: it does not know from which platform things come. */
const sandboxOnly = process.env["TIERDESK_STAGES"] === "sandbox";

export const onEveryStage: [name: string, stage: MakeStage][] = sandboxOnly
  ? [["the sandbox", sandboxStage]]
  : playground
    ? [["the Agents Playground", (backstage) => playgroundStage(playground, backstage)]]
    : [
        ["the sandbox", sandboxStage],
        ["Slack over HTTP", slackStage("http")],
        ["Slack in Socket Mode", slackStage("socket")],
        ["Slack as emulate plays it", emulateStage],
        ["Teams", teamsStage()],
      ];
