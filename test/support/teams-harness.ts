/** How is the platform contract tried on a Teams? People of the example plan, on any stage that plays it. */
import type { Address } from "../../src/desk/model";
import type { EscalationPlan } from "../../src/plan/plan";
import type { Harness } from "../platforms/contract";
import type { Stage } from "./stage";
import { accountId } from "./teams-tenant";

/** `sendLost`: sends again what was not taken before a restart. */
export function teamsHarness(
  stage: Stage & { sendLost(): void },
  plan: EscalationPlan,
  nowhere: Address,
): Harness {
  let platform = stage.open();
  const keyOf = (account: string) =>
    plan.people.find(({ key }) => accountId(key) === account)?.key ?? "nobody";
  return {
    platform: () => platform,
    redeliversInOrder: false,
    mayPostAgain: true,
    ...(stage.hidesMarks && { hidesMarks: true }),
    restart() {
      platform = stage.open();
      stage.sendLost();
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
    nowhere,
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
