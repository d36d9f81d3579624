/** Do events reach us? In Socket Mode the app's token must open a socket; over HTTP our address must answer Slack's challenge. */
import { createHmac, randomBytes } from "node:crypto";
import { causeOf, patientClient, unreachable } from "./check";
import { ok, problem, type Finding } from "../../finding";
import { EVENTS_PATH } from "../paths";
import { failureName, isTokenRefused, refusalOf } from "../refusals";

/** `app`: the app that the bot belongs to, to tell when both tokens are not of one app. Opens no socket. */
export async function checkSocketMode(
  appToken: string,
  { app, apiUrl }: { app: string | undefined; apiUrl: string | undefined },
): Promise<Finding> {
  const ofApp = /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
  if (app !== undefined && ofApp !== undefined && app !== ofApp)
    return problem(
      `SLACK_APP_TOKEN belongs to the app ${ofApp}, the bot's token to ${app}.`,
      "Take both from the settings of one app.",
    );
  try {
    await patientClient(appToken, apiUrl).apps.connections.open({});
    return ok("Socket Mode is on, and the app's token opens it.");
  } catch (error) {
    if (refusalOf(error) === undefined) return unreachable(error);
    return problem(
      `The app's token does not open Socket Mode (${failureName(error)}).`,
      isTokenRefused(error)
        ? "Make a new one under Basic Information, App-Level Tokens, with the scope connections:write, and put it into SLACK_APP_TOKEN."
        : "Switch Socket Mode on in the app's settings, and give the app-level token the scope connections:write.",
    );
  }
}

const ANSWER_WITHIN_MS = 5_000;

/** Does what Slack does when the address is saved in the app's settings. `address`: without `/slack/events`. */
export async function checkEventAddress(address: string, signingSecret: string, now: Date): Promise<Finding> {
  const url = `${address}${EVENTS_PATH}`;
  const challenge = randomBytes(16).toString("hex");
  const body = JSON.stringify({ type: "url_verification", challenge });
  try {
    const response = await fetch(url, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...signed(body, signingSecret, now) },
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const text = await response.text();
    return response.status === 200 && text.includes(challenge)
      ? ok(`${url} answers as Slack expects.`)
      : wrongAnswer(url, response.status);
  } catch (error) {
    return problem(
      `${url} does not answer (${causeOf(error)}).`,
      "Start the help desk, and look at the proxy, the name's address, the certificate and the firewall. Slack must reach it from the internet.",
    );
  }
}

function signed(body: string, secret: string, now: Date): Record<string, string> {
  const at = String(Math.floor(now.getTime() / 1000));
  const hash = createHmac("sha256", secret).update(`v0:${at}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": at, "x-slack-signature": `v0=${hash}` };
}

function wrongAnswer(url: string, status: number): Finding {
  if (status === 401)
    return problem(
      `${url} takes a signed request for a forged one (401).`,
      "The running help desk has another SLACK_SIGNING_SECRET, or its clock is wrong by more than five minutes.",
    );
  if (status >= 300 && status < 400)
    return problem(
      `${url} sends Slack elsewhere (${status}), where it does not follow.`,
      "Name the final address, with https, in PUBLIC_URL and in the app's settings.",
    );
  if (status === 404)
    return problem(
      `There is nothing at ${url} (404).`,
      "Let the proxy pass /slack/ on to the help desk. In Socket Mode it answers no events there.",
    );
  return problem(
    `${url} does not answer as Slack expects (${status}).`,
    "Look at the log of the help desk and of the proxy; the request's body must arrive unchanged.",
  );
}
