// Control characters would break letters; direction overrides would make one say something else than it stores; a lone
// surrogate is no text at all and Postgres refuses it.
const TERLARANG = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Whether a line of text can be printed, and then says what it stores. */
export function dapatDicetak(baris: string): boolean {
  return !TERLARANG.test(baris);
}
