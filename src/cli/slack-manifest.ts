/** `tierdesk slack manifest`: what is pasted into Slack's "From an app manifest", for this way of running? */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { manifestFor, readAddress, type Manifest } from "../platforms/slack/installing/manifest-variants";
import type { Outcome } from "./refusing";

/** Without options: the file as it is, with an example's address in it. */
export function slackManifest(options: { socket?: true; url?: string }): Outcome {
  const manifest = JSON.parse(readFileSync(MANIFEST, "utf8")) as Manifest;
  const address = options.url === undefined ? undefined : readAddress(options.url);
  if (options.url !== undefined && address === undefined)
    return {
      text: "--url must be the address Slack reaches the help desk at, with https and nothing after it: --url https://helpdesk.example.com",
      exitCode: 1,
    };
  const isAsItIs = address === undefined && options.socket === undefined;
  const variant = { socket: options.socket ?? false, ...(address !== undefined && { address }) };
  return { text: JSON.stringify(isAsItIs ? manifest : manifestFor(manifest, variant), null, 2), exitCode: 0 };
}

/** From src/cli and from dist/cli alike. */
const MANIFEST = join(__dirname, "..", "..", "manifest.json");
