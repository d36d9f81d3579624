/** How is a file named to people? By its name, and how large it is when that is known. */
import type { FileRef } from "../desk/model";
import { oneLine } from "./letters";

export const fileLine = ({ name, size }: FileRef): string =>
  size === 0 ? named(name) : `${named(name)} (${readableSize(size)})`;

const named = (name: string): string => oneLine(name) || "file";

function readableSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
}
