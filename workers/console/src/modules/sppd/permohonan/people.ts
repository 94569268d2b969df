import { useQuery } from "@tanstack/vue-query";
import { computed } from "vue";
import { keyOf } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import type { Input, Output, Row } from "../../../api/operation.ts";
import type { ApiProblem } from "../../../api/problem.ts";
import { useSession } from "../../../session.ts";

/** Somebody who may travel. */
export type Orang = Row<"listPegawai">;

/** Whom one may write orders for: oneself, or everybody of one's units. They are looked through in the page, so all are fetched once. */
export function usePeople() {
  const session = useSession();
  const chooses = computed(() => (session.may("createOrder") ?? "own") !== "own");
  const own = computed(() => session.me?.pegawai_id ?? null);
  const asked = useQuery<Orang[], ApiProblem>({
    queryKey: computed(() => keyOf("listPegawai", { chooses: chooses.value, own: own.value })),
    queryFn: ({ signal }) => (chooses.value ? readAll(signal) : readOwn(own.value, signal)),
    staleTime: 10 * 60_000,
  });
  const people = computed<ReadonlyMap<string, Orang>>(() => new Map(asked.data.value?.map((one) => [one.id, one])));
  return { ...asked, chooses, own, people };
}

async function readAll(signal: AbortSignal): Promise<Orang[]> {
  const found: Orang[] = [];
  let setelah: string | null = null;
  do {
    const query: Input<"listPegawai">["query"] = {
      per_page: 100,
      sort: "nama",
      ...(setelah === null ? {} : { setelah }),
    };
    const page: Output<"listPegawai"> = await call("listPegawai", { query }, { signal });
    found.push(...(page.data as Orang[]));
    setelah = page.berikutnya;
  } while (setelah !== null);
  return found.filter(({ aktif }) => aktif);
}

async function readOwn(id: string | null, signal: AbortSignal): Promise<Orang[]> {
  return id === null ? [] : [(await call("getPegawai", { path: { id } }, { signal })) as Orang];
}
