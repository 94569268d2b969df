import { del, get, set } from "idb-keyval";

/** What somebody wrote and has not been saved yet, on the version that they read; it outlives the page and the battery. */
export interface Kept<Content> {
  readonly versi: number;
  readonly content: Content;
  /** Whether the outbox has it to be sent, and nothing was written since. */
  readonly given: boolean;
}

/** A browser without a store (a private window) keeps nothing: what is saved on the platform is then all there is. */
export async function keep<Content>(key: string, kept: Kept<Content>): Promise<void> {
  // As JSON: what is reactive cannot be cloned.
  await set(key, JSON.stringify(kept)).catch(() => undefined);
}

/** What was kept, if anything was. */
export async function keptAt<Content>(key: string): Promise<Kept<Content> | null> {
  const text = await get<string>(key).catch(() => undefined);
  return text === undefined ? null : (JSON.parse(text) as Kept<Content>);
}

/** Forgets it: it has been saved, or is not wanted. */
export async function letGo(key: string): Promise<void> {
  await del(key).catch(() => undefined);
}
