// Where do measured figures go: to the terminal, and with `--write` into a page of benchmarks/?

import { readFile, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { resolve } from "node:path";

/** Text by the name of its place: `<!-- name -->` above and `<!-- /name -->` below it. */
export type Sections = Record<string, string>;

/** Every place must be there: a figure that goes nowhere would look as if it had been renewed. */
export function replaceSections(markdown: string, sections: Sections): string {
  return Object.entries(sections).reduce((text, [name, section]) => {
    const [from, to] = [`<!-- ${name} -->`, `<!-- /${name} -->`].map((mark) => text.indexOf(mark));
    if (from === undefined || to === undefined || from < 0 || to < from)
      throw new Error(`There is no place for "${name}".`);
    return `${text.slice(0, from)}<!-- ${name} -->\n\n${section}\n\n${text.slice(to)}`;
  }, markdown);
}

export async function report(sections: Sections, write: boolean, page = "matching.md"): Promise<void> {
  process.stdout.write(`${Object.values(sections).join("\n\n")}\n`);
  if (!write) return;
  const dated = Object.entries(sections).map(([name, text]) => [name, `${text}\n\n${measuredWhere()}`]);
  const file = resolve(__dirname, page);
  await writeFile(file, replaceSections(await readFile(file, "utf8"), Object.fromEntries(dated) as Sections));
}

function measuredWhere(): string {
  const [first] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `_${day}, Node ${process.versions.node}, ${cpus().length} cores (${first?.model.trim() ?? "unknown"})_`;
}
