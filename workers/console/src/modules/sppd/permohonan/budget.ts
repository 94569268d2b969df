import { computed } from "vue";
import { akunPerjalanan } from "../../../../../../db/modules/sppd/rules/akun.ts";
import { useAsk } from "../../../api/ask.ts";
import type { Output } from "../../../api/operation.ts";
import { utuh } from "./hari.ts";
import type { Isian } from "./isian.ts";
import type { Wizard } from "./wizard.ts";

export type Anggaran = Output<"listBudgets">[number];

/** Accounts that trips of this kind are charged to; any other is warned of. */
export function akunLazim({
  jenis_perjalanan,
  kategori,
}: Pick<Isian, "jenis_perjalanan" | "kategori">): readonly string[] {
  return akunPerjalanan(jenis_perjalanan, kategori);
}

/** The budget lines that may pay for this trip: of the year in which it departs, of its unit or one above; the likeliest first. */
export function useBudgets({ isian, people }: Pick<Wizard, "isian" | "people">) {
  const unit = computed(() => isian.unit_id ?? people.value.get(isian.pelaksana[0] ?? "")?.unit.id);
  const berangkat = computed(() => isian.etape[0]?.berangkat ?? "");
  const tahun = computed(() => (utuh(berangkat.value) ? Number(berangkat.value.slice(0, 4)) : null));
  const known = computed(() => tahun.value !== null && unit.value !== undefined);
  const asked = useAsk(
    "listBudgets",
    () => ({ query: { tahun: tahun.value ?? 0, ...(unit.value ? { unit_id: unit.value } : {}) } }),
    { when: known },
  );
  const lines = computed(() => {
    const lazim = akunLazim(isian);
    const likely = (satu: Anggaran) => Number(!lazim.includes(satu.akun));
    return (known.value ? (asked.data.value ?? []) : []).toSorted((a, b) => likely(a) - likely(b) || b.sisa - a.sisa);
  });
  const chosen = computed(() => lines.value.find(({ id }) => id === isian.anggaran_id));
  return { lines, chosen, tahun, known, pending: asked.isPending, fetched: asked.isSuccess };
}
