/** Does Teams keep the contract that every platform keeps, with a client that nobody here wrote? */
import { channelPlace } from "../../src/platforms/teams/address";
import { playgroundStage } from "../support/playground-stage";
import { CHANNELS } from "../support/playground/tenant";
import { examplePlan } from "../support/story";
import { accountId, TENANT } from "../support/teams-tenant";
import { contractForm, describePlatform, type Harness } from "../platforms/contract";

const program = process.env["PLAYGROUND"] ?? "";

async function makeHarness(): Promise<Harness> {
  const plan = examplePlan();
  const stage = await playgroundStage(program, { plan, formFor: contractForm, now: () => new Date() });
  stage.meetAll();
  let platform = stage.open();
  const keyOf = (account: string) =>
    plan.people.find(({ key }) => accountId(key) === account)?.key ?? "nobody";
  return {
    platform: () => platform,
    redeliversInOrder: false,
    mayPostAgain: true,
    hidesMarks: true,
    restart() {
      platform = stage.open();
      stage.sendLost();
    },
    requester: stage.person("ana"),
    technician: stage.person("dana"),
    specialist: stage.person("kofi"),
    direct: stage.direct("ana"),
    channel: stage.channel("service-desk"),
    publicChannel: stage.channel("staff-room"),
    mentionOfHelpDesk: stage.mention,
    mentionOfTechnician: "<at>Dana Brooks</at>",
    nowhere: channelPlace(TENANT, CHANNELS["nowhere"] ?? "19:nowhere@thread.tacv2"),
    act: {
      post: async (by, to, words, files) => ({
        in: to,
        messageId: await stage.post(keyOf(by.account), to, words, files),
      }),
      edit: (by, { messageId }, words) => stage.edit(keyOf(by.account), messageId, words),
      remove: (by, { messageId }) => stage.remove(keyOf(by.account), messageId),
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

describePlatform("Teams on the Agents Playground", makeHarness);
