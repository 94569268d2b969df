import { computed, ref, watch, type Ref } from "vue";
import { useAsk } from "../../../api/ask.ts";
import { useSession } from "../../../session.ts";
import type { OrderRow } from "./choices.ts";

/** Rows that were picked, of those that wait for one's own decision: nothing else can be done with many at once. */
export function usePicked(rows: Readonly<Ref<readonly OrderRow[]>>) {
  const session = useSession();
  const mine = useAsk(
    "listOrders",
    { query: { "filter[menunggu]": "saya", fields: "id", include: "", per_page: 100 } },
    { when: () => session.may("approveOrder") !== undefined },
  );
  const picked = ref(new Set<string>());
  const pickable = computed(() => {
    const waiting = new Set(mine.data.value?.data.map(({ id }) => id));
    return new Set(rows.value.filter(({ id }) => waiting.has(id)).map(({ id }) => id));
  });
  // What is out of sight is not approved unseen.
  watch(pickable, (now) => {
    const still = [...picked.value].filter((id) => now.has(id));
    if (still.length !== picked.value.size) picked.value = new Set(still);
  });
  return {
    picked,
    pickable,
    toggle: (id: string, on: boolean): void => void (on ? picked.value.add(id) : picked.value.delete(id)),
    pickAll: (): void => void (picked.value = new Set(pickable.value)),
    unpick: (): void => picked.value.clear(),
  };
}
