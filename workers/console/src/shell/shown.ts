/** Which page was shown since when (ms since the document was asked for), the last ones. */
const pages: { readonly since: number; readonly name: string }[] = [];
const most = 100;

/** Notes that a page is shown from now on; the first one from the beginning. */
export function noteShown(name: string): void {
  if (pages.at(-1)?.name === name) return;
  pages.push({ since: pages.length === 0 ? 0 : performance.now(), name });
  if (pages.length > most) pages.shift();
}

/** The page that was shown at a moment, if that is still known; now, where none is named. */
export function shownAt(time = performance.now()): string | undefined {
  return pages.findLast(({ since }) => since <= time)?.name;
}
