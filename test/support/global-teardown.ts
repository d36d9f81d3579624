// What does a test run leave behind? Nothing: no server, no folder, no database on a server that was lent.
import { rmSync } from "node:fs";
import { dropTemplate, stopTestServer } from "./database-server";

export default async function teardown(): Promise<void> {
  const folder = process.env["TIERDESK_TEST_FOLDER"];
  if (folder === undefined) return;
  await dropTemplate();
  await stopTestServer(folder);
  rmSync(folder, { recursive: true, force: true });
}
