import { ref } from "vue";

/** Whether a newer console is there and waits to be let in. */
export const newer = ref(false);

let waiting: ServiceWorker | null = null;

/** Has the browser keep the console, so that it opens without a network. */
export async function install(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/p/konsol/sw.js", { scope: "/" }).catch(() => null);
  if (!registration) return;
  const tell = (): void => {
    // The first one replaces nobody: it is not news.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    newer.value = true;
  };
  tell();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", tell);
  });
}

/** Lets the newer console in, and begins again with it. */
export function update(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("ganti");
}
