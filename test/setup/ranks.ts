/**
 * How surely two lists of measurements differ (Mann and Whitney's test, as a standard normal): near 0 when either could be the
 * other, beyond ±4 once in some 15,000 times by chance. Pairs that are taken in turns share whatever else the machine does.
 */
export function rankDifference(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, first: true })), ...other.map((value) => ({ value, first: false }))];
  all.sort((a, b) => a.value - b.value);
  let sum = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (all[to]?.value === all[from]?.value && to < all.length) to += 1;
    // Equal ones share the mean of their ranks.
    const rank = (from + 1 + to) / 2;
    for (const { first } of all.slice(from, to)) if (first) sum += rank;
    from = to;
  }
  const [m, n] = [one.length, other.length];
  const expected = (m * (m + n + 1)) / 2;
  return (sum - expected) / Math.sqrt((m * n * (m + n + 1)) / 12);
}

/** The middle one. */
export function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
