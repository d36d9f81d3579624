// Do two forms of a word meet in each language, and is the language of a sentence told?

import { languageOf } from "../../src/knowledge/language-of";
import { LANGUAGES } from "../../src/knowledge/languages";
import { wordsOf } from "../../src/knowledge/words";

const stems = (text: string, language: string) => wordsOf(text, language).words.map(({ stem }) => stem);
const subject = (text: string, language: string) =>
  wordsOf(text, language)
    .words.filter(({ common }) => !common)
    .map(({ written }) => written);

/** Forms of one word, with and without their accents. */
const FORMS: [language: string, forms: string[]][] = [
  ["en", ["printing", "prints", "print"]],
  ["es", ["contraseña", "contraseñas", "contrasena", "contrasenas"]],
  ["es", ["configuración", "configuraciones", "configuracion", "configurar"]],
  ["fr", ["imprimante", "imprimantes"]],
  ["fr", ["bloqué", "bloquée", "bloquées", "bloque", "bloquer"]],
  ["de", ["Passwort", "Passwörter", "Passwoerter", "Passworter"]],
  ["de", ["Gerät", "Geräte", "Geraet", "Geraete", "Gerate"]],
  ["it", ["connessione", "connessioni"]],
  ["it", ["attività", "attivita"]],
  ["pt", ["conexão", "conexões", "conexao", "conexoes"]],
  ["pt", ["configuração", "configurações", "configuracoes"]],
  ["nl", ["wachtwoord", "wachtwoorden"]],
  ["nl", ["scherm", "schermen"]],
  ["sv", ["lösenord", "lösenorden", "losenord"]],
  ["no", ["passord", "passordet", "passordene"]],
  ["no", ["nøkkel", "nøkkelen", "nokkel"]],
  ["ru", ["пароль", "пароля", "пароли", "паролем"]],
  ["ru", ["учётной", "учетная"]],
  ["uk", ["пошта", "пошти", "пошту"]],
  ["uk", ["комп'ютер", "комп’ютера"]],
  ["pl", ["hasło", "haslo"]],
];

it.each(FORMS)("%s: %j are one word", (language, forms) => {
  expect(new Set(forms.flatMap((form) => stems(form, language))).size).toBe(1);
});

it("a word of one language is not cut by another's endings", () => {
  expect(stems("wachtwoorden", "en")).not.toEqual(stems("wachtwoord", "en"));
});

/** A sentence of each language, what it is about, and its manners. */
const SENTENCES: [language: string, sentence: string, subject: string[]][] = [
  ["en", "Hi, could you please tell me how I reset my password?", ["reset", "password"]],
  ["es", "Buenos días, ¿me pueden decir cómo cambio mi contraseña, por favor?", ["cambio", "contraseña"]],
  ["es", "Buenos dias, como cambio mi contrasena", ["cambio", "contrasena"]],
  [
    "fr",
    "Bonjour, pouvez-vous m'aider ? L'imprimante est bloquée, merci d'avance",
    ["imprimante", "bloquée"],
  ],
  [
    "de",
    "Guten Tag, koennen Sie mir helfen? Mein Drucker ist gestört, vielen Dank im Voraus",
    ["drucker", "gestört"],
  ],
  ["it", "Buongiorno, la stampante è bloccata, grazie mille", ["stampante", "bloccata"]],
  ["pt", "Bom dia, a impressora está encravada, muito obrigado", ["impressora", "encravada"]],
  ["nl", "Goedemorgen, ik ben mijn wachtwoord vergeten, alvast bedankt", ["wachtwoord", "vergeten"]],
  ["sv", "Hej, jag har glömt mitt lösenord, tack på förhand", ["glömt", "lösenord"]],
  ["no", "Hei, jeg har glemt passordet mitt, takk på forhånd", ["glemt", "passordet"]],
  ["ru", "Здравствуйте, я забыл пароль, заранее спасибо", ["забыл", "пароль"]],
  ["uk", "Добрий день, я забув пароль, будь ласка", ["забув", "пароль"]],
  ["pl", "Dzień dobry, drukarka jest zablokowana, z góry dziękuję", ["drukarka", "zablokowana"]],
];

it.each(SENTENCES)("%s: %s", (language, sentence, about) => {
  expect(subject(sentence, language)).toEqual(about);
  expect(languageOf(sentence)).toBe(language);
});

it("every language we know has its sentence here", () => {
  expect(new Set(SENTENCES.map(([language]) => language))).toEqual(new Set(LANGUAGES));
});

it("what turns a meaning round is not a common word", () => {
  const latin = {
    en: "out",
    es: "sin",
    fr: "sans",
    de: "ohne",
    it: "contro",
    pt: "sem",
    nl: "zonder",
    sv: "utan",
  };
  const others = { no: "uten", ru: "вне", uk: "поза", pl: "bez" };
  for (const [language, word] of Object.entries({ ...latin, ...others }))
    expect(subject(`${word} VPN`, language)).toEqual([word, "vpn"]);
});

it("a common word is not taken for one of the subject that begins alike", () => {
  expect(stems("cómo", "es")).not.toEqual(stems("comer", "es"));
});

it("an e-mail is one word with the hyphen and without", () => {
  for (const language of LANGUAGES) expect(stems("e-mail", language)).toEqual(stems("email", language));
});

it("a word of English means the same within another language", () => {
  const english = stems("password laptop account email", "en");
  for (const language of ["es", "de", "fr", "it", "nl", "sv"])
    expect(stems("password laptop account email", language)).toEqual(english);
});

it("a thing of the help desk has one stem in all languages", () => {
  const called = {
    en: "printer",
    es: "impresoras",
    fr: "imprimante",
    de: "Drucker",
    it: "stampanti",
    pt: "impressora",
  };
  for (const [language, word] of Object.entries(called)) expect(stems(word, language)).toEqual(["printer"]);
});

describe("the language of a text", () => {
  it("is not told when it has too little to go by", () => {
    expect(languageOf("")).toBeUndefined();
    expect(languageOf("12345 !!! 🙂")).toBeUndefined();
    expect(languageOf("VPN", ["en", "es"])).toBeUndefined();
    expect(languageOf("パスワードを忘れました")).toBeUndefined();
  });

  it("is told among those that are asked for", () => {
    const mixed = "no puedo entrar a Google Classroom";
    expect(languageOf(mixed, ["en", "es"])).toBe("es");
    expect(languageOf("I can't get into Google Classroom", ["en", "es"])).toBe("en");
    expect(languageOf("Passwort zurücksetzen", ["en", "de"])).toBe("de");
  });
});

it("a language that we do not know has its words as they are", () => {
  expect(stems("Parolă uitată", "ro")).toEqual(["parolă", "uitată"]);
});
