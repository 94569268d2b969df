/** Browsers by what their User-Agent says; those that call themselves another's name as well come first. */
const peramban: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const sistem: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, "Android"],
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** What somebody would recognise a device by: "Chrome di Android". Of a program, its name; of what says nothing, that. */
export function sebutPerangkat(userAgent: string): string {
  const find = (list: typeof peramban) => list.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [browser, system] = [find(peramban), find(sistem)];
  if (browser !== undefined) return system === undefined ? browser : `${browser} di ${system}`;
  const [, program] = /^([A-Za-z][\w.-]{0,39})(?:\/|$)/.exec(userAgent) ?? [];
  return program !== undefined && program !== "Mozilla" ? program : (system ?? "Perangkat tak dikenal");
}
