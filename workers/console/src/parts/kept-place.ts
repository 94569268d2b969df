import { useEventListener, useRafFn } from "@vueuse/core";
import { nextTick, ref, watch, type Ref } from "vue";

/** A list of which only some pages are at hand. */
interface Held {
  readonly ids: () => readonly string[];
  /** How many pages come before the first that is at hand. */
  readonly before: () => number;
  readonly busy: () => boolean;
  /** The last page that was asked for did not come: nothing is asked for by itself. */
  readonly failed: () => boolean;
  readonly more: () => boolean;
  readonly bringMore: () => void;
  readonly bringBefore: () => void;
  readonly jump: (index: number) => Promise<void>;
}

/** How far (px) beyond what is seen rows are fetched. */
const margin = 800;

/**
 * Has pages come as one scrolls to them, either way, and keeps what one reads at its place meanwhile: answers with the height (px) at
 * which the pages stand that come before and are not at hand.
 */
export function useKeptPlace(root: Readonly<Ref<HTMLElement | null>>, held: Held): Ref<number> {
  const above = ref(0);
  const scroller = (): HTMLElement =>
    root.value?.closest<HTMLElement>("#isi") ?? (document.scrollingElement as HTMLElement);
  const rowOf = (id: string): HTMLElement | undefined =>
    [...(root.value?.querySelectorAll<HTMLElement>(`[data-baris="${id}"]`) ?? [])][0];
  let jumping = false;

  /** The first of some rows that one sees. What lies between it and the ends may change its height: columns grow with what is in them. */
  function seenOf(ids: readonly string[]): string | undefined {
    const kept = new Set(ids);
    const { top, bottom } = scroller().getBoundingClientRect();
    for (const row of root.value?.querySelectorAll<HTMLElement>("[data-baris]") ?? []) {
      const at = row.getBoundingClientRect();
      if (at.bottom > top && at.top < bottom && kept.has(row.dataset["baris"] ?? "")) return row.dataset["baris"];
    }
    return undefined;
  }

  function check(): void {
    const rows = root.value?.querySelectorAll<HTMLElement>("[data-baris]");
    const top = rows?.[0]?.getBoundingClientRect().top;
    const bottom = rows?.[rows.length - 1]?.getBoundingClientRect().bottom;
    if (top === undefined || bottom === undefined || held.busy() || held.failed() || jumping) return;
    const seen = scroller().getBoundingClientRect();
    if (held.before() > 0 && top > seen.bottom + margin) void leap(top, seen.top);
    else if (held.before() > 0 && top > seen.top - margin) held.bringBefore();
    else if (held.more() && bottom < seen.bottom + margin) held.bringMore();
  }

  /** The scroll bar was drawn far back: what stood there is fetched, not everything between. */
  async function leap(top: number, seenTop: number): Promise<void> {
    jumping = true;
    const pages = held.before();
    const index = Math.max(0, Math.floor(((above.value - (top - seenTop)) / above.value) * pages));
    const height = above.value;
    try {
      await held.jump(index);
      above.value = (height * held.before()) / pages;
      await nextTick();
      const first = root.value?.querySelector("[data-baris]")?.getBoundingClientRect().top ?? seenTop;
      if (held.before() > 0) scroller().scrollTop += first - seenTop;
    } finally {
      jumping = false;
    }
    frame.resume();
  }

  const frame = useRafFn(
    () => {
      frame.pause();
      check();
    },
    { immediate: false },
  );

  watch(
    held.ids,
    async (now, old) => {
      if (jumping) return;
      const common = seenOf(now) ?? old.find((id) => now.includes(id));
      const was = common === undefined ? undefined : rowOf(common)?.getBoundingClientRect().top;
      if (common === undefined) above.value = 0;
      await nextTick();
      const is = common === undefined ? undefined : rowOf(common)?.getBoundingClientRect().top;
      if (was !== undefined && is !== undefined && now[0] !== old[0]) {
        const height = held.before() === 0 ? 0 : Math.max(0, above.value + was - is);
        // What the room above cannot give or take, the scroll bar does.
        const rest = is - was + height - above.value;
        above.value = height;
        await nextTick();
        if (Math.abs(rest) > 1) scroller().scrollTop += rest;
      }
      frame.resume();
    },
    { flush: "pre" },
  );
  watch(held.busy, (busy) => busy || frame.resume());
  watch(root, () => frame.resume());
  useEventListener(
    () => (root.value ? scroller() : null),
    "scroll",
    () => frame.resume(),
    { passive: true },
  );
  return above;
}
