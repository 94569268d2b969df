import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useAsk } from "../../../api/ask.ts";

/** What components, groups and regions of tariffs are called. */
export function useTariffNames() {
  const { t, te } = useI18n();
  const regions = useAsk("listWilayah");
  const byCode = computed(
    () =>
      new Map(
        (regions.data.value ?? []).flatMap(({ kode, nama, kabupaten_kota }) => [
          [kode, nama] as const,
          ...kabupaten_kota.map((one) => [one.kode, one.nama] as const),
        ]),
      ),
  );
  /** A key without words of ours, such as one that an institution has made up, is shown as it is. */
  const inWords = (key: string): string => key.replaceAll("_", " ");
  return {
    provinces: computed(() => (regions.data.value ?? []).map(({ kode, nama }) => ({ value: kode, label: nama }))),
    province: (kode: string): string => byCode.value.get(kode) ?? kode,
    component: (key: string): string =>
      te(`referensi.component.${key}`) ? t(`referensi.component.${key}`) : inWords(key),
    /** A group is one of ranks, or of the places one travels between. */
    group: (key: string | null): string => {
      if (key === null || key === "") return "";
      return byCode.value.get(key) ?? (te(`referensi.group.${key}`) ? t(`referensi.group.${key}`) : inWords(key));
    },
  };
}
