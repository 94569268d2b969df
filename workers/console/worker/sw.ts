import { ExpirationPlugin } from "workbox-expiration";
import { precacheAndRoute, matchPrecache, type PrecacheEntry } from "workbox-precaching";
import { registerRoute } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";

/**
 * Opens the console where there is no network: its files, and the lists that were last seen, to be read. Nothing is changed from here; what
 * somebody writes meanwhile is kept by the page.
 */
declare const self: ServiceWorkerGlobalScope;
/** The files without which nothing opens, and the first words of the console's addresses; named by the build. */
declare const FILES: readonly PrecacheEntry[];

const day = 24 * 60 * 60;
const page = "/p/konsol/index.html";
/** What was answered to this person; forgotten by the page when they leave. */
const answers = "serambi-jawaban";

precacheAndRoute([...FILES]);

// A file whose name is its digest is what it is for ever.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith("/p/konsol/assets/"),
  new CacheFirst({ cacheName: "serambi-berkas", plugins: [new ExpirationPlugin({ maxEntries: 300 })] }),
);

// The network's page first: it names the newest files. Without a network, the one that was kept.
registerRoute(
  ({ request, url, sameOrigin }) =>
    sameOrigin &&
    request.mode === "navigate" &&
    !/^\/(api|verify|problems|status|akun|health|p)(\/|$)/.test(url.pathname),
  async ({ request }) => await fetch(request).catch(async () => (await matchPrecache(page)) ?? Response.error()),
);

// What was read, to be read again: who one is, what waits, travel orders, and what is needed to write one. Named one by one: accounts,
// bank accounts, keys and private links of people are kept on no device.
const readable =
  /^\/api\/v1\/(identity\/(me|views)|user-modules(\/.*)?|modules|notifications(\/unread)?|pegawai|referensi\/[a-z-]+|arsip|sppd(\/(?!kalender|templat)[^/]+(\/(laporan|biaya|dokumen|berkas))?)?|sppd\/ringkasan\/saya)$/;
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && readable.test(url.pathname),
  new NetworkFirst({
    cacheName: answers,
    matchOptions: { ignoreVary: true },
    plugins: [
      new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: 7 * day }),
      {
        // Only what was answered, and with the time at which it was: a page says how old it is.
        cacheWillUpdate: async ({ response }) => {
          if (response.status !== 200 || !response.headers.get("content-type")?.startsWith("application/json"))
            return null;
          const headers = new Headers(response.headers);
          headers.set("serambi-disimpan", new Date().toISOString());
          return new Response(await response.blob(), { headers });
        },
      },
    ],
  }),
);

/** Browsers that can be told beforehand what is not for this worker (Chromium since 123). */
interface RoutableInstall extends ExtendableEvent {
  addRoutes?(rules: { condition: { requestMethod: string }; source: "network" }): Promise<void>;
}

// What a page sends as it goes would wait for this worker to wake, and be lost with the page.
self.addEventListener("install", (event: RoutableInstall) => {
  event.waitUntil(event.addRoutes?.({ condition: { requestMethod: "POST" }, source: "network" }) ?? Promise.resolve());
});
self.addEventListener("message", ({ data }) => {
  // Said by the page when its reader agrees: a new version in the midst of writing would take what is written.
  if (data === "ganti") void self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
