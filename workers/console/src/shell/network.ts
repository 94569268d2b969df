import { ref } from "vue";

/** Since when what is shown is what was kept, because the platform could not be reached; null while it can. */
export const shownSince = ref<string | null>(null);
/** Whether the browser has a network at all. */
export const connected = ref(navigator.onLine);

addEventListener("online", () => (connected.value = true));
addEventListener("offline", () => (connected.value = false));

/** Whether part of the platform is away: what is shown is right all the same, and slower. */
export const degraded = ref(false);

const degradedMs = 20_000;
let recovery: ReturnType<typeof setTimeout> | undefined;

/** Not every answer needs the part that is away: it counts as back when none has missed it for a while. */
function noteDegraded(): void {
  degraded.value = true;
  clearTimeout(recovery);
  recovery = setTimeout(() => (degraded.value = false), degradedMs);
}

/** Told of each answer: one that the browser had kept says when it was given. */
export function noteAnswer(response: Response): void {
  if (response.headers.has("serambi-degraded")) noteDegraded();
  const kept = response.headers.get("serambi-disimpan");
  // The oldest of what is on the page counts; one that came from the platform itself ends it.
  if (kept === null) shownSince.value = null;
  else if (shownSince.value === null || kept < shownSince.value) shownSince.value = kept;
}
