// How is a share written in the plan, and what did somebody mean who wrote it otherwise?

import type { Refusal } from "./times";

/** `95 %`: whole percent, so that 95 and 0.95 cannot be taken for each other. */
export function readPercent(written: string, least: number, most: number): { percent: number } | Refusal {
  const text = written.trim();
  const percent = Number(/^(\d{1,3})\s*%$/.exec(text)?.[1] ?? Number.NaN);
  if (Number.isNaN(percent)) {
    const meant = likely(text);
    const isGood = meant !== undefined && meant >= least && meant <= most;
    const fix = isGood ? `Write \`${meant} %\`.` : "Write whole percent, such as `60 %`.";
    return { message: `\`${text}\` is not in whole percent.`, fix };
  }
  if (percent >= least && percent <= most) return { percent };
  const message = `\`${text}\` is too ${percent < least ? "low" : "high"}.`;
  return { message, fix: `Write \`${least} %\` to \`${most} %\`.` };
}

/** "0.95", "95" and "95.2 %" all mean about 95 %. */
function likely(text: string): number | undefined {
  const [, digits, sign] = /^(\d{1,3}(?:\.\d{1,9})?)\s*(%?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const isShare = sign === "" && Number(digits) < 1;
  return Math.round(Number(digits) * (isShare ? 100 : 1));
}
