// How does the thread that holds the model run our TypeScript where jest starts it?
const { join } = require("node:path");

for (const file of [join(__dirname, "typescript.cjs"), join(__dirname, "../../src/meaning/thread.ts")])
  require(file);
