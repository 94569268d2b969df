/** Whether a text has a word that the platform searches by: three letters or digits in a row. */
export function isSearchable(text: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(text);
}

/** Whether each word that is typed stands in a text: what is at hand is narrowed at once, while the platform looks for more. */
export function holdsWords(text: string, typed: string): boolean {
  const held = text.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word));
}
