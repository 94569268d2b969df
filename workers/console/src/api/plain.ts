import { toRaw } from "vue";

/** What a form holds, without the form's own eyes on it: the browser keeps no proxies. */
export function plain(value: unknown): unknown {
  const raw = toRaw(value);
  if (Array.isArray(raw)) return raw.map(plain);
  if (raw === null || typeof raw !== "object" || Object.getPrototypeOf(raw) !== Object.prototype) return raw;
  return Object.fromEntries(Object.entries(raw).map(([name, one]) => [name, plain(one)]));
}
