import { resolve } from "node:path";
import { runAsk } from "../../src/cli/ask";

const ROOT = resolve(__dirname, "..", "..");
const files = { kb: resolve(ROOT, "knowledge-base"), plan: resolve(ROOT, "helpdesk.yaml") };

const asJson = async (question: string) =>
  JSON.parse((await runAsk(question, { ...files, json: true })).text) as Record<string, unknown>;

test("prints one object for programs", async () => {
  const answer = await asJson("I forgot my password");
  expect(answer).toMatchObject({ decision: "answer", article: "passwords-and-mfa/forgot-password" });
  expect(answer["confidence"]).toBeGreaterThan(0.8);
  expect(answer["ranked"]).toContainEqual(
    expect.objectContaining({ id: "passwords-and-mfa/forgot-password" }),
  );
  expect(answer["reasons"]).toContainEqual(expect.stringContaining("fits best"));
});

test("programs get the reasons taken apart, and what it takes to answer", async () => {
  const answer = await asJson("I forgot my pasword blorp");
  expect(answer["ranked"]).toContainEqual(
    expect.objectContaining({
      reasons: expect.arrayContaining([expect.objectContaining({ kind: "words" })]),
    }),
  );
  expect(answer["why"]).toHaveLength(3);
  expect(answer).toMatchObject({
    reading: { corrected: [{ written: "pasword", read: "password" }], unknown: ["blorp"], cut: false },
    bands: { answer: expect.any(Number), clarify: expect.any(Number), gap: expect.any(Number) },
  });
});

test("what is not in the knowledge base has no article", async () => {
  expect(await asJson("The school bell rings ten minutes too early since Monday")).toMatchObject({
    decision: "escalate",
    article: null,
  });
});

test("criteria, routes and small talk decide as they do in the chat", async () => {
  expect(await asJson("I clicked a phishing link")).toMatchObject({
    criterion: expect.any(String) as string,
  });
  expect(await asJson("hello")).toMatchObject({
    decision: "small_talk",
    why: [expect.stringContaining("greeting")],
    ranked: [],
  });
});

test("says why when asked", async () => {
  const { text } = await runAsk("I forgot my password", { ...files, explain: true });
  expect(text).toContain('Why\n- "');
  const [, nearest = ""] = text.split("Nearest articles\n");
  const rows = nearest.split("\n").filter((line) => line.startsWith("- "));
  expect(rows).toHaveLength(5);
  for (const row of rows) expect(row).toMatch(/^- {1,2}\d{1,2} % sure {2}\S.*\(\S+\)$/);
  expect(nearest).toMatch(/\n {13}Shared words: .*password/);
});

test("a guide is shown as it begins: its first step, with the choices", async () => {
  const { text } = await runAsk("the printer does not print", { ...files, site: "lakeside-high" });
  expect(text).toContain("**Look at the display of the machine**\n\nWalk to the machine");
  expect(text).toContain("1. It is on and asks for my badge\n2. It stays dark\n3. ");
  expect(text).toContain("A guide of 10 steps");
  expect(text).not.toContain("Check the power");
});

test.each([
  ["an empty question", "  ", {}, "Ask something"],
  ["an unknown site", "how do I print?", { site: "atlantis" }, "lakeside-high"],
  [
    "a knowledge base that is not there",
    "how do I print?",
    { kb: "/nowhere" },
    "There is no folder /nowhere",
  ],
  [
    "a plan that is not there",
    "how do I print?",
    { plan: "/nowhere.yaml" },
    "There is no file /nowhere.yaml",
  ],
])("%s ends with 1 and says what to do", async (_what, question, options, words) => {
  const { text, exitCode } = await runAsk(question, { ...files, ...options });
  expect(exitCode).toBe(1);
  expect(text).toContain(words);
});

test.each(["wifi", "Password?", "printing"])(
  "%s names a component and asks nothing: it is asked back",
  async (question) => {
    const answer = await asJson(question);
    expect(answer["decision"]).toBe("clarify");
  },
);

test("says that only a component was named, and offers its articles alone", async () => {
  const { text } = await runAsk("wifi", { ...files, explain: true });
  expect(text).toContain('- It says only "Network and Wi-Fi": what comes nearest to that is offered.');
  const [offered = ""] = text.split("\n\nWhy");
  expect(offered.split("\n").slice(1)).toHaveLength(3);
  for (const line of offered.split("\n").slice(1)) expect(line).toMatch(/\(network\/[a-z-]+\)$/);
});
