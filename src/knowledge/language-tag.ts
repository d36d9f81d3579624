// Which language does `language` in the front matter name, and what was meant when it names none?

import { didYouMean } from "./did-you-mean";
import { LANGUAGES } from "./languages";
import { readText, report } from "./yaml-reading";
import type { Entry, Reading } from "./yaml-reading";

const NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const COUNTRIES = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** A BCP 47 tag, `es` or `pt-BR`. One of a language that we have no stemmer for is good too. */
export function readLanguage(reading: Reading, entry: Entry): string | undefined {
  const written = readText(reading, entry);
  if (!written) return undefined;
  const tag = tagOf(written.text);
  if (tag !== undefined) return tag;
  const meant = languageNamed(written.text);
  const fix =
    meant === undefined
      ? `Write its code, such as \`${entry.key}: es\` for Spanish or \`${entry.key}: pt-BR\` for Brazilian Portuguese.`
      : `Write \`${entry.key}: ${meant}\` for ${NAMES.of(meant)}.`;
  report(reading, entry, `\`${entry.key}: ${written.text}\` is not the code of a language.`, fix);
  return undefined;
}

/** `es_mx` is taken for `es-MX`. */
function tagOf(text: string): string | undefined {
  if (!/^[a-z]{2,3}([-_][a-z\d]{2,8})*$/i.test(text)) return undefined;
  try {
    const [tag] = Intl.getCanonicalLocales(text.replaceAll("_", "-"));
    const language = tag?.split("-")[0] ?? "";
    return NAMES.of(language) === undefined ? undefined : tag;
  } catch {
    return undefined;
  }
}

/** The code of "Spanish", "español" or "Spansih"; `ja` for `jp`, which is the country's. */
function languageNamed(text: string): string | undefined {
  const codes = codesByName();
  const name = text.toLowerCase();
  const near = name.length > 3 ? didYouMean(name, [...codes.keys()]) : undefined;
  if (near !== undefined) return codes.get(near);
  const isCountry = /^[a-z]{2}$/i.test(text) && COUNTRIES.of(text.toUpperCase()) !== undefined;
  return isCountry ? new Intl.Locale(`und-${text}`).maximize().language : undefined;
}

const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

/** Every language of two letters by its English name, and those we know by their own. Made only when something is wrong. */
function codesByName(): Map<string, string> {
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const english = codes.map((code) => [NAMES.of(code), code] as const);
  const own = LANGUAGES.map(
    (code) => [new Intl.DisplayNames([code], { type: "language" }).of(code), code] as const,
  );
  return new Map([...english, ...own].flatMap(([name, code]) => (name ? [[name.toLowerCase(), code]] : [])));
}
