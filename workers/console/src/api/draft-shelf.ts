import { createStore, del, keys } from "idb-keyval";

/** Where the browser keeps what somebody typed and has not saved. */
export const draftShelf = createStore("serambi-draf", "permohonan");

/** Where what is typed about a subject is kept. */
export function draftPlace(owner: string, subject: string): string {
  return `${owner}/${subject}`;
}

/** The places of everything that somebody typed and has not saved. */
export async function draftsOf(owner: string): Promise<string[]> {
  const places = await keys<string>(draftShelf).catch(() => []);
  return places.filter((place) => place.startsWith(draftPlace(owner, "")));
}

/** Forgets what somebody typed and has not saved: they leave. */
export async function forgetDrafts(owner: string): Promise<void> {
  for (const place of await draftsOf(owner)) await del(place, draftShelf).catch(() => undefined);
}
