// What does a test run prepare? The generated client and a name; the database server starts when the first test asks for one.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function setup(): void {
  execFileSync(process.execPath, [join(__dirname, "..", "..", "scripts", "build.mjs"), "client"]);
  const folder = mkdtempSync(join(tmpdir(), "tierdesk-test-"));
  chmodSync(folder, 0o711); // run by root, the server's user must get in
  // Workers inherit these.
  process.env["TIERDESK_TEST_FOLDER"] = folder;
  // The model is for the tests that are about it; the others are to be quick.
  process.env["TIERDESK_MEANING"] = "off";
  process.env["TIERDESK_TEST_RUN"] = randomBytes(4).toString("hex");
}
