import { computed, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import { useAsk } from "../../../api/ask.ts";
import type { Row, Output } from "../../../api/operation.ts";
import { statuses } from "../status.ts";
import type { Asked } from "./asked.ts";

export type OrderRow = Row<"listOrders">;
type Queue = Output<"summariseWaiting">["data"][number]["menunggu"];

const queues: readonly Queue[] = [
  "saya",
  "surat_tugas",
  "spd",
  "pembatalan",
  "pemeriksaan",
  "rampung",
  "pembayaran",
  "perbaikan",
  "kembali",
  "laporan",
  "terlambat",
];

/** What can be chosen in the filters, in the words of the page; places and units are asked for once they are wanted. */
export function useChoices(wanted: Ref<boolean>) {
  const { t } = useI18n();
  const places = useAsk("listWilayah", {}, { when: wanted });
  const units = useAsk("listUnits", {}, { when: wanted });
  const year = new Date().getFullYear();
  return {
    status: computed(() => statuses.map((value) => ({ value, label: t(`sppd.status.${value}`) }))),
    queue: computed(() => queues.map((value) => ({ value, label: t(`registry.queue.${value}`) }))),
    unit: computed(() => (units.data.value ?? []).map(({ id, nama }) => ({ value: id, label: nama }))),
    destination: computed(() =>
      (places.data.value ?? []).flatMap(({ kode, nama, kabupaten_kota }) => [
        { value: kode, label: nama },
        ...kabupaten_kota.map((place) => ({ value: place.kode, label: `${place.nama}, ${nama}` })),
      ]),
    ),
    year: Array.from({ length: year - 2019 }, (_, back) => String(year - back)),
  };
}

/** The words for what is asked: what one reads on chips. */
export function useWords(asked: Ref<Asked>) {
  const needsNames = computed(
    () =>
      asked.value["filter[unit]"] !== undefined ||
      asked.value["filter[unit_dan_bawahan]"] !== undefined ||
      asked.value["filter[tujuan]"] !== undefined,
  );
  const choices = useChoices(needsNames);
  const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
    options.find((option) => option.value === value)?.label ?? "…";
  return {
    status: (names: string) =>
      names
        .split(",")
        .map((name) => labelOf(choices.status.value, name))
        .join(", "),
    queue: (name: string) => labelOf(choices.queue.value, name),
    unit: (id: string) => labelOf(choices.unit.value, id),
    destination: (code: string) => labelOf(choices.destination.value, code),
  };
}
