import { createStore, del, entries, get, set } from "idb-keyval";
import { fileOf, type OutboxEntry } from "./outbox-entry.ts";

const shelf = createStore("serambi-kotak-keluar", "kiriman");
/** So many bytes of files are kept on a device at most: sixty receipts as they are sent, and no more of a cheap phone than that. */
const mostBytes = 100 * 1024 * 1024;

/** Where an entry is kept. */
export function placeOf({ owner, subject }: Pick<OutboxEntry, "owner" | "subject">): string {
  return `${owner}/${subject}`;
}

/** Keeps it on the device, beside the others; false where there is no room, or in a browser that keeps nothing. */
export async function shelve(entry: OutboxEntry, others: readonly OutboxEntry[]): Promise<boolean> {
  const file = fileOf(entry);
  const held = others.reduce((sum, one) => sum + (fileOf(one)?.size ?? 0), 0);
  if (file && held + file.size > mostBytes) return false;
  return await set(placeOf(entry), entry, shelf).then(
    () => true,
    () => false,
  );
}

export async function unshelve(entry: Pick<OutboxEntry, "owner" | "subject">): Promise<void> {
  await del(placeOf(entry), shelf).catch(() => undefined);
}

/** Everything that is kept, of everybody. */
export async function shelved(): Promise<OutboxEntry[]> {
  const kept = await entries<string, OutboxEntry>(shelf).catch(() => []);
  return kept.map(([, entry]) => entry);
}

/** How it is kept by now: another page may have sent it, or given it up; undefined where it is kept no more. */
export async function asShelved(entry: OutboxEntry): Promise<OutboxEntry | undefined> {
  return await get<OutboxEntry>(placeOf(entry), shelf).catch(() => entry);
}
