import { useQueryClient } from "@tanstack/vue-query";
import { onScopeDispose, watch } from "vue";
import { dropHeard } from "../api/ask.ts";
import { call } from "../api/call.ts";

/** What the platform tells open pages: what happened, numbered, so that nothing is missed between two connections. */
interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Listener = (event: Told) => void;
const listeners = new Set<Listener>();

/** Hears what the platform tells this page, for as long as the component that asks is there. */
export function useHearing(listener: Listener): void {
  listeners.add(listener);
  onScopeDispose(() => listeners.delete(listener));
}

const again = [1_000, 2_000, 5_000, 10_000, 30_000];

/** Keeps one line to the platform open while the frame stands and one may listen, and has what changed asked again. */
export function useLive(may: () => boolean): void {
  const client = useQueryClient();
  let socket: WebSocket | undefined;
  let last: string | null = null;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  function connect(): void {
    const address = new URL("/live", location.href);
    address.protocol = address.protocol.replace("http", "ws");
    if (last !== null) address.searchParams.set("last_event_id", last);
    let opened = false;
    socket = new WebSocket(address, "serambi");
    socket.addEventListener("open", () => (opened = true));
    socket.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)) as Told));
    socket.addEventListener("close", ({ code }) => come(code, opened));
  }

  function hear(event: Told): void {
    last = event.id;
    failures = 0;
    if (event.type === "resync") void client.invalidateQueries();
    if (event.type === "stats.changed") dropHeard(client, slugsOf(event.data["tags"]));
    if (event.type.startsWith("module.")) dropHeard(client, ["user-modules", "identity"]);
    if (event.type === "notification.new") dropHeard(client, ["notifications"]);
    for (const listener of listeners) listener(event);
  }

  /** A page that was crowded out stays out. */
  function come(code: number, opened: boolean): void {
    if (over) return;
    // Whether the session has ended, and why, is what the next call is told; a browser tells nobody why it was not let in.
    if (code === 4401 || (!opened && navigator.onLine)) void call("whoAmI").catch(() => undefined);
    if (code === 4401 || code === 4429) return;
    timer = setTimeout(connect, code === 1012 ? 0 : (again[Math.min(failures++, again.length - 1)] ?? 30_000));
  }

  watch(may, (now) => now && connect(), { immediate: true });
  onScopeDispose(() => {
    over = true;
    clearTimeout(timer);
    socket?.close();
  });
}

/** Lists and sums are kept under the name of their module; its rows' own tags begin with it. */
function slugsOf(tags: unknown): string[] {
  return Array.isArray(tags) ? [...new Set(tags.map((tag) => String(tag).split(":")[0] ?? ""))] : [];
}
