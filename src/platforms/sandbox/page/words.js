/** How are moments, sizes and names written for people? */

const DAY_MS = 86_400_000;

export const timeOf = (at) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });

export const momentOf = (at) => new Date(at).toLocaleString([], { dateStyle: "full", timeStyle: "short" });

export function dayOf(at) {
  const date = new Date(at);
  const days = Math.round((midnight(new Date()) - midnight(date)) / DAY_MS);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  return date.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** `bytes` as people write it: 640 B, 12 KB, 3.4 MB. */
export function sizeOf(bytes) {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const initialsOf = (name) =>
  name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();

/** One of eight colours, always the same one for a name. */
export const hueOf = (name) =>
  [...name].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) % 8_191, 7) % 8;

export const repliesOf = (count) => (count === 1 ? "1 reply" : `${count} replies`);
