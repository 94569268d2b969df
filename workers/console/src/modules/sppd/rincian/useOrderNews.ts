import { useQueryClient } from "@tanstack/vue-query";
import { onScopeDispose, watch } from "vue";
import { keyOf } from "../../../api/ask.ts";
import { useHearing } from "../../../shell/live.ts";
import type { Order } from "./order.ts";

/** How long (ms) an edge may still believe in what was so before a change that it did not make itself. */
const believedMs = 1_100;
/**
 * Keeps an order as fresh as the platform tells of changes. What others change is asked again at once, as on every page; an edge that was
 * not told yet may answer as before, so it is asked once more, and with an order that is another than before goes what belongs to it: its
 * papers, files, reports.
 */
export function useOrderNews(id: () => string, order: () => Order | undefined): void {
  const client = useQueryClient();
  let timer: ReturnType<typeof setTimeout> | undefined;

  useHearing(({ type, data }) => {
    if (type !== "stats.changed" || !Array.isArray(data["tags"]) || !data["tags"].includes("sppd")) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: keyOf("getOrder", { path: { id: id() } }) }),
      believedMs,
    );
  });
  onScopeDispose(() => clearTimeout(timer));

  watch(
    () => [order()?.id, order()?.status, order()?.versi, order()?.riwayat.length].join(),
    (now, before) => {
      if (order() === undefined || !before.startsWith(now.split(",")[0] ?? "")) return;
      void client.invalidateQueries({ queryKey: ["sppd"], predicate: ({ queryKey }) => queryKey[1] !== "getOrder" });
    },
  );
}
