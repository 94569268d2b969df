import { computed } from "vue";
import { useAsk } from "../../../api/ask.ts";

/** The regencies and cities by their codes. */
export function usePlaces() {
  const provinces = useAsk("listWilayah");
  const names = computed(
    () =>
      new Map(
        (provinces.data.value ?? []).flatMap(({ kabupaten_kota: within }) =>
          within.map(({ kode, nama }) => [kode, nama]),
        ),
      ),
  );
  /** The name of one; its code as long as the names are not there. */
  const nameOf = (code: string): string => names.value.get(code) ?? code;
  return { nameOf };
}
