import { useQueries } from "@tanstack/vue-query";
import { refDebounced } from "@vueuse/core";
import { computed, ref, shallowReactive, shallowRef, watch } from "vue";
import { keyOf, useAsk } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import type { Row } from "../../../api/operation.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import { holdsWords, isSearchable } from "../../../parts/searchable.ts";
import { useSession } from "../../../session.ts";

/** Somebody who may travel. */
export type Orang = Row<"listPegawai">;

/** As many as a phone shows without waiting. */
const most = 40;
const kept = 10 * 60_000;

/** Whether one writes orders for others than oneself, and who one is. */
export function useWriter() {
  const session = useSession();
  const chooses = computed(() => (session.may("createOrder") ?? "own") !== "own");
  const own = computed(() => session.me?.pegawai_id ?? null);
  return { chooses, own };
}

/** Who is chosen, read one by one; and, for whoever chooses, whom a search finds: all staff of a university are too many to be fetched. */
export function usePeople(chooses: () => boolean, chosen: () => readonly string[]) {
  const typed = ref("");
  const settled = refDebounced(typed, 250);
  const words = computed(() => (isSearchable(settled.value) ? settled.value.trim() : ""));
  const list = useAsk(
    "listPegawai",
    () => ({
      query: { per_page: most, sort: "nama" as const, ...(words.value === "" ? {} : { "filter[cari]": words.value }) },
    }),
    { when: chooses },
  );
  /** What was found last stays until something else has been. */
  const rows = shallowRef<readonly Orang[]>([]);
  /** Everybody who was found so far: whoever is chosen of them is known already. */
  const seen = shallowReactive(new Map<string, Orang>());
  watch(
    list.data,
    (answer) => {
      if (answer) rows.value = answer.data as Orang[];
      for (const one of rows.value) seen.set(one.id, one);
    },
    { immediate: true },
  );

  const unseen = computed(() => chosen().filter((id) => !seen.has(id)));
  const read = useQueries({
    queries: computed(() =>
      unseen.value.map((id) => ({
        queryKey: keyOf("getPegawai", { path: { id } }),
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await call("getPegawai", { path: { id } }, { signal })) as Orang,
        staleTime: kept,
      })),
    ),
  });
  const people = computed<ReadonlyMap<string, Orang>>(
    () => new Map([...seen, ...read.value.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))]),
  );
  const found = computed(() =>
    rows.value.filter(
      ({ id, nama_lengkap, nip, aktif }) =>
        aktif && !chosen().includes(id) && holdsWords(`${nama_lengkap} ${nip ?? ""}`, typed.value),
    ),
  );
  const pending = computed(() => list.isFetching.value || typed.value !== settled.value);
  const problem = computed(
    () => list.error.value ?? (read.value.find(({ error }) => error)?.error as ApiProblem | null) ?? null,
  );
  return { people, found, typed, pending, problem };
}
