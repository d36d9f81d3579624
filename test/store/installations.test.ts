// Are tokens of workspaces kept sealed, replaced, removed and sealed anew?
import { randomBytes } from "node:crypto";
import { createInstallations, type InstallationStore } from "../../src/store/installations";
import { createSealer } from "../../src/store/sealing";
import { createTestDatabase, type TestDatabase } from "../support/database";

const older = randomBytes(32);
const key = randomBytes(32);
const school = {
  team: "T1",
  teamName: "Lakeside",
  token: "xoxb-lakeside",
  user: "UBOT",
  scopes: ["chat:write", "commands"],
};

let db: TestDatabase;
let installations: InstallationStore;

beforeEach(async () => {
  db = await createTestDatabase();
  installations = createInstallations(db.database, "slack", createSealer([older]));
});
afterEach(() => db.drop());

/** All that somebody reads who gets hold of the table. */
const table = async (): Promise<string> => JSON.stringify(await db.database.installation.findMany());

it("finds what was saved, and nothing for a workspace that has not installed the app", async () => {
  await installations.save(school);
  expect(await installations.find("T1")).toEqual(school);
  expect(await installations.find("T2")).toBeUndefined();
});

it("keeps no token readable in the database", async () => {
  await installations.save(school);
  expect(await table()).toContain("Lakeside");
  expect(await table()).not.toContain("xoxb");
});

it("a workspace that installs again has the new token, once", async () => {
  await installations.save(school);
  await installations.save({ ...school, teamName: "Lakeside SD", token: "xoxb-new" });
  expect(await installations.find("T1")).toMatchObject({ token: "xoxb-new" });
  expect(await installations.list()).toEqual([{ team: "T1", teamName: "Lakeside SD" }]);
});

it("forgets a workspace that removed the app, and no other; a second time does nothing", async () => {
  await installations.save(school);
  await installations.save({ ...school, team: "T2" });
  await installations.remove("T1");
  await installations.remove("T1");
  expect(await installations.list()).toEqual([{ team: "T2", teamName: "Lakeside" }]);
});

it("one platform does not see another's", async () => {
  await installations.save(school);
  const others = createInstallations(db.database, "teams", createSealer([older]));
  expect(await others.list()).toEqual([]);
  expect(await others.find("T1")).toBeUndefined();
});

it("a token moved to another workspace's row does not open there", async () => {
  await installations.save(school);
  await installations.save({ ...school, team: "T2", token: "xoxb-other" });
  const row = await db.database.installation.findUniqueOrThrow({ where: { id: "slack/T1" } });
  await db.database.installation.update({ where: { id: "slack/T2" }, data: { sealed: row.sealed } });
  await expect(installations.find("T2")).rejects.toThrow("slack/T2 is not as it was sealed");
});

describe("when the key is changed", () => {
  beforeEach(async () => {
    await installations.save(school);
    await installations.save({ ...school, team: "T2", token: "xoxb-other" });
  });

  it("everything is sealed anew once, and then opens without the older key", async () => {
    const rotating = createInstallations(db.database, "slack", createSealer([key, older]));
    expect(await rotating.reseal()).toBe(2);
    expect(await rotating.reseal()).toBe(0);
    const after = createInstallations(db.database, "slack", createSealer([key]));
    expect(await after.find("T1")).toEqual(school);
    expect(await after.find("T2")).toMatchObject({ token: "xoxb-other" });
  });

  it("all that cannot be opened is named, and left as it is", async () => {
    const before = await table();
    const without = createInstallations(db.database, "slack", createSealer([key]));
    await expect(without.reseal()).rejects.toThrow(/slack\/T1[^]*slack\/T2/);
    expect(await table()).toBe(before);
  });

  it("a lost key does not keep the others from being sealed anew; its workspace installs again", async () => {
    await createInstallations(db.database, "slack", createSealer([randomBytes(32)])).save({
      ...school,
      team: "T3",
    });
    const rotating = createInstallations(db.database, "slack", createSealer([key, older]));
    const lost: string[] = [];
    expect(await rotating.reseal((error) => void lost.push(error.message))).toBe(2);
    expect(lost).toEqual([expect.stringContaining("slack/T3")]);
    await rotating.save({ ...school, team: "T3" });
    expect(await rotating.find("T3")).toEqual({ ...school, team: "T3" });
  });
});
