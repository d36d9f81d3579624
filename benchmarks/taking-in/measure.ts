/** What is asked of a service? Everything, or what the command line names. */
import { parseArgs } from "node:util";
import { measureMemory } from "./memory";
import type { Service } from "./processes";
import { measureRates } from "./rates";
import { measureStarts } from "./starts";

type Wanted = { databaseUrl?: string; rates: boolean; start: boolean; memory: boolean };

export function readWanted(): Wanted {
  const { values } = parseArgs({
    options: {
      "database-url": { type: "string" },
      rates: { type: "boolean", default: false },
      start: { type: "boolean", default: false },
      memory: { type: "boolean", default: false },
    },
  });
  const { "database-url": databaseUrl, ...parts } = values;
  const isAll = !Object.values(parts).includes(true);
  const wanted = isAll ? { rates: true, start: true, memory: true } : parts;
  return { ...wanted, ...(databaseUrl !== undefined && { databaseUrl }) };
}

export async function measure({ databaseUrl, ...wanted }: Wanted, service: Service): Promise<void> {
  const measured = { ...service, ...(databaseUrl !== undefined && { databaseUrl }) };
  if (wanted.start) await measureStarts(measured);
  if (wanted.rates) await measureRates(measured);
  if (wanted.memory) await measureMemory(measured);
}
