import { refDebounced } from "@vueuse/core";
import { computed, reactive, toRefs, watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import type { Input } from "../../../api/operation.ts";

type Asked = NonNullable<Input<"listUsers">["query"]>;

/** What stands for "no such filter" in a field in which one chooses. */
export const any = "semua";

/** What a list of people is narrowed by: kept in the address, so that it can be linked and comes back with "back". */
export function useUserFilters() {
  const route = useRoute();
  const router = useRouter();
  const text = (name: string, otherwise: string): string => {
    const given = route.query[name];
    return typeof given === "string" && given !== "" ? given : otherwise;
  };
  const filters = reactive({
    cari: text("cari", ""),
    peran: text("peran", any),
    unit: text("unit", any),
    aktif: text("aktif", any),
    pengenal: text("pengenal", any),
    sort: text("sort", "nama"),
  });
  const { cari } = toRefs(filters);
  const searched = refDebounced(cari, 300);
  const chosen = computed(() => ({ ...filters, cari: searched.value.trim() }));

  watch(chosen, (now) => {
    const query = Object.fromEntries(
      Object.entries(now).filter(
        ([name, value]) => value !== any && value !== "" && (name !== "sort" || value !== "nama"),
      ),
    );
    void router.replace({ query });
  });

  const query = computed(() => {
    const { sort, ...others } = chosen.value;
    const asked = Object.entries(others).filter(([, value]) => value !== any && value !== "");
    return { sort, ...Object.fromEntries(asked.map(([name, value]) => [`filter[${name}]`, value])) } as Asked;
  });
  const narrowed = computed(() => Object.keys(query.value).length > 1);

  function clear(): void {
    Object.assign(filters, { cari: "", peran: any, unit: any, aktif: any, pengenal: any });
  }
  return { filters, query, narrowed, clear };
}
