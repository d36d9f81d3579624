import { withoutPersonalData } from "../../src/desk/personal-data";

const known = {
  people: [{ name: "Ana Lopez", email: "ana.l7@school.example" }, { name: "José Núñez" }],
  others: [{ name: "Will Port" }, { name: "Dana Brooks" }, { name: "Eve Fox-Lane (IT)" }],
};

test.each([
  // Names
  ["Ana Lopez cannot print", "[name] cannot print"],
  ["ANA's laptop, and lopez’s too", "[name]'s laptop, and [name]’s too"],
  ["ask ana lopez or jose nunez", "ask [name] or [name]"],
  ["José called", "[name] called"],
  ["user alopez, host LAPTOP-ANA, share ana_lopez", "user [name], host LAPTOP-[name], share [name]"],
  ["mailbox ana.l7 is full", "mailbox [name] is full"],
  ["an analog line, Anatolia", "an analog line, Anatolia"],
  // People who only stand in the plan: their parts as they are written
  ["Dana looked at it, dana brooks too", "[name] looked at it, [name] too"],
  ["will the port be open?", "will the port be open?"],
  ["Will says no", "[name] says no"],
  ["Eve showed it to Fox-Lane's class", "[name] showed it to [name]'s class"],
  // E-mail
  ["write to ana@x.example, mailto:Someone.Else+it@mail.example.org!", "write to [e-mail], [e-mail]!"],
  // Phones
  ["call 555-0199", "call [phone]"],
  ["call (555) 010-0199 or 555.010.0199", "call [phone] or [phone]"],
  ["call +1 (555) 010-0199 ext. 204.", "call [phone]."],
  ["+49 30 1234567 und 030 1234567", "[phone] und [phone]"],
  ["0171/1234567", "[phone]"],
  ["5550100199", "[phone]"],
  ["+1 555 010 0199 10.0.0.12", "[phone] 10.0.0.12"],
  // Personal numbers
  ["employee number 47110", "employee number [number]"],
  ["my student ID: A12345 is", "my student ID: [number] is"],
  ["account #900-1234", "account #[number]"],
  // What a vendor needs
  [
    "10.20.30.40 and 192.168.100.200/24 do not ping fe80::1",
    "10.20.30.40 and 192.168.100.200/24 do not ping fe80::1",
  ],
  ["since 2026-11-24 08:15, error 0x80070035", "since 2026-11-24 08:15, error 0x80070035"],
  [
    "serial ML-4102233, MAC 00:1A:2B:3C:4D:5E, firmware 7.16.2",
    "serial ML-4102233, MAC 00:1A:2B:3C:4D:5E, firmware 7.16.2",
  ],
  ["room 12, port 8080, vlan 204, 100 Mbit", "room 12, port 8080, vlan 204, 100 Mbit"],
])("%s", (text, without) => {
  expect(withoutPersonalData(text, known)).toBe(without);
});

test.each([["a"], ["a."], [" "], ["id "], ["1 "], ["+1 "], ["555-0199 "], ["[name]"]])(
  "is done quickly with as much of %j as a platform lets through",
  (piece) => {
    const text = `id${piece.repeat(40_000 / piece.length)}`;
    const before = performance.now();
    withoutPersonalData(text, known);
    expect(performance.now() - before).toBeLessThan(1000);
  },
);

test("is done quickly also with a long line of digits and letters", () => {
  const text = `${"1 ".repeat(4000)}${"a.".repeat(4000)}${"9".repeat(4000)}`;
  expect(withoutPersonalData(text, known)).toHaveLength(text.length);
});
