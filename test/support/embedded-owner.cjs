// What is a process of its own that uses an embedded database? node -r ./typescript.cjs embedded-owner.cjs <data folder> [once]
const { startEmbeddedDatabase } = require("../../src/store/embedded/embedded-database.ts");

const [dataDir, once] = process.argv.slice(2);

async function main() {
  const log = { info: () => {}, warn: () => {} };
  const database = await startEmbeddedDatabase({ dataDir, log, throwaway: true });
  if (once) return database.stop();
  process.send("started");
  return new Promise(() => setInterval(() => {}, 60_000)); // until killed
}

main().catch((error) => console.log(error.message));
