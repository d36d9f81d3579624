// Which words of a language has every question, whatever it is about?

import { foldWord } from "./languages";

/**
 * English: words that say nothing about the subject of a question to a help desk. A small knowledge base cannot know that
 * they are common, so the weight is taken from them here. Without the words that turn a meaning round (not, no, off, out,
 * over, up).
 */
const ENGLISH = `a about after again all also am an and any anybody anyone anything are as at be because been before being
  both but by can could did do does doing done else ever for from get getting give go going gone got had has have having he
  hello help her here hey hi him his how i if in into is it its itself just kindly know let like may me might mine more most
  much must my myself need of ok okay on once one or other our please really see shall she should so some somebody someone
  something still such tell thank thanks that the their them then there these they thing this those through to too us very
  want was way we were what whatever when where whether which while who whom whose why will with would yes yet you your
  yours`;

/**
 * What `natural` has for the language, what people at a help desk say besides, and what turns a meaning round and stays. "No"
 * is common: "no funciona" and "geht nicht" stand in half of all questions.
 */
type Small = { natural?: () => { words: string[] }; besides: string; turns: string };

const SMALL: Record<string, Small> = {
  es: {
    natural: () => require("natural/lib/natural/util/stopwords_es") as { words: string[] },
    besides: `al algo alguien algún alguna ahora aquí así aún buenas buenos bien cada cómo con cuál cuáles cuándo cuánto debe
      debo decir del desde días dime dónde e ella ellos era eres es esa esta está están estas este esto estoy estos favor
      fue gracias gustaría ha había hace hacer hago han hay haya he hola ir las les lo los más me mi mis mismo mucho muchas
      necesito necesita nosotros nuestra nuestro nuestros otra pero podría pueda puede pueden puedo pues quería quién quiero
      qué saber se ser si siempre sigue soy su también tan tanto tener tengo tiene tienen toda todas todo todos tú tus un una
      unas unos usted ustedes va vez voy y ya yo`,
    turns: "sin contra ni",
  },
  fr: {
    natural: () => require("natural/lib/natural/util/stopwords_fr") as { words: string[] },
    besides: `afin ainsi alors après arrive aussi autre avant besoin bien bonjour bonsoir car ça cas cet chaque chez comme
      comment déjà depuis dire dois doit donc dont elles encore entre est-ce fais fait faut ici jamais là lors lorsque merci
      mien moins où peu peut peux plaît plus pourquoi pouvez puis-je puis quand quelqu quelque quelques quoi rien salut savoir
      si sont souhaite sous svp tous tout toute toutes très trop va vais vas veut veux voici voilà voudrais vraiment y`,
    turns: "sans",
  },
  de: {
    besides: `aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf bei beim bin
      bis bisher bitte bist brauche braucht da dabei dafür damit danach danke dann daran darauf das dass dein deine deinen
      deiner dem den denn der des deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du durch dürfen ein
      eine einem einen einer eines einige einmal er es etwas euch euer eure für gab ganz gar geht gerade gern gerne gibt guten
      habe haben hallo hat hatte hatten hätte helfen her heute hier hin hilfe ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in
      ins ist ja jede jedem jeden jeder jedes jemand jetzt kann kannst können könnte könnten lassen leider machen mal man
      mehr mein meine meinem meinen meiner meines mich mir mit möchte morgen muss müssen nach nicht noch nun nur ob oder schon sehr
      sei seid sein seine seinem seinen seiner seit selbst sich sie sind so solche soll sollen sollte sondern sonst tag um und
      uns unser unsere unserem unseren unter viel viele vielen vom von vor war waren warum was weil welche welchem welchen
      welcher welches wem wen wenn wer werde werden weshalb wie wieder wieso will wir wird wirklich wissen wo woher wohin
      wollen worden wurde wurden würde zu zum zur zwar zwischen`,
    turns: "nichts kein keine keinem keinen keiner ohne gegen aus ab weg",
  },
  it: {
    natural: () => require("natural/lib/natural/util/stopwords_it") as { words: string[] },
    besides: `alcuni allora altra altri altro ancora buona buongiorno buonasera bisogno ciao ciò cosa cos così da deve devo dire
      dopo e ecco essere fa fare favore già gli grazie ho là mai me molto niente ogni ora per però piacere poi possiamo posso
      prego prima può puoi qual qualche qualcuno quando quindi qui riesco salve sapere sé sempre serve solo sotto te troppo
      tutta tutte un uno va vado voglio vorrei`,
    turns: "contro",
  },
  pt: {
    natural: () => require("natural/lib/natural/util/stopwords_pt") as { words: string[] },
    besides: `agora ainda algo alguém algum alguma antes aqui assim bem boa bom cada consigo dia dizer deve devo era essa está
      estamos estão estou eles faço favor fazer foi for gostaria há isso lá mesma nada num obrigada obrigado oi olá onde outra
      outro pode podem poder posso pra precisa preciso qualquer quanto quer quero quê saber ser sempre sendo seria sim sou
      são tarde tem tenho ter teve toda todas todo todos tudo vai vez vou`,
    turns: "sem nem",
  },
  nl: {
    natural: () => require("natural/lib/natural/util/stopwords_nl") as { words: string[] },
    besides: `alstublieft alsjeblieft bedankt beste bent dank daarom elke even gaan gaat ga goedemorgen goedemiddag graag hallo
      hoeveel hoi iedere jou jouw jullie krijg krijgen maak maken mag mogen moeten nieuwe onze steeds waar waarom waarmee wanneer
      weer welke weten willen wordt worden zit`,
    turns: "geen zonder tegen niets uit op af",
  },
  sv: {
    natural: () => require("natural/lib/natural/util/stopwords_sv") as { words: string[] },
    besides: `behöver är får fråga hej hjälp hjälpa kommer vet veta vilja gäller tacksam`,
    turns: "utan utanför ute ut upp av ingen inga inget ingenting över under",
  },
  no: {
    natural: () => require("natural/lib/natural/util/stopwords_no") as { words: string[] },
    besides: `alt andre bruke burde dag denne finnes få får gjør gjøre gå går hallo har hei hjelp hjelpe igjen ja jo kommer må
      måtte noe nytt ny nye står takk trenger veldig vet vite vennligst være vært ønsker`,
    turns: "ingen uten mot ut opp av over",
  },
  ru: {
    natural: () => require("natural/lib/natural/util/stopwords_ru") as { words: string[] },
    besides: `вас вам вот всем где да для добрый его ей ему есть здравствуйте или им их какая какие какой когда куда ли меня мне
      мои моё моего моей моем моём моему моя можно мы надо не нет нам нас наш нужна нужно о опять пожалуйста почему привет при про с
      сам свой себя снова спасибо теперь тебя то тут у уже хочу чем чтобы эта этого этой эту`,
    turns: "вне конец под",
  },
  uk: {
    natural: () => require("natural/lib/natural/util/stopwords_uk") as { words: string[] },
    besides: `а або будь ви вам вас вже да де день для добрий дякую за й коли куди ласка мене мені мій моє мого моєї моєму моя
      можна ми на нам нас не необхідно нього немає о про привіт потрібно при та такий тебе треба ти тут у хочу цього ця це чи
      чому що щоб я як яка які`,
    turns: "поза кінець під",
  },
  pl: {
    natural: () => require("natural/lib/natural/util/stopwords_pl") as { words: string[] },
    besides: `cześć dzień dobry dziękuję chcę czemu jeśli mogę muszę mojego mojej moją potrzebuję proszę witam`,
    turns: "bez nad pod",
  },
};

const ENGLISH_TURNS = "no not off out over up";

const sets = new Map<string, ReadonlySet<string>>();

/** The words that every question has, folded. None for a language we do not know. */
export function commonWords(language: string): ReadonlySet<string> {
  const known = sets.get(language);
  if (known) return known;
  const turns = new Set(turnsOf(language));
  const said = smallWords(language).filter((word) => !turns.has(word));
  const common = new Set(said.map((word) => foldWord(word, language)));
  sets.set(language, common);
  return common;
}

/** What a language is known by: its common words, and those that turn a meaning round. With their accents. */
export function smallWords(language: string): string[] {
  if (language === "en") return [...listed(ENGLISH), ...turnsOf(language)];
  const small = SMALL[language];
  if (!small) return [];
  // The lists of `natural` hold digits and signs too.
  const letters = (small.natural?.().words ?? []).filter((word) => /^\p{L}+$/u.test(word));
  return [...new Set([...letters, ...listed(small.besides), ...turnsOf(language)])];
}

function turnsOf(language: string): string[] {
  return listed(language === "en" ? ENGLISH_TURNS : (SMALL[language]?.turns ?? ""));
}

function listed(words: string): string[] {
  return words.split(/[\s'-]+/).filter((word) => word !== "");
}
