import type { MetricType } from "web-vitals";
import type { Router } from "vue-router";
import { addressOf } from "../api/call.ts";
import type { Input } from "../api/operation.ts";
import { useSession } from "../session.ts";
import { shownAt } from "./shown.ts";

type Sample = NonNullable<Input<"recordVitals">["body"]>["contoh"][number];

/** What the platform takes at once. */
const most = 20;
let begun = false;

/**
 * Measures how quick the console is for whoever uses it, and tells the platform each time the page is hidden: which page, what, how
 * much, and nothing of whoever it was. The measuring itself is fetched once the browser has nothing else to do.
 */
export function measureVitals(router: Router): void {
  if (begun) return;
  begun = true;
  // Safari has no such callback.
  const whenIdle =
    "requestIdleCallback" in globalThis ? requestIdleCallback : (go: () => void) => setTimeout(go, 2_000);
  // Without it nothing is measured, and nothing is missing for anybody.
  whenIdle(() => void begin(router).catch(() => undefined));
}

async function begin(router: Router): Promise<void> {
  const { onCLS, onFCP, onINP, onLCP, onTTFB } = await import("web-vitals");
  const session = useSession();
  let samples: Sample[] = [];
  const counted = new Set<string>();

  function note({ id, name, value, entries, navigationType, navigationURL = "" }: MetricType): void {
    // A later hiding tells the same measure once more, if it is worse by then: what was counted is not taken back, and not counted twice.
    if (counted.has(id)) return;
    counted.add(id);
    // The page on which it happened, and not the one to which it led: a press that opens another is of the page that it was on. Where
    // nothing moved, nothing says when.
    const still = entries.length === 0 && navigationType === "soft-navigation";
    const rute = still ? router.resolve(new URL(navigationURL).pathname).name : shownAt(entries[0]?.startTime);
    if (typeof rute === "string") samples.push({ rute, ukuran: name, nilai: value });
  }

  function send(): void {
    if (document.visibilityState !== "hidden" || samples.length === 0) return;
    // Whoever has not set up their second factor yet may do nothing else.
    if (session.me?.wajib_otp !== false) return;
    const body = JSON.stringify({ contoh: samples.slice(0, most) });
    samples = [];
    navigator.sendBeacon(addressOf("recordVitals"), new Blob([body], { type: "application/json" }));
  }

  // What loading took is of the page that was loaded; where the browser tells them apart, the rest is of each page that followed.
  onTTFB(note);
  onFCP(note);
  onLCP(note);
  onINP(note, { reportSoftNavs: true });
  onCLS(note, { reportSoftNavs: true });
  // After those of the measuring, which tell what there is when the page is hidden. The last chance on a phone: it may end without more.
  addEventListener("visibilitychange", send);
  addEventListener("pagehide", send);
}
