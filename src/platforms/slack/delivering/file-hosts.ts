/** Where may a file come from, or go to? Slack's own servers only: our token goes along. */

const HOSTS = ["slack.com", "files.slack.com"];
const DOMAINS = [".slack-edge.com"];

/** `apiUrl`: where Slack's Web API is reached, when not at Slack itself; files are then reached there too. */
export function isSlackHost(url: URL, apiUrl: string | undefined): boolean {
  const api = apiUrl === undefined ? undefined : new URL(apiUrl);
  if (api && url.host === api.host) return url.protocol === api.protocol;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return HOSTS.includes(url.hostname) || DOMAINS.some((domain) => url.hostname.endsWith(domain));
}
