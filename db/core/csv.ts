/** The type of a file of CSV. */
export const csvType = "text/csv; charset=utf-8";

/** By which spreadsheets know UTF-8. */
export const csvBeginning = "\ufeff";

/** What a spreadsheet takes for the beginning of a formula, the wide forms of East Asia included. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A row of CSV for spreadsheets set to Indonesian, which part columns by semicolons. A text that a spreadsheet would take for a
 * formula begins with an apostrophe: whoever named themselves so runs nothing on another's machine. A number is one.
 */
export function csvRow(values: readonly (string | number | null)[]): string {
  return `${values.map(csvCell).join(";")}\r\n`;
}

function csvCell(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = formula.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
