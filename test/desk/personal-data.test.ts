import fc from "fast-check";
import { withoutPersonalData } from "../../src/desk/personal-data";

const known = {
  people: [{ name: "Ana Lopez", email: "ana.l7@school.example" }, { name: "José Núñez" }],
  others: [{ name: "Will Port" }, { name: "Dana Brooks" }, { name: "Eve Fox-Lane (IT)" }],
};

/** What was written; what an outsider reads. */
const TELLS: [string, string][] = [
  // Names
  ["Ana Lopez cannot print", "[name] cannot print"],
  ["ANA's laptop, and lopez’s too", "[name]'s laptop, and [name]’s too"],
  ["ask ana lopez or jose nunez", "ask [name] or [name]"],
  ["José called", "[name] called"],
  ["user alopez, host LAPTOP-ANA, share ana_lopez", "user [name], host LAPTOP-[name], share [name]"],
  ["mailbox ana.l7 is full", "mailbox [name] is full"],
  ["Lopez, Ana", "[name], [name]"],
  ["C:\\Users\\alopez\\Desktop", "C:\\Users\\[name]\\Desktop"],
  // People who only stand in the plan: their parts as they are written
  ["Dana looked at it, dana brooks too", "[name] looked at it, [name] too"],
  ["Will says no", "[name] says no"],
  ["Eve showed it to Fox-Lane's class", "[name] showed it to [name]'s class"],
  // Names of people nobody knows, where it is said that they are some
  ["it worked for Mr. Novak", "it worked for Mr. [name]"],
  ["Mrs Petra Novak wants it back", "Mrs [name] wants it back"],
  ["Frau Novak kann nicht drucken", "Frau [name] kann nicht drucken"],
  ["Dr. Okafor's screen is black", "Dr. [name] screen is black"],
  ["My name is Petra Novak, the tunnel is down", "My name is [name], the tunnel is down"],
  ["mein Name ist Petra", "mein Name ist [name]"],
  ["the tunnel is down\n\nKind regards,\nPetra Novak", "the tunnel is down\n\nKind regards,\n[name]"],
  ["It is down. Thanks, Petra", "It is down. Thanks, [name]"],
  ["Der Drucker geht nicht.\nViele Grüße\nPetra", "Der Drucker geht nicht.\nViele Grüße\n[name]"],
  ["la señora García no puede entrar", "la señora [name] no puede entrar"],
  ["Monsieur Dupont ne peut pas imprimer", "Monsieur [name] ne peut pas imprimer"],
  ["je m'appelle Petra Novak", "je m'appelle [name]"],
  ["Der Drucker geht nicht. LG Petra", "Der Drucker geht nicht. LG [name]"],
  ["No funciona.\nUn saludo, Petra", "No funciona.\nUn saludo, [name]"],
  ["En panne.\nCordialement, Petra Novak", "En panne.\nCordialement, [name]"],
  // E-mail
  ["write to ana@x.example, mailto:Someone.Else+it@mail.example.org!", "write to [e-mail], [e-mail]!"],
  ["<petra.novak@lakeside.example>", "<[e-mail]>"],
  ["PETRA@LAKESIDE.EXAMPLE", "[e-mail]"],
  ["user_1%x@sub.mail.example", "[e-mail]"],
  ["jürgen@müller.example", "[e-mail]"],
  // Phones
  ["call 555-0199", "call [phone]"],
  ["call 555 0199", "call [phone]"],
  ["call (555) 010-0199 or 555.010.0199", "call [phone] or [phone]"],
  ["call +1 (555) 010-0199 ext. 204.", "call [phone]."],
  ["1-800-555-0199", "[phone]"],
  ["+49 30 1234567 und 030 1234567", "[phone] und [phone]"],
  ["(030) 1234567", "[phone]"],
  ["0171/1234567", "[phone]"],
  ["0049 30 1234567", "[phone]"],
  ["+4917112345678", "[phone]"],
  ["+44 (0)20 7946 0958", "[phone]"],
  ["07700 900123", "[phone]"],
  ["020 7946 0958", "[phone]"],
  ["06 12 34 56 78", "[phone]"],
  ["+33 6 12 34 56 78", "[phone]"],
  ["+1-512-555-0199", "[phone]"],
  ["512/555-0199 or 512 555 0199", "512/555-0199 or [phone]"],
  ["5550100199", "[phone]"],
  ["+1 555 010 0199 10.0.0.12", "[phone] 10.0.0.12"],
  ["my extension is 4711", "my extension is [phone]"],
  ["reach me on ext. 204", "reach me on ext. [phone]"],
  ["tel: 030 1234567-12", "tel: [phone]"],
  ["Telefonnummer: 5550100199, Durchwahl 204", "Telefonnummer: [phone], Durchwahl [phone]"],
  ["llámame al 612 345 678", "llámame al [phone]"],
  ["mi teléfono es 612345678", "mi teléfono es [phone]"],
  // Personal numbers
  ["employee number 47110", "employee number [number]"],
  ["Employee No. 47110", "Employee No. [number]"],
  ["my student ID: A12345 is", "my student ID: [number] is"],
  ["account #900-1234", "account #[number]"],
  ["account number 900123", "account number [number]"],
  ["badge 4711 opens nothing", "badge [number] opens nothing"],
  ["my ID is 104233", "my ID is [number]"],
  ["user id 104233", "user id [number]"],
  ["customer 104233", "customer [number]"],
  ["card no. 1042-33", "card no. [number]"],
  ["payroll number P-10423", "payroll number [number]"],
  ["Personalnummer 47110 und Kundennummer: 104233", "Personalnummer [number] und Kundennummer: [number]"],
  ["número de empleado 47110", "número de empleado [number]"],
  ["matricule 47110", "matricule [number]"],
  // Birthdays and addresses
  ["geb. 12.05.1984", "geb. [date]"],
  ["nacido el 12/05/1984, née le 12/05/1984", "nacido el [date], née le [date]"],
  ["Calle Mayor 5, Madrid", "[address], Madrid"],
  ["12 rue de la Paix, Paris", "[address], Paris"],
  ["born on 12/05/1984", "born on [date]"],
  ["DOB: 1984-05-12", "DOB: [date]"],
  ["geboren am 12.05.1984", "geboren am [date]"],
  ["send it to 12 Oak Street", "send it to [address]"],
  ["I work from 1204 North Lamar Blvd.", "I work from [address]"],
  ["ich wohne in der Lindenstraße 5", "ich wohne in der [address]"],
];

/** What a vendor needs, and what tells nobody. */
const TELLS_NOBODY: string[] = [
  "an analog line, Anatolia",
  "will the port be open?",
  "10.20.30.40 and 192.168.100.200/24 do not ping fe80::1",
  "since 2026-11-24 08:15, error 0x80070035",
  "serial ML-4102233, MAC 00:1A:2B:3C:4D:5E, firmware 7.16.2",
  "room 12, port 8080, vlan 204, 100 Mbit",
  "event ID 4625 in the log",
  "process id 43120",
  "VLAN ID 2040",
  "graphics card 3080, network card 1000",
  "SD card 128",
  "Office account 365",
  "Windows user 2019 edition",
  "Windows 11 build 10.0.22631.4460",
  "version 120.0.6099.129",
  "KB5034441 and KB5034123",
  "error 0x80070005",
  "error 500-1234",
  "stop code 0x0000007B",
  "serial number 0012345678",
  "serial 5550100199",
  "S/N: 5550100199",
  "IMEI: 4902037518",
  "ISBN 0306406152",
  "ISBN 978-0-306-40615-7",
  "order 5550100199",
  "PO 5550100199",
  "asset tag 5550100199",
  "ticket HD-1234, case 5550100199",
  "the certificate ended 03/2026",
  "on 03/04/2026 and 24.11.2026 08:15",
  "01.02.2026",
  "2026/11/24",
  "at 08:15:30",
  "500-1000 users",
  "200-2000 MB",
  "between 500 1000 and 1500",
  "page 204 2026",
  "00-1A-2B-3C-4D-5E",
  "00-11-22-33-44-55",
  "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
  "S-1-5-21-3623811015-3361044348-30300820-1013",
  "fe80::1ff:fe23:4567:890a",
  "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
  "1920 x 1080 at 60 Hz",
  "1920x1080",
  "port 443, 8443 and 50000",
  "HP LaserJet 4250, tray 2",
  "model 5540-0012",
  "the file extension is .docx",
  "a Chrome extension 1.2.3",
  "https://portal.lakeside.example:8443/login",
  "@home.example is no address",
  "10,000 rows, 2.5 GB",
  "12 Windows laptops in Street View",
  "Thanks, it works",
  "Thanks! The printer works",
  "drwtsn32 is a log",
  "my name is not shown",
  "it was born in 2019 as a Windows Server",
  "temperature +5 to +40",
  "C++ 11, C++17",
  "5 x 1 TB, RAID 10",
  "SELECT 1234567 FROM t",
  "exit code 1234567",
  "Rechnung 4500123456 fehlt",
  "Bestellnummer 4500123456",
  "Seriennummer: 5550100199",
  "numéro de série 5550100199",
  "pedido 4500123456",
  "Grüße aus Raum 204",
  "Best Buy",
];

test.each(TELLS)("who somebody is is taken out: %j", (text, without) => {
  expect(withoutPersonalData(text, known)).toBe(without);
});

test.each(TELLS_NOBODY)("what tells of devices stays: %j", (text) => {
  expect(withoutPersonalData(text, known)).toBe(text);
});

test("what was taken out once is taken out no more", () => {
  const piece = fc.constantFrom(
    ...TELLS.flat(),
    ...TELLS_NOBODY,
    "Mr. ",
    "my id is ",
    "call ",
    "\nThanks,\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (all) => {
      const once = withoutPersonalData(all.join(" "), known);
      expect(withoutPersonalData(once, known)).toBe(once);
    }),
  );
});

test.each([
  ["a"],
  ["a."],
  [" "],
  ["id "],
  ["1 "],
  ["+1 "],
  ["555-0199 "],
  ["[name]"],
  ["Mr. "],
  ["Thanks, A"],
  ["0 "],
  ["00 "],
  ["1 Aa "],
  ["Aastr. "],
  ["tel "],
  ["serial "],
])("comes to an end with as much of %j as a platform lets through", (piece) => {
  const text = `id${piece.repeat(40_000 / piece.length)}`;
  expect(withoutPersonalData(text, known).length).toBeGreaterThan(0);
});

test("is done quickly also with a long line of digits and letters", () => {
  const text = `${"1 ".repeat(4000)}${"a.".repeat(4000)}${"9".repeat(4000)}`;
  expect(withoutPersonalData(text, known)).toHaveLength(text.length);
});

describe("a name that is a word, too", () => {
  const left = (text: string, name: string, who: "people" | "others" = "people") =>
    withoutPersonalData(text, { people: [], others: [], [who]: [{ name }] });

  it.each([
    ["Will Smith", "I will restart it", "I will restart it"],
    ["Will Smith", "Ask Will, smith's colleague", "Ask [name], [name]'s colleague"],
    ["Will Smith", "will smith has it", "[name] has it"],
    ["Will", "Will says it will do", "[name] says it will do"],
    ["Mark Bill", "mark it as done and bill the vendor", "mark it as done and bill the vendor"],
    ["Jan van der Berg", "der Router ist von Jan", "der Router ist von [name]"],
    ["Jan van der Berg", "jan van der berg kam", "[name] kam"],
    ["Maria de la Cruz", "la impresora de la sala", "la impresora de la sala"],
  ])("%j is taken out of %j where it is a name", (name, text, expected) => {
    expect(left(text, name)).toBe(expected);
  });

  it("leaves the small words between names alone also of those who are only known", () => {
    expect(left("der Router in der Halle", "Jan van der Berg", "others")).toBe("der Router in der Halle");
  });
});

test.each([
  "I need 500-1000 licences",
  "the disk has 1234567890 bytes free",
  "staff 200 people cannot print",
  "It works. Thanks, Team",
])("an ordinary sentence stays: %j", (text) => {
  expect(withoutPersonalData(text, { people: [], others: [] })).toBe(text);
});
