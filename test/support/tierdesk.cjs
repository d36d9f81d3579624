// How is the command line run straight from its sources, in a process of its own? What is built may be older.
const Module = require("node:module");

const find = Module._resolveFilename;
Module._resolveFilename = (name, ...rest) => {
  try {
    return find(name, ...rest);
  } catch {
    return find(name.replace(/[.]js$/, ".ts"), ...rest);
  }
};
// Both are here for what they do.
// oxlint-disable import/no-unassigned-import
require("./typescript.cjs");
require("../../src/cli/tierdesk.ts");
