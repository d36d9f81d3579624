// How large are packages once they are installed?

import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";

const INSTALLED = resolve(__dirname, "..", "..", "node_modules");

/** In megabytes; undefined when it is not there. */
export async function installedMb(name: string): Promise<number | undefined> {
  const entries = await readdir(join(INSTALLED, name), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const files = entries.filter((entry) => entry.isFile());
  if (files.length === 0) return undefined;
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
}
