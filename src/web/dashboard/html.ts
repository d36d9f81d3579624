/**
 * How is a page written? Templates of htm, drawn by Preact on our side: every text in them is escaped. Both are required, not imported:
 * Preact's types would bring a browser's globals into the whole program.
 */

/** A piece of a page. Its parts are Preact's business. */
export type Html = { props: object };

type Template = (strings: TemplateStringsArray, ...values: unknown[]) => Html;

const { h } = require("preact") as { h: unknown };
const { renderToString } = require("preact-render-to-string") as { renderToString: (page: Html) => string };
const htm = require("htm") as { bind(create: unknown): Template };

export const html: Template = htm.bind(h);

export const draw = (page: Html): string => `<!doctype html>\n${renderToString(page)}`;

/** For what was drawn by us already: a chart. Never for anybody's words. */
export const drawn = (svg: string) => ({ __html: svg });
