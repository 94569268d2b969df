/**
 * The query of an address: a text for each name, a list for a name that is given more than once. No route takes a list,
 * so that nobody can have one value checked and another one used.
 */
export function readQuery(asked: URLSearchParams): Record<string, string | string[]> {
  const query = new Map<string, string | string[]>();
  for (const [name, value] of asked) {
    const before = query.get(name);
    query.set(name, before === undefined ? value : [before, value].flat());
  }
  return Object.fromEntries(query);
}
