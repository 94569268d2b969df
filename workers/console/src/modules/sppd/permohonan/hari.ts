import { computed, type Ref } from "vue";
import { useAsk } from "../../../api/ask.ts";

/** Whether a date is whole: while a year is typed, the browser gives the year 2 first. */
export function utuh(tanggal: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(tanggal);
}

/** Whether a day is a Saturday or a Sunday. */
export function akhirPekan(tanggal: string): boolean {
  return [0, 6].includes(new Date(`${tanggal}T00:00:00Z`).getUTCDay());
}

/** The name of the institution's holiday on a day; undefined on any other. */
export function useHoliday(tanggal: Readonly<Ref<string>>) {
  const tahun = computed(() => Number(tanggal.value.slice(0, 4)));
  const asked = useAsk("listHolidays", () => ({ query: { tahun: tahun.value } }), { when: () => utuh(tanggal.value) });
  return computed(() =>
    utuh(tanggal.value) ? asked.data.value?.find((libur) => libur.tanggal === tanggal.value)?.nama : undefined,
  );
}
