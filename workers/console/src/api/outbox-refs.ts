import type { OutboxEntry } from "./outbox-entry.ts";

/** Stands for the id that something waiting will be answered with: a report names a photo before the platform knows it. */
export function refTo(subject: string): string {
  return `⟨${subject}⟩`;
}

/** The subject for whose id something stands; undefined for an id. */
export function subjectOf(ref: string): string | undefined {
  return /^⟨(.+)⟩$/.exec(ref)?.[1];
}

/** Puts the id in the place of what stood for it, wherever it stands; without one it is taken out of lists. */
export function withId<Value>(value: Value, ref: string, id: string | undefined): Value {
  return replaced(value, ref, id) as Value;
}

function replaced(value: unknown, ref: string, id: string | undefined): unknown {
  if (value === ref) return id;
  if (Array.isArray(value))
    return value.filter((one) => id !== undefined || one !== ref).map((one) => replaced(one, ref, id));
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, ref, id)]));
}

/** Ids of files, those that have arrived since by their own, those that were given up no more. */
export function arrivedOf(ids: readonly string[], of: (subject: string) => OutboxEntry | undefined): string[] {
  return ids.flatMap((id) => {
    const subject = subjectOf(id);
    if (subject === undefined) return [id];
    const entry = of(subject);
    if (entry?.state === "sent") return [(entry.output as { id: string }).id];
    return entry ? [id] : [];
  });
}
