// Which links of the articles lead nowhere? Within the knowledge base only: what is on the web is not fetched.

import type Token from "markdown-it/lib/token.mjs";
import type { Problem } from "./article";
import { didYouMean } from "./did-you-mean";
import { OPEN_TICKET, SOLVED } from "./guide-places";
import { markdownTokens, plainText, slugOf } from "./sections";
import { splitFile } from "./source-text";

/** A link or picture that leads nowhere, where it stands. `target`: as it was written. */
export type BrokenLink = { file: string; line: number; target: string; why: string; fix: string };

/** What a file links to, and what others may link to in it. */
type FileLinks = { links: { target: string; line: number }[]; anchors: ReadonlySet<string> };

/** By their path. Files that did not change are the same objects. */
type Files = ReadonlyMap<string, { text: string }>;

/** A file that did not change is looked through once. */
const known = new WeakMap<{ text: string }, FileLinks>();

/** Paths that links lead to and that are no file with articles: whether they are there, only the disk can tell. */
export function linkedElsewhere(files: Files): string[] {
  const paths = [...files].flatMap(([file, read]) =>
    linksOf(read).links.flatMap(({ target }) => placeOf(file, target)?.path ?? []),
  );
  return [...new Set(paths)].filter((path) => !files.has(path));
}

/** `isThere`: of what `linkedElsewhere` names. */
export function brokenLinks(files: Files, isThere: (path: string) => boolean): BrokenLink[] {
  return [...files].flatMap(([file, read]) =>
    linksOf(read).links.flatMap(({ target, line }): BrokenLink[] => {
      const place = placeOf(file, target);
      const broken = place && whyBroken(place, files, isThere);
      return broken ? [{ file, line, target, ...broken }] : [];
    }),
  );
}

export const linkProblem = ({ file, line, target, why, fix }: BrokenLink): Problem => ({
  file,
  line,
  severity: "warning",
  message: `The link \`${target}\` leads nowhere: ${why}`,
  fix,
});

type Place = { path: string; anchor?: string };

function whyBroken(
  { path, anchor }: Place,
  files: Files,
  isThere: (path: string) => boolean,
): { why: string; fix: string } | undefined {
  const page = files.get(path);
  if (!page) {
    if (isThere(path)) return undefined;
    const near = nearestFile(path, [...files.keys()]);
    return {
      why: `there is no ${path}.`,
      fix:
        near === undefined ? "Write where the file is now, or take the link out." : `Did you mean ${near}?`,
    };
  }
  const { anchors } = linksOf(page);
  if (anchor === undefined || anchors.has(anchor)) return undefined;
  const near = didYouMean(anchor, [...anchors]);
  return {
    why: `${path} has no heading #${anchor}.`,
    fix:
      near === undefined
        ? "Write it as the heading is now, in small letters with hyphens."
        : `Did you mean #${near}?`,
  };
}

/** A file that moved, or one whose name is a slip away. */
function nearestFile(path: string, files: readonly string[]): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return files.find((file) => file.endsWith(`/${name}`)) ?? didYouMean(path, files);
}

/** Within the folder, by GitHub's rules. Undefined: it leads to the web, to a mailbox, or begins at the root of nobody knows what. */
function placeOf(file: string, target: string): Place | undefined {
  if (/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(target)) return undefined;
  const [written = "", anchor] = target.split("#", 2);
  const path = decoded(written.replace(/\?.*$/, ""));
  const named = anchor === undefined || anchor === "" ? {} : { anchor: decoded(anchor).toLowerCase() };
  if (path === "") return { path: file, ...named };
  return { path: joined(file, path), ...named };
}

/** What stands in a link is percent-encoded; a sign that is not is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `a/b.md` and `../c.md` is `c.md`; what leads out of the folder begins with `../`. */
function joined(file: string, path: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/") || ".";
}

function linksOf(read: { text: string }): FileLinks {
  const before = known.get(read);
  if (before) return before;
  const { front = "", markdown, markdownLine } = splitFile(read.text);
  const tokens = markdownTokens(markdown);
  const inline = tokens.filter(({ type }) => type === "inline");
  const headings = tokens.filter((_, i) => tokens[i - 1]?.type === "heading_open");
  const found: FileLinks = {
    links: inline.flatMap((token) => linksIn(token, markdownLine)),
    anchors: new Set([
      ...slugsOf(headings.map(plainText)),
      ...[...markdown.matchAll(/<[a-z][^<>]*\s(?:id|name)=["']([^"'<>]+)["']/gi)].map(([, name = ""]) =>
        name.toLowerCase(),
      ),
      // A guide's ends.
      ...(/^guide:\s*true/m.test(front) ? [OPEN_TICKET, SOLVED] : []),
    ]),
  };
  known.set(read, found);
  return found;
}

function linksIn({ children, map }: Token, firstLine: number): FileLinks["links"] {
  let line = firstLine + (map?.[0] ?? 0);
  return (children ?? []).flatMap((child) => {
    if (child.type === "softbreak" || child.type === "hardbreak") line++;
    const target = child.attrGet(child.type === "image" ? "src" : "href");
    return (child.type === "image" || child.type === "link_open") && target ? [{ target, line }] : [];
  });
}

/** The second heading of a name gets a number. */
function slugsOf(titles: readonly string[]): string[] {
  const times = new Map<string, number>();
  return titles.map((title) => {
    const slug = slugOf(title);
    const before = times.get(slug) ?? 0;
    times.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}
