/** What does somebody read who has installed the app, or tried to? A short page of our own: escaped, without scripts. */
import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** Plain text, all of it; `next` is what to do now. */
export type Page = {
  status: number;
  title: string;
  text: string;
  next: string;
  link?: { to: string; label: string };
};

/** Both pages stand in one folder, wherever a proxy puts that. */
const TO_INSTALL = "install";

export const done = (name: string, team: string): Page => ({
  status: 200,
  title: "The help desk is installed",
  text: `It now works in ${name}.`,
  next: "You can close this page. In Slack it is under Apps; invite it to the channels that your escalation plan names.",
  link: { to: `https://app.slack.com/client/${encodeURIComponent(team)}`, label: "Open Slack" },
});

const again = { to: TO_INSTALL, label: "Try again" };

/** By what Slack's own library calls the failure. */
export function failed(error: unknown): Page {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code.endsWith("authorization_error"))
    return {
      status: 200,
      title: "Nothing was installed",
      text: "You did not agree at Slack.",
      next: "Close this page, or try again.",
      link: again,
    };
  if (/_(?:invalid_state|missing_state|missing_code)$/.test(code))
    return {
      status: 400,
      title: "Nothing was installed",
      text: "This page was opened too late, in another browser, or without cookies.",
      next: "Begin again, and finish within ten minutes in the same browser.",
      link: again,
    };
  return {
    status: 500,
    title: "Nothing was installed",
    text: "Slack did not give us a token, or we could not keep it.",
    next: "Try again. If it stays so, the log of the help desk has the reason.",
    link: again,
  };
}

export const notHere = (status: number): Page => ({
  status,
  title: "There is nothing here",
  text: "Nothing is answered at this address.",
  next: "To install the app, open the address below.",
  link: { to: TO_INSTALL, label: "Install" },
});

export const wholeOrganisation: Page = {
  status: 403,
  title: "Not for a whole organisation",
  text: "The app was installed for a whole organisation. The help desk works for one workspace at a time. Nothing was kept.",
  next: "Install it again, and choose a single workspace.",
  link: { to: TO_INSTALL, label: "Install again" },
};

export const notServed = (team: string): Page => ({
  status: 403,
  title: "This workspace is not served here",
  text: `Nobody has said which help desk serves the workspace ${team}. Nothing was kept.`,
  next: "Ask the people who run the help desk to add it, then install again.",
});

const STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color:#1d1c1d}";

/** Nothing is loaded or run but the one style sheet, and nobody frames the page. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export function showPage(response: ServerResponse, page: Page): void {
  response.writeHead(page.status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    // The address of the page holds a code of Slack's.
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end(html(page));
}

function html({ title, text, next, link }: Page): string {
  const go =
    link === undefined ? "" : `<p><a href="${escapeHtml(link.to)}">${escapeHtml(link.label)}</a></p>`;
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>` +
    `<body><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p><p>${escapeHtml(next)}</p>${go}</body></html>`
  );
}

const ESCAPED: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ESCAPED[char] ?? char);
