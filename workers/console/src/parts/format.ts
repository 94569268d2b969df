import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useSession } from "../session.ts";

/** A day, or a time, stays on one line: the line may end between two of them, and behind a comma. */
const unbroken = (text: string): string => text.replace(/(?<![,–]) (?!–)/g, "\u00a0");

/** Dates, amounts and numbers as people write them, in the language of the page and the institution's time zone. */
export function useFormat() {
  const { locale } = useI18n();
  const session = useSession();
  const tag = computed(() => (locale.value === "en" ? "en-GB" : "id-ID"));
  const zone = computed(() => session.me?.zona_waktu ?? "Asia/Jakarta");
  const day = computed(
    () => new Intl.DateTimeFormat(tag.value, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }),
  );
  const moment = computed(
    () => new Intl.DateTimeFormat(tag.value, { dateStyle: "medium", timeStyle: "short", timeZone: zone.value }),
  );
  const number = computed(() => new Intl.NumberFormat(tag.value));
  /** The abbreviation that people put behind a time in Indonesia. */
  const zoneName = computed(
    () =>
      ({ "Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" })[
        zone.value
      ] ?? "",
  );
  return {
    /** `2026-04-13` as "13 Apr 2026". */
    tanggal: (date: string | null | undefined) =>
      date ? unbroken(day.value.format(new Date(`${date.slice(0, 10)}T00:00:00Z`))) : "–",
    /** Two dates as "13–15 Apr 2026". */
    rentang: (from: string, to: string) =>
      unbroken(
        day.value.formatRange(new Date(`${from.slice(0, 10)}T00:00:00Z`), new Date(`${to.slice(0, 10)}T00:00:00Z`)),
      ),
    /** An instant as "13 Apr 2026 14.05 WIB". */
    waktu: (instant: string | null | undefined) =>
      instant ? unbroken(`${moment.value.format(new Date(instant))} ${zoneName.value}`.trim()) : "–",
    /** Rupiah as "Rp4.340.000". */
    rupiah: (amount: number | string | null | undefined) =>
      amount === null || amount === undefined ? "–" : `Rp${new Intl.NumberFormat("id-ID").format(Number(amount))}`,
    angka: (value: number) => number.value.format(value),
  };
}
