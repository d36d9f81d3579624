// Is a replayed question called better or worse only where somebody's word says so?

import { verdictOn } from "../../src/knowledge/replaying";
import type { Now, Then } from "../../src/knowledge/replaying";

type Offered = Then["offers"][number];
const answer = (article: string, outcome?: Offered["outcome"], edition = "1"): Offered => ({
  article,
  edition,
  kind: "answer",
  ...(outcome && { outcome }),
});
const oneOf = (article: string): Offered => ({ article, edition: "1", kind: "suggestion" });
const then = (...offers: Offered[]): Then => ({ offers, ticket: false });
const nothing: Then = { offers: [], ticket: true };
const routed: Then = { offers: [], ticket: false, route: "payroll" };

const found = (decision: Now["decision"], ...ids: string[]): Now => ({
  decision,
  articles: ids.map((id) => ({
    id: id.replace("'", ""),
    edition: id.endsWith("'") ? "2" : "1",
    confidence: 0.9,
  })),
});
const answers = (id: string) => found("answer", id);
const asksBack = (...ids: string[]) => found("clarify", ...ids);
const ticket = found("escalate");
const route = (key: string): Now => ({ ...found("route"), route: key });

test.each<[string, Then, Now, string]>([
  ["confirmed, and given again", then(answer("a", "confirmed")), answers("a"), "same"],
  ["confirmed, and another one answers", then(answer("a", "confirmed")), answers("b"), "worse"],
  ["confirmed, and nothing is found", then(answer("a", "confirmed")), ticket, "worse"],
  ["confirmed, and a route takes it", then(answer("a", "confirmed")), route("payroll"), "worse"],
  ["confirmed, and asked back with others", then(answer("a", "confirmed")), asksBack("b", "a"), "changed"],
  ["confirmed, and asked back without it", then(answer("a", "confirmed")), asksBack("b", "c"), "worse"],
  [
    "chosen and confirmed, and answered at once",
    then(oneOf("a"), oneOf("b"), answer("b", "confirmed")),
    answers("b"),
    "better",
  ],
  [
    "chosen and confirmed, and asked back again",
    then(oneOf("a"), answer("a", "confirmed")),
    asksBack("a", "c"),
    "same",
  ],
  [
    "failed, another one confirmed, and that answers",
    then(answer("a", "failed"), answer("b", "confirmed")),
    answers("b"),
    "same",
  ],
  ["failed, and another one answers", then(answer("a", "failed")), answers("b"), "better"],
  ["failed, and it answers again as it was", then(answer("a", "failed")), answers("a"), "same"],
  ["failed, mended since, and it answers", then(answer("a", "failed")), answers("a'"), "better"],
  ["failed, and nothing is found", then(answer("a", "failed")), ticket, "changed"],
  ["nothing found, and one answers", nothing, answers("a"), "better"],
  ["nothing found, and asked back", nothing, asksBack("a", "b"), "changed"],
  ["nothing found, nor now", nothing, ticket, "same"],
  ["nothing found, and a route takes it", nothing, route("payroll"), "changed"],
  [
    "a ticket at once, and an article besides the ticket",
    nothing,
    { ...answers("a"), criterion: "malware" },
    "changed",
  ],
  ["routed, and routed again", routed, route("payroll"), "same"],
  ["routed, and routed elsewhere", routed, route("building"), "changed"],
  ["routed, and answered", routed, answers("a"), "changed"],
  ["silent, and the same answers", then(answer("a", "silent")), answers("a"), "same"],
  ["silent, and another one answers", then(answer("a", "silent")), answers("b"), "changed"],
  ["not answered yet, and nothing is found", then(answer("a")), ticket, "changed"],
  [
    "asked back, nobody chose, and the same are offered",
    then(oneOf("a"), oneOf("b")),
    asksBack("b", "a"),
    "same",
  ],
  [
    "asked back, nobody chose, and others are offered",
    then(oneOf("a"), oneOf("b")),
    asksBack("a", "c"),
    "changed",
  ],
  ["asked back, nobody chose, and one answers", then(oneOf("a"), oneOf("b")), answers("a"), "changed"],
])("%s", (_, earlier, now, verdict) => {
  expect(verdictOn(earlier, now)).toBe(verdict);
});
