// Which databases does the schema engine talk to? The real one by its URL, and a shadow in memory where it tries migrations out.
import { PGlite, messages } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";

/** What SchemaEngine.new wants. Without a URL only the shadow database can be used. */
export function databases(url) {
  return bindMigrationAwareSqlAdapterFactory({
    provider: "postgres",
    adapterName: "tierdesk-schema-engine",
    connect: () => (url ? connectServer(url) : connectShadow()),
    connectToShadowDb: connectShadow,
  });
}

async function connectShadow() {
  const shadow = await PGlite.create();
  const adapter = await new PrismaPGlite(shadow).connect();
  // The adapter's own splits at semicolons, also inside of functions.
  adapter.executeScript = async (script) => void (await shadow.exec(script));
  adapter.dispose = () => shadow.close();
  return adapter;
}

// Not @prisma/adapter-pg: that cannot read columns of type "char", which introspection needs. PGlite's can, over this facade.
async function connectServer(url) {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const adapter = await new PrismaPGlite({
    query: (text, values, options) => query(pool, text, values, options),
    exec: (script) => pool.query(script),
  }).connect();
  adapter.executeScript = async (script) => void (await pool.query(script));
  adapter.dispose = () => pool.end();
  return adapter;
}

async function query(pool, text, values, { parsers = {} } = {}) {
  const types = { getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format) };
  try {
    const result = await pool.query({ text, values, rowMode: "array", types });
    return { ...result, affectedRows: result.rowCount };
  } catch (error) {
    // The adapter knows a database's refusal by PGlite's class.
    throw Object.assign(new messages.DatabaseError(error.message, error.length, "error"), error);
  }
}
