/** What kind of message is this: a greeting, a command, a word on our answer, or a question? By plain rules, no guessing. */

export type Meaning =
  | { kind: "nothing" }
  | { kind: "greeting" }
  | { kind: "thanks" }
  | { kind: "solved" }
  | { kind: "not_solved" }
  | { kind: "pick"; number: number }
  | { kind: "command"; command: Command; ticket?: number; rest: string }
  | { kind: "question"; text: string; ticket?: number; isNew: boolean };

export type Command =
  | "help"
  | "list"
  | "status"
  | "cancel"
  | "plan"
  | "digest"
  | "dashboard"
  | "gaps"
  | "person"
  | "late_answers_on"
  | "late_answers_off";

const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|greetings|morning|hallo|hola|bonjour)(?: (?:there|all|team|everyone|folks|help ?desk|it|again))*(?: how are you(?: doing)?(?: today)?)?$/;
const THANKS =
  /^(?:(?:ok(?:ay)?|great|perfect|cool|awesome|nice|super|got it|alright|wonderful|excellent|many|lovely)\s+)*(?:thanks?(?: you)?|thx|ty|cheers|much appreciated|appreciate it)(?: (?:so|very) much| a lot| a bunch| again| everyone| team| all| for (?:your|the) help| for everything)*$|^(?:ok(?:ay)?|great|perfect|cool|awesome|nice|got it|alright|bye|goodbye|see you)$/;
const SOLVED =
  /^(?:(?:yes|yep|yeah|great|perfect|thanks?(?: you)?|ok(?:ay)?|awesome)\s+)*(?:that|this|it|all)?\s*(?:(?:has |is |s )?(?:solved|fixed|sorted|resolved)(?: it| now| my problem)?|(?:worked|works)(?: now| fine| again| perfectly)?|(?:did|does) the trick|helped(?: me)?|(?:is |s )?(?:all )?(?:working|good)(?: now| again)?)(?:\s+(?:thanks?(?: you)?(?: so much| a lot)?|cheers))?$/;
const NOT_SOLVED =
  /^(?:(?:no|nope|sorry|hmm)\s+)*(?:i )?(?:(?:still )?need (?:more )?help|(?:that|this|it)?\s*(?:(?:did|does|do|has|is) ?n[o']?t|still (?:does ?n[o']?t|not)|not)\s*(?:work(?:ed|ing)?|help(?:ed|ing)?|solved?|fix(?:ed)?)(?: it| me| my problem| at all| for me)?|same (?:problem|issue|error)(?: again| as before)?|still (?:broken|the same|not working|does not work)|none of (?:these|those|them))$|^(?:no|nope)$/;
const PERSON =
  /^(?:(?:please |can i |could i |i (?:want|need|would like) to |i d like to |let me )?(?:(?:open|create|make|raise|log|submit|file) (?:a |me a )?(?:new )?ticket|(?:talk|speak|chat) (?:to|with) (?:a |an |some)?(?:real |actual |live )?(?:human|person|someone|somebody|agent|technician|one)(?: please)?)|(?:human|agent|technician|real person|new ticket|ticket)(?: please)?(?=\s*(?:[:,-]|$)))(?!\p{L})\s*[:,-]?\s*/u;

const COMMANDS: { command: Command; pattern: RegExp }[] = [
  {
    command: "help",
    pattern:
      /^(?:(?:please )?help(?: me)?(?: please| pls| asap| now)*|commands|what can you do|how does this work)$/,
  },
  { command: "list", pattern: /^(?:list|(?:show |list )?(?:all )?my (?:open )?tickets|tickets)$/ },
  {
    command: "status",
    pattern:
      /^(?:status|what(?: is| s|s)? the status|any (?:news|updates?))(?: (?:of|on|for))?(?: (?:my )?tickets?)?$/,
  },
  { command: "digest", pattern: /^(?:show (?:me )?)?(?:the )?(?:weekly )?digest$/ },
  { command: "gaps", pattern: /^(?:show (?:me )?)?(?:the |all )?(?:knowledge )?gaps$/ },
  {
    command: "dashboard",
    pattern:
      /^(?:(?:please )?(?:show|open|sign in to|log in to)(?: me)? )?(?:the |my )?dashboard(?: please)?$/,
  },
  { command: "cancel", pattern: /^(?:cancel|close|withdraw)(?: (?:my |the )?ticket)?$/ },
  {
    command: "late_answers_off",
    pattern:
      /^(?:(?:please )?(?:no more|stop|no|turn off|switch off)(?: the| these)? late answers(?: please)?|late answers off)$/,
  },
  {
    command: "late_answers_on",
    pattern:
      /^(?:(?:please )?(?:start|turn on|switch on)(?: the)? late answers(?: please)?|late answers on)$/,
  },
];

/** `plan`, `plan network`, `show the escalation plan for network`. */
const PLAN = /^(?:show (?:me )?)?(?:the )?(?:escalation )?plan(?: (?:of|for))?(?: (?!of$|for$)(.+))?$/;

/** As it was written: `Wi-Fi` is one word only with its hyphen. */
const afterPlan = (said: string): string =>
  said.replace(/^.*?\bplan\b(?:\s+(?:of|for)\b)?[\s:,-]*/iu, "").trim();

/** Reads a text said to the bot. `prefix` is the ticket prefix of the plan, `HD` in `HD-12`. */
export function understand(text: string, prefix: string): Meaning {
  const said = text.trim();
  // Nothing that is short by its nature is longer; also keeps the patterns away from very long texts.
  if (said.length > 200) return question(said, prefix);
  const words = simplify(said);
  if (words === "") return /\p{L}|\p{N}/u.test(said) ? question(said, prefix) : { kind: "nothing" };
  return wordOnAnswer(words) ?? command(said, prefix) ?? question(said, prefix);
}

function wordOnAnswer(words: string): Meaning | undefined {
  if (/^[1-3]$/.test(words)) return { kind: "pick", number: Number(words) };
  if (GREETING.test(words)) return { kind: "greeting" };
  if (SOLVED.test(words)) return { kind: "solved" };
  if (NOT_SOLVED.test(words)) return { kind: "not_solved" };
  return THANKS.test(words) ? { kind: "thanks" } : undefined;
}

function command(said: string, prefix: string): Meaning | undefined {
  const ticket = ticketNumber(said, prefix);
  const bare = simplify(withoutNumber(said, prefix));
  const found = COMMANDS.find((c) => c.pattern.test(bare));
  if (found) return { kind: "command", command: found.command, rest: "", ...(ticket && { ticket }) };
  const plan = PLAN.exec(simplify(said));
  if (plan) return { kind: "command", command: "plan", rest: plan[1] === undefined ? "" : afterPlan(said) };
  const person = PERSON.exec(said.toLowerCase());
  if (!person) return undefined;
  return { kind: "command", command: "person", rest: said.slice(person[0].length).trim() };
}

function question(said: string, prefix: string): Meaning {
  const fresh = /^new(?: question)?\s*[:,-]\s*/i.exec(said);
  const ticket = fresh ? undefined : ticketNumber(said, prefix);
  const text = fresh ? said.slice(fresh[0].length) : said;
  return { kind: "question", text, isNew: fresh !== null, ...(ticket && { ticket }) };
}

/** Said to a ticket: its number comes first. */
export const startsWithTicket = (text: string, prefix: string): boolean =>
  ticketPattern(prefix).exec(text.trim())?.index === 0;

/** 12 for "HD-12!" and nothing else said. */
export const bareTicketNumber = (text: string, prefix: string): number | undefined =>
  simplify(withoutNumber(text, prefix)) === "" ? ticketNumber(text, prefix) : undefined;

export const saysNew = (text: string): boolean =>
  /^(?:it s |something |a )?(?:new|else)(?: question)?$/.test(simplify(text));

/** 12 for "HD-12", "hd 12" or "#12"; undefined when no ticket is named. */
export function ticketNumber(text: string, prefix: string): number | undefined {
  const found = ticketPattern(prefix).exec(text);
  const number = Number(found?.[1] ?? found?.[2]);
  return Number.isSafeInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined;
}

/** What is said to a ticket whose number is named. */
export const withoutNumber = (text: string, prefix: string): string =>
  text.replace(ticketPattern(prefix), " ");

const ticketPattern = (prefix: string): RegExp =>
  new RegExp(String.raw`\b${prefix}[- ]?(\d{1,9})\b|(?<!\S)#(\d{1,9})\b`, "i");

/** Lower case, no punctuation but apostrophes, single spaces. */
const simplify = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("’", "'")
    .replaceAll(/[^\p{L}\p{N}' ]+/gu, " ")
    .replaceAll(/(?<=\p{L})'(?=s\b)/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
