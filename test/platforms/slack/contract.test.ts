/** Does Slack keep the contract that every platform keeps? Over HTTP and in Socket Mode. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parsePlan } from "../../../src/plan/parse";
import { channelPlace } from "../../../src/platforms/slack/address";
import { openSlackStage } from "../../support/slack-stage";
import { channelId, TEAM, userId } from "../../support/slack-workspace";
import { contractForm, describePlatform, type Harness } from "../contract";

const text = readFileSync(resolve(__dirname, "../../../helpdesk.yaml"), "utf8");

/** A click's own time, `click-2` → 1700000000.000002. */
const tsOf = (once: string): string => `1700000000.${once.replace(/\D/g, "").padStart(6, "0")}`;

async function makeHarness(mode: "http" | "socket"): Promise<Harness> {
  const { plan } = parsePlan("helpdesk.yaml", text);
  if (!plan) throw new Error("The example plan has errors.");
  const stage = await openSlackStage(mode, { plan, formFor: contractForm, now: () => new Date() });
  const people = stage.slack.as(TEAM);
  let platform = stage.open();
  const direct = stage.direct("ana");
  const keyOf = (account: string) => plan.people.find(({ key }) => userId(key) === account)?.key ?? "nobody";
  return {
    platform: () => platform,
    redeliversInOrder: false,
    restart() {
      platform = stage.open();
      stage.slack.sendLost();
    },
    requester: stage.person("ana"),
    technician: stage.person("dana"),
    specialist: stage.person("kofi"),
    direct,
    channel: stage.channel("service-desk"),
    publicChannel: stage.channel("staff-room"),
    mentionOfHelpDesk: stage.mention,
    mentionOfTechnician: `<@${userId("dana")}>`,
    nowhere: channelPlace(TEAM, channelId("no-such-channel")),
    act: {
      post: async (by, to, words, files) => ({
        in: to,
        messageId: await stage.post(keyOf(by.account), to, words, files),
      }),
      edit: (by, { messageId }, words) => stage.edit(keyOf(by.account), messageId, words),
      remove: (by, { messageId }) => stage.remove(keyOf(by.account), messageId),
      async press(by, message, label, once) {
        const where = message.in.id.split("/")[0] ?? "";
        await people.press(by.account, where, message.messageId, label, { actionTs: tsOf(once) });
      },
      submit: (by, message, label, values) =>
        stage.submit(keyOf(by.account), message.in, message.messageId, label, values),
    },
    see: async (by, place) => stage.see(keyOf(by.account), place),
    refuse: (place, retry) => stage.setNetwork(place, retry),
    async close() {
      await platform.stop();
      await stage.close();
    },
  };
}

describePlatform("Slack over HTTP", () => makeHarness("http"));
describePlatform("Slack in Socket Mode", () => makeHarness("socket"));
