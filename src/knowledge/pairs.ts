// Which number has a pair of numbers? There may be millions: a Map takes six times the memory, and three times as long.

const NONE = -1;
/** Each part grows by itself: a large table is copied for so long that others would wait. */
const PARTS = 64;
const FIRST_ROOM = 32;

/** Grows only. `get` gives -1 for a pair that has no number. */
export type Pairs = {
  get(first: number, second: number): number;
  set(first: number, second: number, number: number): void;
};

/** For whole numbers that are not below zero. */
export function createPairs(): Pairs {
  const parts = Array.from({ length: PARTS }, createPart);
  return {
    get: (first, second) => {
      const mixed = hash(first, second);
      return parts[mixed >>> 26]?.get(mixed, first, second) ?? NONE;
    },
    set: (first, second, number) => {
      const mixed = hash(first, second);
      parts[mixed >>> 26]?.set(mixed, first, second, number);
    },
  };
}

/** A hash table with open addressing, three numbers an entry, at most half full. */
function createPart() {
  let room = FIRST_ROOM;
  let table = emptyTable(room);
  let size = 0;

  function placeOf(mixed: number, first: number, second: number): number {
    let place = mixed & (room - 1);
    while (table[place * 3 + 2] !== NONE && (table[place * 3] !== first || table[place * 3 + 1] !== second))
      place = (place + 1) & (room - 1);
    return place * 3;
  }

  function put(mixed: number, first: number, second: number, number: number): void {
    const at = placeOf(mixed, first, second);
    if (table[at + 2] === NONE) size++;
    table[at] = first;
    table[at + 1] = second;
    table[at + 2] = number;
  }

  function grow(): void {
    const before = table;
    room *= 2;
    table = emptyTable(room);
    size = 0;
    for (let at = 0; at < before.length; at += 3) {
      const [first = 0, second = 0, number = NONE] = [before[at], before[at + 1], before[at + 2]];
      if (number !== NONE) put(hash(first, second), first, second, number);
    }
  }

  return {
    get: (mixed: number, first: number, second: number) => table[placeOf(mixed, first, second) + 2] ?? NONE,
    set(mixed: number, first: number, second: number, number: number) {
      if (size * 2 >= room) grow();
      put(mixed, first, second, number);
    },
  };
}

const emptyTable = (room: number): Int32Array => new Int32Array(room * 3).fill(NONE);

/** Multiplied by odd numbers whose bits are spread, and the high bits mixed into the low ones, which choose the place. */
function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
