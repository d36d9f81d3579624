/** Which files may a browser keep? The style sheet and the icon: their address changes with their text. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Answer } from "./answer";

type Asset = { type: string; text: string; version: string };

/** Files one after the other. */
const read = (files: string[], type: string): Asset => {
  const text = files.map((file) => readFileSync(join(__dirname, file), "utf8")).join("\n");
  return { type, text, version: createHash("sha256").update(text).digest("base64url").slice(0, 10) };
};

let assets: Record<string, Asset> | undefined;

/** Read once, at the first page. */
const all = (): Record<string, Asset> =>
  (assets ??= {
    "/style.css": read(["../colours.css", "style.css"], "text/css; charset=utf-8"),
    "/icon.svg": read(["icon.svg"], "image/svg+xml"),
  });

export const stylePath = (mount: string): string =>
  `${mount}/style.css?v=${all()["/style.css"]?.version ?? ""}`;

/** Undefined: no such file. */
export function assetAt(path: string): Answer | undefined {
  const asset = Object.hasOwn(all(), path) ? all()[path] : undefined;
  if (!asset) return undefined;
  const headers = { "cache-control": "public, max-age=86400" };
  return { status: 200, type: asset.type, body: asset.text, headers };
}
