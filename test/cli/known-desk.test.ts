import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neverKnownDesk, unknownDesk } from "../../src/cli/known-desk";
import { openApiDesk } from "../api/setup";

let folder: string;
let env: { TIERDESK_WORKSPACES: string };
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tierdesk-desks-"));
  env = { TIERDESK_WORKSPACES: join(folder, "workspaces.yaml") };
  const entry = (workspace: string) =>
    `{ plan: helpdesk.yaml, knowledge_base: kb, workspaces: [${workspace}] }`;
  await writeFile(env.TIERDESK_WORKSPACES, `desks:\n  north: ${entry("T1")}\n  south: ${entry("T2")}\n`);
});
afterEach(() => rm(folder, { recursive: true }));

it("knows the one desk where no file names several", async () => {
  expect(await unknownDesk("main", {})).toBeUndefined();
  expect(await unknownDesk("north", {})).toEqual({
    text: expect.stringContaining("TIERDESK_WORKSPACES, whose file names several, is not set"),
    exitCode: 1,
  });
});

it("knows those of the file, and says which there are when another is named, or none", async () => {
  expect(await unknownDesk("south", env)).toBeUndefined();
  for (const desk of ["nrth", "main"])
    expect(await unknownDesk(desk, env)).toEqual({
      text: expect.stringMatching(new RegExp(`no desk \`${desk}\`.* names: north, south\\.`)),
      exitCode: 1,
    });
});

it("says that the file cannot be read", async () => {
  const gone = { TIERDESK_WORKSPACES: join(folder, "gone.yaml") };
  await expect(unknownDesk("north", gone)).rejects.toThrow("(TIERDESK_WORKSPACES) cannot be read");
});

it("looks back at a desk that is not served any more as long as it has tickets", async () => {
  const desk = await openApiDesk();
  try {
    const { database } = desk.database;
    await desk.open(1, { desk: "east" });
    expect(await neverKnownDesk("east", env, database)).toBeUndefined();
    expect(await neverKnownDesk("west", env, database)).toMatchObject({ exitCode: 1 });
  } finally {
    await desk.end();
  }
});
