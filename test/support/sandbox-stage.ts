/** How is a story played in the sandbox? */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Address } from "../../src/desk/model";
import { createSandbox } from "../../src/platforms/sandbox";
import { channelPlace, directChat, threadUnder } from "../../src/platforms/sandbox/address";
import { deskPerson } from "../../src/platforms/sandbox/setup";
import { castOf } from "../../src/sandbox-cast";
import { shownMessage } from "../platforms/sandbox-setup";
import type { Backstage, Stage } from "./stage";

const log = { warn: () => {}, error: () => {} };

export async function sandboxStage({ plan, formFor, openFile, now }: Backstage): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), "tierdesk-story-"));
  const cast = castOf(plan);
  const sandbox = createSandbox({
    ...cast,
    dataDir,
    helpDeskName: plan.helpDesk,
    formFor,
    now,
    log,
    ...(openFile && { openFile }),
  });
  const { people, network } = sandbox;
  return {
    plan,
    open: () => sandbox,
    async arrived() {
      while (!people.allGiven()) await new Promise((done) => setTimeout(done, 2));
    },
    person: (key) => deskPerson({ ...cast, helpDeskName: plan.helpDesk }, key),
    direct: directChat,
    channel: channelPlace,
    threadUnder,
    mention: `@${plan.helpDesk}`,
    post: (by, place, text, files) => people.post(by, place, text, files),
    edit: (by, message, text) => people.edit(by, message, text),
    remove: (by, message) => people.remove(by, message),
    press: (by, _place, message, label) => people.press(by, message, label),
    submit: (by, _place, message, label, values) => people.submit(by, message, label, values),
    see: (by, place: Address) => people.see(by, place).map(shownMessage),
    setNetwork: (place, state) => network.set(place, state),
    close: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
