import { computed } from "vue";
import { useAsk } from "../../api/ask.ts";

/** The units of the institution for a field in which one chooses one, each below the one it belongs to. */
export function useUnits() {
  const asked = useAsk("listUnits");
  const items = computed(() => {
    const units = asked.data.value ?? [];
    const named = new Map(units.map((unit) => [unit.id, unit.nama]));
    return units
      .map(({ id, nama, kode, jalur }) => ({
        value: id,
        label: nama,
        kode,
        path: jalur.map((one) => named.get(one) ?? ""),
      }))
      .sort((a, b) => a.path.join("\n").localeCompare(b.path.join("\n"), "id"))
      .map(({ value, label, kode, path }) => ({ value, label, description: [kode, ...path.slice(1, -1)].join(" · ") }));
  });
  return {
    items,
    pending: asked.isPending,
    name: (id: string) => asked.data.value?.find((unit) => unit.id === id)?.nama ?? "",
  };
}
