/** Does Teams keep the contract that every platform keeps? On our own stand-in for it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parsePlan } from "../../../src/plan/parse";
import { channelPlace } from "../../../src/platforms/teams/address";
import { openTeamsStage } from "../../support/teams-stage";
import { accountId, channelId, TENANT } from "../../support/teams-tenant";
import { contractForm, describePlatform, type Harness } from "../contract";

const text = readFileSync(resolve(__dirname, "../../../helpdesk.yaml"), "utf8");

async function makeHarness(): Promise<Harness> {
  const { plan } = parsePlan("helpdesk.yaml", text);
  if (!plan) throw new Error("The example plan has errors.");
  const stage = await openTeamsStage({ plan, formFor: contractForm, now: () => new Date() });
  let platform = stage.open();
  const keyOf = (account: string) =>
    plan.people.find(({ key }) => accountId(key) === account)?.key ?? "nobody";
  return {
    platform: () => platform,
    redeliversInOrder: false,
    mayPostAgain: true,
    restart() {
      platform = stage.open();
      stage.teams.sendLost();
    },
    requester: stage.person("ana"),
    technician: stage.person("dana"),
    // Teams lets an app add nobody to a team: who is to be pulled in is in it, or is told to be added.
    specialist: stage.person("kofi"),
    direct: stage.direct("ana"),
    channel: stage.channel("service-desk"),
    publicChannel: stage.channel("staff-room"),
    mentionOfHelpDesk: stage.mention,
    mentionOfTechnician: "<at>Dana Brooks</at>",
    nowhere: channelPlace(TENANT, channelId("no-such-channel")),
    act: {
      post: async (by, to, words, files) => ({
        in: to,
        messageId: await stage.post(keyOf(by.account), to, words, files),
      }),
      edit: (by, { messageId }, words) => stage.edit(keyOf(by.account), messageId, words),
      remove: (by, { messageId }) => stage.remove(keyOf(by.account), messageId),
      // The card itself holds what names a click: sent twice, it says the same under two activity ids.
      press: (by, message, label) => stage.press(keyOf(by.account), message.in, message.messageId, label),
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

describePlatform("Teams", makeHarness);
