/** How does somebody read in a terminal what a check found? Exit code 1 when there is a problem. */
import type { Finding } from "../platforms/finding";
import type { Outcome } from "./refusing";
import { counted } from "./saying";

export function findingsText(findings: Finding[]): Outcome {
  const count = (level: Finding["level"]): number => findings.filter((one) => one.level === level).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const lines = findings.flatMap(({ level, what, fix }) => [
    `${level}: ${what}`,
    ...(fix === undefined ? [] : fix.split("\n").map((line) => `    ${line}`)),
  ]);
  const summary = `${counted(problems, "problem")}, ${counted(warnings, "warning")}.`;
  return { text: [...lines, summary].join("\n"), exitCode: problems > 0 ? 1 : 0 };
}
