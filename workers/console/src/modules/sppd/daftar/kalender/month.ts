/** Days are `YYYY-MM-DD`, months `YYYY-MM`: calendar dates, of no time zone. */
const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

export function addMonths(month: string, months: number): string {
  const date = at(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return dayOf(date).slice(0, 7);
}

/** The weeks that a month touches, each from Monday to Sunday. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const start = addDays(first, -((at(first).getUTCDay() + 6) % 7));
  const end = addDays(`${addMonths(month, 1)}-01`, -1);
  const weeks: string[][] = [];
  for (let monday = start; monday <= end; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, days) => addDays(monday, days)));
  return weeks;
}

/** Whether something is a month that can be shown. */
export function isMonth(text: unknown): text is string {
  return typeof text === "string" && /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
}
