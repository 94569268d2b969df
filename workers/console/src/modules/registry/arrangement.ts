import { computed, ref, watch } from "vue";

/** A widget as it is offered, and where one has put it. */
interface Offered {
  readonly id: string;
  readonly disematkan: number | null;
}

/** The order of one's dashboard while it is arranged. Who has arranged nothing sees everything, as it is offered. */
export function useArrangement(offered: () => readonly Offered[]) {
  const order = ref<string[]>([]);
  watch(
    offered,
    (now) => {
      const pinned = now
        .filter(({ disematkan }) => disematkan !== null)
        .toSorted((one, other) => (one.disematkan ?? 0) - (other.disematkan ?? 0));
      order.value = (pinned.length > 0 ? pinned : now).map(({ id }) => id);
    },
    { immediate: true },
  );
  const shown = computed(() => order.value);
  const hidden = computed(() =>
    offered()
      .map(({ id }) => id)
      .filter((id) => !order.value.includes(id)),
  );

  /** Moves one a place up (-1) or down (1). */
  function move(id: string, step: -1 | 1): void {
    const other = order.value[order.value.indexOf(id) + step];
    if (other !== undefined) place(id, other);
  }

  /** Moves one to where another is. */
  function place(id: string, where: string): void {
    const to = order.value.indexOf(where);
    const without = order.value.filter((one) => one !== id);
    order.value = [...without.slice(0, to), id, ...without.slice(to)];
  }

  function toggle(id: string): void {
    order.value = order.value.includes(id) ? order.value.filter((one) => one !== id) : [...order.value, id];
  }

  return { order, shown, hidden, move, place, toggle };
}
