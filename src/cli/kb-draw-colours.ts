/** How does a drawn guide read on a light page and on a dark one? Graphviz knows one colour a shape; a style sheet in the picture knows two. */

const STYLE = `<style>
  #guide { --page: #ffffff; --ink: #1f2933; --soft: #52606d; --line: #7b8794; --step: #eef2f7; --edge: #b8c2cc;
    --start: #dbeafe; --start-edge: #2563eb; --good: #dcfce7; --good-edge: #15803d; --ticket: #ffedd5; --ticket-edge: #c2410c;
    --note: #f3e8ff; --note-edge: #7e22ce; }
  @media (prefers-color-scheme: dark) { #guide { --page: #161b22; --ink: #e6edf3; --soft: #b1bac4; --line: #8b949e;
    --step: #21262d; --edge: #545d68; --start: #152f57; --start-edge: #58a6ff; --good: #12361f; --good-edge: #3fb950;
    --ticket: #46240c; --ticket-edge: #f0883e; --note: #321a4d; --note-edge: #bc8cff; } }
  #guide text { fill: var(--ink); font-family: Helvetica, Arial, sans-serif; }
  #guide > text { font-weight: 700; }
  #guide > polygon { fill: var(--page); }
  #guide .edge text { fill: var(--soft); }
  #guide .edge path { stroke: var(--line); }
  #guide .edge polygon { stroke: var(--line); fill: var(--line); }
  #guide .node path, #guide .node polygon, #guide .node ellipse, #guide .node polyline { fill: var(--step); stroke: var(--edge); }
  #guide .start path { fill: var(--start); stroke: var(--start-edge); }
  #guide .end path, #guide .solved ellipse { fill: var(--good); stroke: var(--good-edge); }
  #guide .ticket polygon { fill: var(--ticket); stroke: var(--ticket-edge); }
  #guide .article polygon, #guide .article polyline { fill: var(--note); stroke: var(--note-edge); }
</style>`;

/**
 * Graphviz's own drawing, without the address of its grammar on a foreign server and its own names of boxes and lines, which show at
 * the pointer; with colours and a name for screen readers.
 */
export function drawnInColour(svg: string, title: string): string {
  const from = svg.indexOf("<svg");
  const drawing = from < 0 ? svg : svg.slice(from);
  const name = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return drawing
    .replace("<svg ", `<svg role="img" aria-label="${name}" `)
    .replace(/^<svg[^>]*>/, (open) => `${open}\n${STYLE}`)
    .replaceAll(/<!--[\s\S]*?-->\n?|<title>[^<]*<\/title>\n?/g, "");
}
