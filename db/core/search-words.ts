/** More words than these find nothing that fewer would not. */
const mostWords = 8;

/** What an index of three-letter pieces can look up. */
const lookedUp = /[\p{L}\p{N}]{3}/u;

/**
 * The words of a search, at most eight; null when none of them has three letters or digits in a row, by which alone an
 * index finds anything. Signs mean themselves: `%` finds a percent sign.
 */
export function searchWords(text: string): string[] | null {
  const words = [...new Set(text.toLowerCase().split(/\s+/u).filter(Boolean))];
  // The longest first, so that what is left out is what tells least.
  const kept = words.sort((one, other) => other.length - one.length).slice(0, mostWords);
  return kept.some((word) => lookedUp.test(word)) ? kept : null;
}
