/** Which files may a browser get from us? A fixed list: the page's own, the colours of all our pages, and the two libraries it is written with. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

type StaticFile = { path: string; type: string };

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

const ofPage = (name: string, type = SCRIPT): StaticFile => ({ path: join(__dirname, "page", name), type });

/** The ES module beside what `require` finds. */
const ofPackage = (name: string): StaticFile => ({
  path: require.resolve(name).replace(/\.js$/u, ".module.js"),
  type: SCRIPT,
});

const SCRIPTS = [
  "page",
  "api",
  "blocks",
  "composer",
  "dialogs",
  "draw",
  "icons",
  "live",
  "message",
  "messages",
  "pane",
  "words",
];

const STYLES = ["page", "messages", "controls"];

const FILES: Record<string, StaticFile> = {
  "/sandbox/": ofPage("index.html", "text/html; charset=utf-8"),
  ...Object.fromEntries(STYLES.map((name) => [`/sandbox/${name}.css`, ofPage(`${name}.css`, STYLE)])),
  "/sandbox/colours.css": { path: join(__dirname, "../../web/colours.css"), type: STYLE },
  "/sandbox/icon.svg": ofPage("icon.svg", "image/svg+xml"),
  ...Object.fromEntries(SCRIPTS.map((name) => [`/sandbox/${name}.js`, ofPage(`${name}.js`)])),
  "/sandbox/lib/preact.js": ofPackage("preact"),
  "/sandbox/lib/hooks.js": ofPackage("preact/hooks"),
  "/sandbox/lib/htm.js": ofPackage("htm"),
};

/** Undefined: not on the list. */
export async function loadStatic(path: string): Promise<{ type: string; body: string } | undefined> {
  const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (!file) return undefined;
  const body = await readFile(file.path, "utf8");
  // Browsers know no bare module names, and an import map would be an inline script, which our policy forbids.
  if (!path.startsWith("/sandbox/lib/")) return { type: file.type, body };
  const plain = body
    .replace(/\bfrom\s*"preact"/gu, 'from"./preact.js"')
    .replace(/\n\/\/# sourceMappingURL=.*/u, "");
  return { type: file.type, body: plain };
}
