import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { Output } from "../../../api/operation.ts";
import { useSession } from "../../../session.ts";

export type Order = Output<"getOrder">;

/** Who travels on an order, which of them the page is about, and for whom one may write. */
export function useTraveller(order: () => Order | undefined): {
  chosen: ComputedRef<string | undefined>;
  mayWrite: ComputedRef<boolean>;
  choose: (pegawaiId: string) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const session = useSession();
  const mine = computed(() => session.me?.pegawai_id ?? null);
  /** The one the address names; else oneself, else the first. */
  const chosen = computed(() => {
    const ids = order()?.pelaksana.map(({ pegawai_id }) => pegawai_id) ?? [];
    const asked = route.query["pelaksana"];
    return ids.find((id) => id === asked) ?? ids.find((id) => id === mine.value) ?? ids[0];
  });
  /** One's own, or as far as one's role reaches: the people of one's units. */
  const mayWrite = computed(() => {
    const reach = session.may("saveReport");
    if (reach === undefined || chosen.value === undefined) return false;
    if (reach === "all" || chosen.value === mine.value) return true;
    const unit = order()?.unit.id ?? "";
    return reach === "unit" && (session.me?.roles ?? []).some(({ units }) => units.includes(unit));
  });
  const choose = (pelaksana: string): void => void router.replace({ query: { ...route.query, pelaksana } });
  return { chosen, mayWrite, choose };
}
