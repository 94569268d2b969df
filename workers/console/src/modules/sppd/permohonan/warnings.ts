import { useQueries } from "@tanstack/vue-query";
import { computed, type Ref } from "vue";
import type { PerjalananDitaksir } from "../../../../../../db/modules/sppd/rules/estimasi-baris.ts";
import { rentangPerjalanan } from "../../../../../../db/modules/sppd/rules/etape.ts";
import { tambahHari } from "../../../../../../db/modules/sppd/rules/tanggal.ts";
import { keyOf, useAsk } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import type { Input, Row } from "../../../api/operation.ts";
import { useSession } from "../../../session.ts";
import type { Orang } from "./people.ts";
import type { Wizard } from "./wizard.ts";

type Order = Row<"listOrders">;

/** An order that has some of the days of somebody who travels. */
export interface Bentrok {
  readonly orang: Orang;
  readonly order: Order;
}

/** Orders that claim no days. */
const idle: readonly string[] = ["draft", "ditolak", "dibatalkan"];
/** Whose other trips are looked for before submission; the platform looks for everybody's. */
const looked = 12;
/** The longest trip, in days: who left earlier is back. */
const longest = 366;

/** What may keep the platform from taking the order, found before it is submitted. */
export function useWarnings(
  { isian, people }: Pick<Wizard, "isian" | "people">,
  trip: Ref<PerjalananDitaksir | null>,
  id: Ref<string | null>,
) {
  const session = useSession();
  const days = computed(() => (trip.value ? rentangPerjalanan(trip.value.etape) : null));
  const asked = computed(() => {
    const span = days.value;
    if (!span) return [];
    return isian.pelaksana.slice(0, looked).map((orang) => ({
      orang,
      input: {
        query: {
          "filter[pelaksana]": orang,
          "filter[dari]": tambahHari(span.tanggal_berangkat, -longest),
          "filter[sampai]": span.tanggal_kembali,
          "filter[kembali_dari]": span.tanggal_berangkat,
          per_page: 20,
        },
      } as Input<"listOrders">,
    }));
  });
  const answers = useQueries({
    queries: computed(() =>
      asked.value.map(({ input }) => ({
        queryKey: keyOf("listOrders", input),
        queryFn: ({ signal }: { signal: AbortSignal }) => call("listOrders", input, { signal }),
      })),
    ),
  });
  const clashes = computed<readonly Bentrok[]>(() =>
    answers.value.flatMap(({ data }, urut) => {
      const orang = people.value.get(asked.value[urut]?.orang ?? "");
      const busy = ((data?.data ?? []) as readonly Order[]).filter(
        (order) => order.id !== id.value && !idle.includes(String(order.status)),
      );
      return orang ? busy.map((order) => ({ orang, order })) : [];
    }),
  );

  const late = useAsk("listOrders", { query: { "filter[menunggu]": "terlambat", per_page: 5 } });
  /** Reports that one owes: an institution may refuse another trip before they are in. */
  const owed = computed(() =>
    session.may("listOrders") === "own" ? ((late.data.value?.data ?? []) as readonly Order[]) : [],
  );

  const today = computed(() =>
    new Intl.DateTimeFormat("en-CA", { timeZone: session.me?.zona_waktu ?? "Asia/Jakarta" }).format(new Date()),
  );
  const past = computed(() => days.value !== null && days.value.tanggal_berangkat < today.value);
  return { clashes, owed, past };
}
