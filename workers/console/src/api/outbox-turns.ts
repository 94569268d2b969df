import { isOpen, type OutboxEntry } from "./outbox-entry.ts";

/** Of what goes together, files go first, then the words that name them, then what belongs to the words, then what closes them. */
const turns: Readonly<Record<string, number>> = { addOrderFile: 0, attachInvitation: 2, sendReport: 3 };
const words = 1;

function turnOf({ operation }: OutboxEntry): number {
  return turns[operation] ?? words;
}

/** What waits, in the order in which it goes: the oldest group first. */
export function inTurn(entries: readonly OutboxEntry[]): OutboxEntry[] {
  const began = new Map<string, string>();
  for (const { group, since } of entries) {
    const before = began.get(group);
    if (before === undefined || since < before) began.set(group, since);
  }
  const beginOf = ({ group }: OutboxEntry): string => began.get(group) ?? "";
  return entries.toSorted(
    (a, b) =>
      beginOf(a).localeCompare(beginOf(b)) ||
      a.group.localeCompare(b.group) ||
      turnOf(a) - turnOf(b) ||
      a.since.localeCompare(b.since),
  );
}

/** What goes next; `skipped` are the groups that could not be sent just now. */
export function nextOf(entries: readonly OutboxEntry[], skipped: ReadonlySet<string>): OutboxEntry | undefined {
  return inTurn(entries).find((entry) => isOpen(entry) && !skipped.has(entry.group) && !isHeldUp(entry, entries));
}

/** Whether it waits for something of its group that has to be there first, and is not: a draft for its invitation, all of it for the press that sends it. */
function isHeldUp(entry: OutboxEntry, entries: readonly OutboxEntry[]): boolean {
  const own = turnOf(entry);
  return own > words && entries.some((one) => one.group === entry.group && turnOf(one) < own && one.state !== "sent");
}

/** What makes no sense any more without it: the invitation of a draft that is not sent, the press that sends a report. */
export function dependentsOf(entry: OutboxEntry, entries: readonly OutboxEntry[]): OutboxEntry[] {
  const own = turnOf(entry);
  if (own < words) return [];
  return entries.filter((one) => one.group === entry.group && turnOf(one) > own);
}
