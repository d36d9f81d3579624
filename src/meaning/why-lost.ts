// What does an operator read when texts' meanings cannot be told?

const ALONE = "Questions are matched by their words alone, not by what they mean.";
const OFF = "set TIERDESK_MEANING=off if you want it so";

/** `error`: what it threw, if it did. */
export function whyLost(error: unknown): string {
  const said = messageOf(error)?.split("\n")[0] ?? "without saying why";
  if (/Cannot find (?:module|package) '(?:onnxruntime-node|@lat\.md\/)/.test(said))
    return `${ALONE} The packages for it are not installed: run \`npm ci\` (without --omit=optional), or ${OFF}.`;
  if (/\.node'|\.so\b|\.dylib|dlopen|GLIBC/i.test(said))
    return `${ALONE} ONNX Runtime does not run on this machine (${said}). It runs on Linux with glibc (not Alpine), macOS and Windows: move Tierdesk to one of these, or ${OFF}.`;
  return `${ALONE} The thread that tells meanings has ended (${said}): start Tierdesk again. If it happens again, run \`npm ci\`, or ${OFF}.`;
}

const messageOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "message" in error ? String(error.message) : undefined;
