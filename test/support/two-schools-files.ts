/** Which files do two schools bring along? A plan and a knowledge base each; every text holds the school's name, and nothing else differs. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { channelId } from "./slack-workspace";

export const SCHOOLS = { lakewater: "T0LAKEWATER", hilltop: "T00HILLTOP0" } as const;
export type School = keyof typeof SCHOOLS;
const ROOT = resolve(__dirname, "..", "..");

const ARTICLES: Record<School, Record<string, string>> = {
  lakewater: {
    "password.md": article(
      "Change your password at lakewater",
      "I forgot my password",
      "Go to portal.lakewater.example.",
    ),
    "boat.md": article("Book the lakewater boat", "how do I book the boat", "Ring the lakewater harbour."),
  },
  hilltop: {
    "password.md": article(
      "Change your password at hilltop",
      "I forgot my password",
      "Ask the hilltop office.",
    ),
    "cable-car.md": article(
      "Ride the hilltop cable car",
      "when does the cable car go",
      "At eight, from hilltop.",
    ),
  },
};

function article(title: string, question: string, body: string): string {
  return `---\ntitle: ${title}\nquestions: [${question}]\n---\n${body}\n`;
}

/** The example plan under another name: its Tier 2 has the same channel in both. */
function planOf(school: School): string {
  return readFileSync(join(ROOT, "helpdesk.yaml"), "utf8")
    .replace("channels: { sandbox: service-desk }", `channels: { slack: ${channelId("service-desk")} }`)
    .replaceAll("Lakeside", school)
    .replaceAll("lakeside.example", `${school}.example`)
    .replace("name: Printing", `name: Printing at ${school}`);
}

/** `lakewater/helpdesk.yaml`, `lakewater/knowledge-base/...`, the same for the other, and the file that names both. */
export function writeFiles(): { folder: string; workspaces: string } {
  const folder = mkdtempSync(join(tmpdir(), "tierdesk-schools-"));
  const lines = Object.entries(SCHOOLS).map(([school, team]) => {
    const base = join(folder, school, "knowledge-base");
    mkdirSync(base, { recursive: true });
    writeFileSync(join(folder, school, "helpdesk.yaml"), planOf(school as School));
    for (const [name, text] of Object.entries(ARTICLES[school as School]))
      writeFileSync(join(base, name), text);
    return `  ${school}: { plan: ${school}/helpdesk.yaml, knowledge_base: ${school}/knowledge-base, workspaces: [${team}] }`;
  });
  const workspaces = join(folder, "workspaces.yaml");
  writeFileSync(workspaces, ["desks:", ...lines, ""].join("\n"));
  return { folder, workspaces };
}
