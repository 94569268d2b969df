/** A day of a month's sheet; null before its first. */
export type Day = string | null;

/** The days of a month in weeks that begin on Monday. */
export function daysOf(year: number, month: number): Day[] {
  const first = new Date(Date.UTC(year, month, 1));
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const iso = (day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
  return [...Array.from({ length: before }, () => null), ...Array.from({ length: days }, (_, index) => iso(index + 1))];
}

/** Whether it is a Saturday or a Sunday. */
export const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
