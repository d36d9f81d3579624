/** Do activities reach us? Our address must answer, and refuse what nobody signed. */
import { ok, problem, type Finding } from "../../finding";
import { messagingEndpoint } from "./addresses";
import { causeOf } from "./cause";

const ANSWER_WITHIN_MS = 5_000;

/** Nothing comes of it, even where it is taken. */
const UNSIGNED = {
  type: "event",
  name: "tierdesk/check",
  channelId: "msteams",
  serviceUrl: "https://example.com",
};

/** `address`: as `httpsAddress` gives it. */
export async function checkEndpoint(address: string): Promise<Finding> {
  const url = messagingEndpoint(address);
  try {
    const { status } = await fetch(url, {
      method: "POST",
      body: JSON.stringify(UNSIGNED),
      headers: { "content-type": "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return status === 401
      ? ok(`${url} answers, and refuses what is not signed. It must be the Azure Bot's messaging endpoint.`)
      : wrongAnswer(url, status);
  } catch (error) {
    return problem(
      `${url} does not answer (${causeOf(error)}).`,
      "Start the help desk, and look at the proxy, the name's address, the certificate and the firewall. Microsoft must reach it from the internet.",
    );
  }
}

function wrongAnswer(url: string, status: number): Finding {
  if (status >= 200 && status < 300)
    return problem(
      `${url} takes what nobody signed (${status}).`,
      "Something else answers there, or the running help desk has TEAMS_ALLOW_ANONYMOUS: whoever reaches it could speak as anybody.",
    );
  if (status >= 300 && status < 400)
    return problem(
      `${url} sends Teams elsewhere (${status}), where it does not follow.`,
      "Name the final address, with https, in PUBLIC_URL and in the Azure Bot.",
    );
  if (status === 404)
    return problem(
      `There is nothing at ${url} (404).`,
      "Let the proxy pass /api/messages on to the help desk, and start that with the settings of Teams.",
    );
  return problem(
    `${url} does not answer as it should (${status}).`,
    "Look at the log of the help desk and of the proxy. The header Authorization and the body must arrive unchanged.",
  );
}
