// Does a question find the article of its own language, and one of another language when there is no other?

import * as fc from "fast-check";
import { articleLanguages } from "../../src/knowledge/article-languages";
import type { Article } from "../../src/knowledge/article";
import { buildIndex, matchArticles } from "../../src/knowledge/matching";
import { textsToEncode } from "../../src/knowledge/meaning";
import { parseKnowledgeBase } from "../../src/knowledge/parse";

type Written = { title: string; questions: string[]; body: string };

const ENGLISH: Record<string, Written> = {
  password: {
    title: "Reset your password",
    questions: ["I forgot my password", "My password does not work any more"],
    body: "Open the portal and choose a new password of 14 characters.",
  },
  vpn: {
    title: "Connect to the VPN from home",
    questions: ["How do I work from home?", "GlobalProtect does not connect"],
    body: "Install GlobalProtect and sign in with your work account.",
  },
  printer: {
    title: "The printer has a paper jam",
    questions: ["Paper is stuck in the copier"],
    body: "Open the left door, pull the sheet out slowly and close the door.",
  },
  projector: {
    title: "The projector shows no picture",
    questions: ["The projector stays dark"],
    body: "Press Source on the remote control until the laptop shows.",
  },
  classroom: {
    title: "Sign in to Google Classroom",
    questions: ["I cannot get into Google Classroom"],
    body: "Use the school account and not your private one.",
  },
  wifi: {
    title: "Connect to the Wi-Fi",
    questions: ["Which wireless network should I use?"],
    body: "Choose Lakeside-Staff and sign in with your account.",
  },
  badge: {
    title: "Lost or broken badge",
    questions: ["Where do I get a new badge?"],
    body: "Tell the front office. They print a new one while you wait.",
  },
  laptop: {
    title: "Borrow a laptop",
    questions: ["Can I have a loaner laptop for tomorrow?"],
    body: "Ask the library desk before noon and bring your badge.",
  },
  phishing: {
    title: "Report a suspicious e-mail",
    questions: ["I received a phishing mail"],
    body: "Do not click on anything. Press Report in Outlook.",
  },
  sound: {
    title: "No sound in Zoom",
    questions: ["Nobody can hear me in Zoom"],
    body: "Choose the right microphone in the settings of Zoom.",
  },
};

const SPANISH: Record<string, Written> = {
  password: {
    title: "Restablecer la contraseña",
    questions: ["Olvidé mi contraseña", "Mi contraseña ya no funciona"],
    body: "Abra el portal y elija una contraseña nueva de 14 caracteres.",
  },
  vpn: {
    title: "Conectarse a la VPN desde casa",
    questions: ["¿Cómo trabajo desde casa?", "GlobalProtect no se conecta"],
    body: "Instale GlobalProtect e inicie sesión con su cuenta de trabajo.",
  },
  printer: {
    title: "La impresora tiene un atasco de papel",
    questions: ["El papel está atascado en la fotocopiadora"],
    body: "Abra la puerta izquierda, saque la hoja despacio y cierre la puerta.",
  },
  projector: {
    title: "El proyector no muestra imagen",
    questions: ["El proyector se queda oscuro"],
    body: "Pulse Source en el mando hasta que se vea el portátil.",
  },
  classroom: {
    title: "Iniciar sesión en Google Classroom",
    questions: ["No puedo entrar en Google Classroom"],
    body: "Use la cuenta de la escuela y no la suya particular.",
  },
  wifi: {
    title: "Conectarse a la red wifi",
    questions: ["¿Qué red inalámbrica debo usar?"],
    body: "Elija Lakeside-Staff e inicie sesión con su cuenta.",
  },
  badge: {
    title: "Tarjeta perdida o rota",
    questions: ["¿Dónde consigo una tarjeta nueva?"],
    body: "Avise en secretaría. Le imprimen otra mientras espera.",
  },
  laptop: {
    title: "Pedir prestado un portátil",
    questions: ["¿Me pueden prestar un portátil para mañana?"],
    body: "Pídalo en la biblioteca antes del mediodía y traiga su tarjeta.",
  },
  phishing: {
    title: "Avisar de un correo sospechoso",
    questions: ["He recibido un correo de phishing"],
    body: "No haga clic en nada. Pulse Informar en Outlook.",
  },
  sound: {
    title: "Zoom no tiene sonido",
    questions: ["Nadie me oye en Zoom"],
    body: "Elija el micrófono correcto en los ajustes de Zoom.",
  },
};

function article(id: string, written: Written, language?: string): Article {
  const source = { file: `${id}.md`, line: 1 };
  const rest = { not: [], tags: [], sites: [], private: false, source, ...(language && { language }) };
  return { id, ...written, ...rest };
}

const articlesOf = (language: string, written: Record<string, Written>, set: boolean) =>
  Object.entries(written).map(([topic, text]) =>
    article(`${language}/${topic}`, text, set ? language : undefined),
  );

const both = [...articlesOf("en", ENGLISH, true), ...articlesOf("es", SPANISH, true)];
const untold = [...articlesOf("en", ENGLISH, false), ...articlesOf("es", SPANISH, false)];

const ASKED: [question: string, article: string][] = [
  ["forgot password", "en/password"],
  ["Hello, could you tell me how I change my passwords please?", "en/password"],
  ["how can I connect to the VPN at home", "en/vpn"],
  ["paper jam in the printers", "en/printer"],
  ["my projector is dark", "en/projector"],
  ["can't get into Google Classroom", "en/classroom"],
  ["which wifi should we use", "en/wifi"],
  ["I need a new badge", "en/badge"],
  ["need to borrow a laptop", "en/laptop"],
  ["got a suspicious email", "en/phishing"],
  ["nobody hears me in Zoom", "en/sound"],
  ["olvidé la contraseña", "es/password"],
  ["olvide mi contrasena", "es/password"],
  ["Buenos dias, me pueden decir como cambio mis contrasenas por favor", "es/password"],
  ["cómo me conecto a la VPN en casa", "es/vpn"],
  ["hay papel atascado en las impresoras", "es/printer"],
  ["el proyector está oscuro", "es/projector"],
  ["no puedo entrar a Google Classroom", "es/classroom"],
  ["que red inalambrica uso", "es/wifi"],
  ["perdi mi tarjeta", "es/badge"],
  ["necesito un portatil prestado", "es/laptop"],
  ["recibi un correo sospechoso", "es/phishing"],
  ["no me oyen en Zoom", "es/sound"],
];

describe("a knowledge base in two languages", () => {
  const index = buildIndex(both);
  const first = (question: string) => matchArticles(index, question).ranked[0]?.article.id;

  it.each(ASKED)("%s → %s", (question, id) => {
    expect(first(question)).toBe(id);
    expect(matchArticles(index, question).decision).not.toBe("escalate");
  });

  it("answers what an article asks itself, in either language", () => {
    const wrong = both.flatMap(({ id, questions }) =>
      questions.filter((question) => {
        const { decision, ranked } = matchArticles(index, question);
        return decision !== "answer" || ranked[0]?.article.id !== id;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("offers articles of the question's language only, when one of them fits", () => {
    for (const [question, id] of ASKED) {
      const { ranked } = matchArticles(index, question);
      expect(ranked.every((match) => match.article.id.startsWith(id.slice(0, 3)))).toBe(true);
    }
  });

  it("asks for the meaning of what is in English, and of nothing else", () => {
    const asked: string[] = [];
    const encode = (text: string) => {
      asked.push(text);
      return Float32Array.of(1, 0);
    };
    expect(textsToEncode(both)).toEqual(textsToEncode(articlesOf("en", ENGLISH, true)));
    const meant = buildIndex(both, encode);
    expect(new Set(asked)).toEqual(new Set(textsToEncode(both)));
    asked.length = 0;
    matchArticles(meant, "olvidé mi contraseña");
    expect(asked).toEqual([]);
  });

  it("says of an article in English what it says without the others", () => {
    const alone = buildIndex(articlesOf("en", ENGLISH, true));
    for (const [question, id] of ASKED.filter(([, one]) => one.startsWith("en/"))) {
      const { ranked } = matchArticles(index, question);
      expect(ranked[0]?.article.id).toBe(id);
      expect(ranked).toEqual(matchArticles(alone, question).ranked);
    }
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        for (const { confidence } of matchArticles(index, text).ranked) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("hands over what is in neither language", () => {
    expect(matchArticles(index, "what is for lunch in the cafeteria today").decision).toBe("escalate");
    expect(matchArticles(index, "qué hay de comer hoy en la cafetería").decision).toBe("escalate");
  });

  it("finds the same when no article says its language", () => {
    const { of } = articleLanguages(untold);
    expect(untold.filter((one) => !one.id.startsWith(of(one)))).toEqual([]);
    const found = buildIndex(untold);
    const decisions = ASKED.map(([question]) => matchArticles(found, question).ranked[0]?.article.id);
    expect(decisions).toEqual(ASKED.map(([, id]) => id));
  });
});

describe("an article that there is in one language only", () => {
  const without = (...ids: string[]) => buildIndex(both.filter(({ id }) => !ids.includes(id)));

  it.each([
    ["en/classroom", "I can't sign in to Google Classroom", "es/classroom"],
    ["es/classroom", "no puedo entrar a Google Classroom", "en/classroom"],
    ["en/vpn", "GlobalProtect keeps failing", "es/vpn"],
    ["es/sound", "Zoom sin sonido", "en/sound"],
    ["es/password", "olvidé mi contraseña", "en/password"],
    ["en/printer", "paper stuck in the printer", "es/printer"],
  ])("without %s: %s → %s", (missing, question, id) => {
    const { ranked, decision } = matchArticles(without(missing), question);
    expect(ranked[0]?.article.id).toBe(id);
    expect(decision).not.toBe("escalate");
  });

  it("is offered before nothing, not before one that fits", () => {
    const index = without("es/classroom", "es/vpn", "es/sound");
    expect(matchArticles(index, "olvide mi contrasena").ranked[0]?.article.id).toBe("es/password");
  });
});

describe("a knowledge base in one language", () => {
  it("is asked in its own, without saying which it is", () => {
    const index = buildIndex(articlesOf("es", SPANISH, false));
    expect(articleLanguages(index.articles).all).toEqual(["es"]);
    expect(matchArticles(index, "cambiar contrasenas").ranked[0]?.article.id).toBe("es/password");
    expect(matchArticles(index, "Google Classroom").ranked[0]?.article.id).toBe("es/classroom");
  });

  it("that says nothing of itself is in English", () => {
    const short = [article("a", { title: "VPN", questions: [], body: "GlobalProtect" })];
    expect(articleLanguages(short)).toMatchObject({ main: "en", all: ["en"] });
  });

  it("gives its language to an article too short to tell", () => {
    const short = article("es/short", { title: "Zoom", questions: [], body: "portal.lakeside.example" });
    const { of, all } = articleLanguages([...articlesOf("es", SPANISH, false), short]);
    expect(of(short)).toBe("es");
    expect(all).toEqual(["es"]);
  });
});

describe("`language` in the front matter", () => {
  const read = (line: string) =>
    parseKnowledgeBase([{ path: "a.md", text: `---\ntitle: A\n${line}\n---\n\ntext` }]);

  it.each([
    ["es", "es"],
    ["pt-BR", "pt-BR"],
    ["es_mx", "es-MX"],
    ["no", "no"],
    ["ja", "ja"],
    ["spa", "es"],
  ])("may be %s, kept as %s", (written, kept) => {
    const { articles, problems } = read(`language: ${written}`);
    expect(problems).toEqual([]);
    expect(articles[0]?.language).toBe(kept);
  });

  it.each([
    ["Spanish", "Write `language: es` for Spanish."],
    ["español", "Write `language: es` for Spanish."],
    ["Germn", "Write `language: de` for German."],
    ["jp", "Write `language: ja` for Japanese."],
    [
      "xx",
      "Write its code, such as `language: es` for Spanish or `language: pt-BR` for Brazilian Portuguese.",
    ],
  ])("must not be %s", (written, fix) => {
    const { articles, problems } = read(`language: ${written}`);
    expect(articles).toEqual([]);
    expect(problems).toEqual([
      {
        file: "a.md",
        line: 3,
        severity: "error",
        message: `\`language: ${written}\` is not the code of a language.`,
        fix,
      },
    ]);
  });

  it("takes a country's variant for its language", () => {
    const written = { title: "VPN", questions: [], body: "GlobalProtect" };
    const variants = [article("a", written, "en-GB"), article("b", written, "en-US")];
    expect(articleLanguages(variants).all).toEqual(["en"]);
  });
});
