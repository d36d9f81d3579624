/** Is a long number a payment card's or a bank account's? Their check digits and lengths tell; most other numbers fail. */

/** Beginnings and lengths of the cards in use (ISO/IEC 7812-1). A phone's IMEI and a SIM's number have the same check digit. */
const CARDS =
  /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|62\d{14,17}|35\d{14}|3[0689]\d{12})$/;

export function isCardNumber(written: string): boolean {
  const digits = written.replaceAll(/\D/g, "");
  if (!CARDS.test(digits) || new Set(digits).size === 1) return false;
  const sum = digits
    .split("")
    .toReversed()
    .reduce((total, digit, place) => {
      const worth = place % 2 === 1 ? Number(digit) * 2 : Number(digit);
      return total + (worth > 9 ? worth - 9 : worth);
    }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: the first four signs go to the end, letters are numbers from 10 on, and 97 leaves 1. */
export function isIban(written: string): boolean {
  const plain = written.replaceAll(/\s/g, "");
  if (plain.length < 15 || plain.length > 34) return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  const rest = moved.split("").reduce((left, sign) => {
    const worth = Number.parseInt(sign, 36);
    return (left * (worth > 9 ? 100 : 10) + worth) % 97;
  }, 0);
  return rest === 1;
}
