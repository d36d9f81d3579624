/** What of a file in Slack can another platform have, whose readers may not be in Slack? */
import { createDeadline } from "../../deadline";
import type { OpenFile } from "../../platform";
import { channelPlace } from "../address";
import type { SlackOptions } from "../options";
import type { Workspaces } from "../workspaces";
import { fetchFile } from "./file-download";
import { speakTo } from "./speaking";

/** Whoever asks is in the middle of a delivery, and still has to put the file into its own service. */
const WITHIN_MS = 6_000;

export function createOpenFile(
  { apiUrl }: Pick<SlackOptions, "apiUrl">,
  workspaces: Workspaces,
  withinMs = WITHIN_MS,
): OpenFile {
  return async (file) => {
    const [team = "", id] = file.id.split("/");
    if (file.platform !== "slack" || id === undefined) return undefined;
    const signal = AbortSignal.timeout(withinMs);
    const deadline = createDeadline("Slack", withinMs, () => performance.now());
    try {
      const speaking = await speakTo(workspaces, channelPlace(team, ""), deadline);
      const fetched = await fetchFile(speaking, file, { apiUrl, signal });
      const link = fetched.link === undefined ? undefined : { link: fetched.link };
      return "data" in fetched ? { data: fetched.data, ...link } : link;
    } catch {
      // The message that it came with does not wait for it.
      return undefined;
    }
  };
}
