/** How does somebody read in a terminal what a check found? Exit code 1 when there is a problem. */
import type { Finding } from "../platforms/finding";

export function findingsText(findings: Finding[]): { text: string; exitCode: 0 | 1 } {
  const count = (level: Finding["level"]): number => findings.filter((one) => one.level === level).length;
  const [problems, warnings] = [count("problem"), count("warning")];
  const lines = findings.flatMap(({ level, what, fix }) => [
    `${level}: ${what}`,
    ...(fix === undefined ? [] : fix.split("\n").map((line) => `    ${line}`)),
  ]);
  const summary = `${problems} ${problems === 1 ? "problem" : "problems"}, ${warnings} ${warnings === 1 ? "warning" : "warnings"}.`;
  return { text: [...lines, summary].join("\n"), exitCode: problems > 0 ? 1 : 0 };
}
