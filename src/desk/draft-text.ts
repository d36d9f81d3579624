/** How does a draft article read that is made of what people asked and of what helped? To be edited: it is nobody's answer yet. */
import type { EscalationPlan } from "../plan/plan";
import { maskSecrets } from "./masking";
import type { Person } from "./model";
import { withoutPersonalData } from "./personal-data";
import { knownNames, withoutPeople } from "./without-people";

/**
 * `asked` and `helped` are people's words. `people`: whom they are about. `names`: of everybody who may be meant. `source`: where it
 * comes from, for whoever reads the file. `instead`: an article that was given and did not help.
 */
export type DraftMaterial = {
  asked: string[];
  helped: string[];
  people: Person[];
  names: readonly string[];
  component?: string | undefined;
  owner?: string | undefined;
  source: string;
  instead?: { title: string; file: string } | undefined;
};

export type DraftText = { title: string; slug: string; text: string };

/** Characters. */
const LONGEST = { title: 80, question: 200, slug: 50, part: 4000 };
const MOST_QUESTIONS = 10;
const MOST_PARTS = 10;

/** Without personal data and secrets, as far as they are known by how they look or by the names of the people. */
export function draftText(material: DraftMaterial, plan: EscalationPlan): DraftText {
  const names = knownNames([...material.names, ...material.people.map(({ name }) => name)]);
  const asked = [
    ...new Set(material.asked.map((text) => withoutPeople(text, names, plan.ticketPrefix))),
  ].filter((text) => text !== "");
  const title = titleOf(asked[0] ?? "");
  const helped = material.helped.slice(0, MOST_PARTS).map((text) => withoutThem(text, material));
  return { title, slug: slugOf(title), text: [...frontMatter(title, asked, material), ...body(asked, helped, material)].join("\n") }; // prettier-ignore
}

/** In the words of whoever helped: paths, addresses of pages and numbers of errors stay, for they are what helps. */
function withoutThem(text: string, { people, names }: DraftMaterial): string {
  const short = maskSecrets(text.slice(0, LONGEST.part));
  const said = new Set(short.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu));
  // Of thousands of names only those that may stand there: looking for each takes long.
  const others = names.filter((name) =>
    name
      .toLowerCase()
      .split(/[\s,.]+/)
      .some((part) => said.has(part)),
  );
  return withoutPersonalData(short, { people, others: others.map((name) => ({ name })) });
}

function frontMatter(title: string, asked: string[], { component, owner, source }: DraftMaterial): string[] {
  const questions = asked
    .slice(0, MOST_QUESTIONS)
    .map((text) => `  - ${quoted(shortened(text, LONGEST.question))}`);
  return [
    "---",
    `title: ${quoted(title)}`,
    ...(questions.length > 0 ? ["questions:", ...questions] : []),
    ...(component === undefined ? [] : [`component: ${quoted(component)}`]),
    ...(owner === undefined ? [] : [`owner: ${quoted(owner)}`]),
    `source: ${quoted(source)}`,
    "---",
    "",
  ];
}

function body(asked: string[], helped: string[], { instead }: DraftMaterial): string[] {
  return [
    "This is a draft: nobody is answered from it. Write the steps that help, in your own words. Read it for names and",
    "numbers that tell who somebody is. Then take out what is quoted below, and move the file out of `drafts/`.",
    "",
    ...(instead
      ? [
          `"${instead.title}" (${instead.file}) was given and did not help. It may be that article that is to be mended.`,
          "",
        ]
      : []),
    "## What people asked",
    "",
    ...parted(asked),
    "## What helped",
    "",
    ...(helped.length > 0 ? parted(helped) : ["Nobody has written that down yet.", ""]),
  ];
}

/** Quotes with a line between, or they would be one. */
const parted = (texts: string[]): string[] =>
  texts
    .flatMap((text) => [...text.split(/\r?\n/).map((line) => `> ${line}`.trimEnd()), "", "<!-- -->", ""])
    .slice(0, -2);

/** A text in quotes is YAML whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\p{Cc}+/gu, " "));

/** The first sentence, with a capital. */
function titleOf(text: string): string {
  const [sentence = ""] = text.split(/(?<=[.!?])\s/u);
  const title = shortened(sentence.replace(/[.!,;:\s]+$/u, ""), LONGEST.title);
  return title === "" ? "A draft" : title.charAt(0).toUpperCase() + title.slice(1);
}

/** At a space, where there is one. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 1);
  const end = cut.lastIndexOf(" ");
  return `${(end > longest / 2 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, "")).trimEnd()}…`;
}

/** Letters and digits of ASCII: a name that every disk and every git can have. */
function slugOf(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  // At the end of a word, where that leaves half of it.
  const end = plain.length > LONGEST.slug ? plain.lastIndexOf("-", LONGEST.slug) : -1;
  const short = plain.slice(0, end > LONGEST.slug / 2 ? end : LONGEST.slug).replaceAll(/^-+|-+$/g, "");
  if (short === "") return "draft";
  return NO_NAME.test(short) ? `${short}-draft` : short;
}

/** Windows keeps these for devices, whatever ends the name. */
const NO_NAME = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;
