/** A file's link at this host: signed for any, and the page's policy knows no other. */
export function atThisHost(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
