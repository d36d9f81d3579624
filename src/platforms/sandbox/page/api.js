/** How does the page talk to the sandbox? Every answer is data, or a Refusal with words for the person. */

export class Refusal extends Error {
  name = "Refusal";
  /** @param {string} message @param {Record<string, string>} fields what to put right, by form field */
  constructor(message, fields = {}) {
    super(message);
    this.fields = fields;
  }
}

const UNREACHABLE =
  "The sandbox does not answer. What you typed is still here; please try again in a moment.";

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/sandbox/${path}`, options);
  } catch {
    throw new Refusal(UNREACHABLE);
  }
  const body = await response.json().catch(() => ({ refused: UNREACHABLE }));
  if (!response.ok) throw new Refusal(body.refused ?? UNREACHABLE, body.fields);
  return body;
}

const query = (values) => new URLSearchParams(values).toString();

const send = (path, body) =>
  ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

export const loadSetup = () => ask("setup");
export const loadRooms = (as) => ask(`rooms?${query({ as })}`);
export const loadMessages = (as, place, limit) => ask(`messages?${query({ as, in: place, limit })}`);
export const loadNetwork = () => ask("network");
export const setNetwork = (place, state) => send("network", { place, state });
export const loadForm = (as, message, button) => send("form", { as, message, button });
export const act = (as, type, what) => send("acts", { as, act: type, ...what });

export const upload = (as, file) =>
  ask(`files?${query({ as, name: file.name })}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: file,
  });

/** A one-time id: names one click or one opened form. Works without a secure context too. */
export const newOnce = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
