/**
 * The query of an address: a text for each name, a list for a name that is given more than once. No route takes a list,
 * so that nobody can have one value checked and another one used.
 */
export function readQuery(url: string): Record<string, string | string[]> {
  const { searchParams } = new URL(url);
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}
