import { useQueries } from "@tanstack/vue-query";
import { computed } from "vue";
import { tahunDiperlukan, type PerjalananDitaksir } from "../../../../../../db/modules/sppd/rules/estimasi-baris.ts";
import { hitungEstimasi, susunTarif, type HasilEstimasi } from "../../../../../../db/modules/sppd/rules/estimasi.ts";
import { rentangPerjalanan } from "../../../../../../db/modules/sppd/rules/etape.ts";
import { kodeProvinsi } from "../../../../../../db/modules/sppd/rules/jenis.ts";
import { keyOf, useAsk } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import { lengkap, periksa } from "./checks.ts";
import { susunPermohonan, type Isian } from "./isian.ts";
import type { Orang } from "./people.ts";
import type { Wizard } from "./wizard.ts";

/** What one traveller is expected to cost. */
export interface Taksiran {
  readonly orang: Orang;
  readonly hasil: HasilEstimasi;
}

/** The legs, once they make a trip: what tariffs can be looked up for. */
function rencana(isian: Isian): PerjalananDitaksir | null {
  if (!lengkap(isian) || periksa(isian).length > 0) return null;
  const { etape } = isian;
  const { biaya } = susunPermohonan({
    ...isian,
    transpor: isian.transpor.filter(({ jumlah }) => jumlah !== null),
    taksi: isian.taksi.filter(
      ({ provinsi_kode, kali }) => provinsi_kode !== "" && typeof kali === "number" && kali > 0,
    ),
    tempat_sah: (isian.tempat_sah?.transpor_dari_kedudukan ?? null) === null ? null : isian.tempat_sah,
  });
  return {
    jenis_perjalanan: isian.jenis_perjalanan,
    kategori: isian.kategori,
    tahun_anggaran: Number(rentangPerjalanan(etape).tanggal_berangkat.slice(0, 4)),
    etape: etape as PerjalananDitaksir["etape"],
    biaya: { ...biaya, transpor: biaya?.transpor ?? [], taksi: biaya?.taksi ?? [] } as PerjalananDitaksir["biaya"],
  };
}

/**
 * What the trip will cost, computed in the page by the rules that the platform estimates by, from the institution's tariffs: as one types.
 * What counts is what the platform answers once the draft is saved.
 */
export function useEstimate({ isian, people }: Pick<Wizard, "isian" | "people">) {
  const trip = computed(() => rencana(isian));
  const wanted = computed(() => {
    if (!trip.value) return [];
    const { etape, biaya } = trip.value;
    const provinsi = [
      ...etape.map((satu) => kodeProvinsi(satu.tujuan_kode)),
      ...biaya.taksi.map((s) => s.provinsi_kode),
    ];
    return tahunDiperlukan(trip.value).flatMap((tahun) =>
      [...new Set(provinsi)].map((kode) => ({ query: { tahun, provinsi: kode } })),
    );
  });
  const answers = useQueries({
    queries: computed(() =>
      wanted.value.map((input) => ({
        queryKey: keyOf("listTarif", input),
        queryFn: ({ signal }: { signal: AbortSignal }) => call("listTarif", input, { signal }),
        staleTime: 10 * 60_000,
      })),
    ),
  });
  const turns = computed(() => trip.value !== null && tahunDiperlukan(trip.value).length > 1);
  const modules = useAsk("listUserModules", {}, { when: turns });
  const perYear = computed(
    () =>
      modules.data.value?.data.find((one) => one.module.slug === "sppd")?.configuration["dua_tahun_anggaran"] ===
      "per_tahun",
  );
  const loading = computed(() => answers.value.some(({ isPending }) => isPending));

  const each = computed<readonly Taksiran[]>(() => {
    if (!trip.value || loading.value) return [];
    const tarif = susunTarif(answers.value.flatMap(({ data }) => data ?? []));
    const permohonan = { ...trip.value, per_tahun: perYear.value };
    return isian.pelaksana.flatMap((id) => {
      const orang = people.value.get(id);
      if (!orang) return [];
      const narasumber_luar = isian.narasumber_luar.includes(id);
      return [
        { orang, hasil: hitungEstimasi({ permohonan: { ...permohonan, narasumber_luar }, kedudukan: orang, tarif }) },
      ];
    });
  });
  /** Of all travellers; null while it cannot be said. */
  const total = computed(() => {
    const sums = each.value.map(({ hasil }) => (hasil.ok ? hasil.total : null));
    return sums.length === 0 || sums.includes(null) ? null : sums.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  });
  return { trip, each, total, loading };
}
