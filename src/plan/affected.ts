// How many people does a text say are affected?

import { normalisedWords } from "./phrases";

const NUMBERS: Record<string, number> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, hundred: 100, hundreds: 100, dozen: 12, couple: 2,
  few: 3, several: 3, both: 2, many: 5, lots: 5, dozens: 24,
}; // prettier-ignore

/** How many people stand behind one of these, at least. Words as `normalisedWords` leaves them: without a final s. */
const PEOPLE: Record<string, number> = {
  people: 1, person: 1, user: 1, student: 1, pupil: 1, kid: 1, child: 1, children: 1, teacher: 1, colleague: 1,
  employee: 1, staff: 1, member: 1, customer: 1, client: 1, parent: 1, nurse: 1, doctor: 1, officer: 1, us: 1,
  team: 5, office: 5, department: 10, class: 20, classe: 20, classroom: 20, room: 5, lab: 20, school: 100,
  building: 50, floor: 20, branch: 10, branche: 10, site: 20,
}; // prettier-ignore

const WHOLE = new Set(["whole", "entire", "all", "every"]);
const EVERYBODY = new Set(["everyone", "everybody", "nobody", "noone"]);
/** Words that may stand between a number and whom it counts: "12 of our teachers". */
const BETWEEN = new Set(["of", "our", "my", "the", "other", "more", "different", "or", "so", "a", "new"]);
const WIDEST_GAP = 3;
/** Times of day, and a greeting to all who read along: "Hi everyone, ...", but not "Hi, everyone is ...". */
const COUNTS_NOBODY =
  /\d{1,2}[:.]\d\d|\b(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)) every(?:one|body)(?=[^\S\n]*(?:[,.!:;\n–—-]|$))/gi;
/** "room 12", "ticket 5": a number after these counts nobody. */
const NAMES = new Set([
  "room",
  "ticket",
  "version",
  "building",
  "floor",
  "grade",
  "class",
  "lab",
  "at",
  "school",
]);

/** The most that any of its words says; infinite for everyone. Undefined: it speaks of no number of people. */
export function affectedPeople(text: string): number | undefined {
  const words = normalisedWords(text.replaceAll(COUNTS_NOBODY, " "));
  const counts = words.flatMap((word, i) => countAt(words, word, i) ?? []);
  return counts.length === 0 ? undefined : Math.max(...counts);
}

function countAt(words: readonly string[], word: string, i: number): number | undefined {
  if (EVERYBODY.has(word) || (word === "no" && words[i + 1] === "one")) return Infinity;
  if (word === "none" && words[i + 1] === "of") return Infinity;
  const whom = whomAt(words, i + 1);
  // The whole school, all teachers, every classroom: as many as there are.
  if (WHOLE.has(word)) return whom === undefined ? undefined : Infinity;
  const number = numberOf(word);
  const size = whom === undefined ? undefined : PEOPLE[whom];
  if (number === undefined || size === undefined || NAMES.has(words[i - 1] ?? "")) return undefined;
  return number * size;
}

/** Whom a number counts that stands before `from`. */
function whomAt(words: readonly string[], from: number): string | undefined {
  for (const word of words.slice(from, from + WIDEST_GAP)) {
    if (Object.hasOwn(PEOPLE, word)) return word;
    if (!BETWEEN.has(word) && numberOf(word) === undefined) return undefined;
  }
  return undefined;
}

function numberOf(word: string): number | undefined {
  if (/^\d{1,5}$/.test(word)) return Number(word);
  return Object.hasOwn(NUMBERS, word) ? NUMBERS[word] : undefined;
}
