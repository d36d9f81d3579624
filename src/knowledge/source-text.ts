// Where does the front matter of a markdown file end, and where does its text begin?

/** `front` is the YAML between the `---` lines; both line numbers count from 1 in the file. */
export type SplitFile = {
  front?: string;
  frontLine: number;
  markdown: string;
  markdownLine: number;
  /** The first `---` has no second one. */
  unclosed: boolean;
};

/** Splits a file's text; a byte order mark and Windows line ends are read as if they were not there. */
export function splitFile(raw: string): SplitFile {
  const text = raw.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  const lines = text.split("\n");
  const whole = { frontLine: 1, markdown: text, markdownLine: 1, unclosed: false };
  if (lines[0]?.trimEnd() !== "---") return whole;
  const end = lines.findIndex((line, i) => i > 0 && /^(---|\.\.\.)\s*$/.test(line));
  if (end < 0) return { ...whole, unclosed: true };
  return {
    front: lines.slice(1, end).join("\n"),
    frontLine: 2,
    markdown: lines.slice(end + 1).join("\n"),
    markdownLine: end + 2,
    unclosed: false,
  };
}
