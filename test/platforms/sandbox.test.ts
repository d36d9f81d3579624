/** Does the sandbox keep the contract that every platform keeps? */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "../../src/desk/model";
import { createSandbox } from "../../src/platforms/sandbox";
import { channelPlace, directChat } from "../../src/platforms/sandbox/address";
import { deskPerson } from "../../src/platforms/sandbox/setup";
import { contractForm, describePlatform, type Harness } from "./contract";
import { exampleSetup, shownMessage } from "./sandbox-setup";

const person = (account: string) => deskPerson(exampleSetup, account);

async function makeHarness(): Promise<Harness> {
  const dataDir = await mkdtemp(join(tmpdir(), "sandbox-contract-"));
  const make = () => createSandbox({ ...exampleSetup, dataDir, formFor: contractForm });
  let sandbox = make();
  return {
    platform: () => sandbox,
    restart: () => {
      sandbox = make();
    },
    redeliversInOrder: true,
    requester: person("ana"),
    technician: person("dana"),
    specialist: person("kofi"),
    direct: directChat("ana"),
    channel: channelPlace("service-desk"),
    publicChannel: channelPlace("staff-room"),
    mentionOfHelpDesk: "@Lakeside Help Desk",
    mentionOfTechnician: "@Dana Brooks",
    nowhere: channelPlace("no-such-channel"),
    act: {
      async post(by, to: Address, text, files) {
        return { in: to, messageId: await sandbox.people.post(by.account, to, text, files) };
      },
      edit: (by, { messageId }, text) => sandbox.people.edit(by.account, messageId, text),
      remove: (by, { messageId }) => sandbox.people.remove(by.account, messageId),
      press: (by, { messageId }, label, once) => sandbox.people.press(by.account, messageId, label, once),
      submit: (by, { messageId }, label, values) =>
        sandbox.people.submit(by.account, messageId, label, values),
    },
    see: async (by, place) => sandbox.people.see(by.account, place).map(shownMessage),
    refuse: (place, retry) => sandbox.network.set(place, retry),
    async close() {
      await sandbox.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

describePlatform("The sandbox", makeHarness);
