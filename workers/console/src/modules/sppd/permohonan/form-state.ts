import { computed, reactive, ref, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import type { Output } from "../../../api/operation.ts";
import { wrongAt, type ApiProblem } from "../../../api/problem.ts";
import { periksa } from "./checks.ts";
import { useDraf, type Draf } from "./draf.ts";
import { bukaPermohonan, isianKosong, salinIsian, susunPermohonan, type Isian, type Permohonan } from "./isian.ts";

/** What is typed, and what was typed before and is found again. The form's own object stays the same one. */
export function useFormState(order: Output<"getOrder"> | null, begun: () => Isian) {
  const isian = reactive(order ? bukaPermohonan(order) : isianKosong());
  const berkas = shallowRef<File | null>(null);
  const id = ref(order?.id ?? null);
  const versi = ref(order?.versi ?? null);
  const subject = computed(() => (id.value === null ? "sppd:baru" : `sppd:${id.value}`));
  const draf = useDraf(subject, isian, berkas, versi);
  /** What an earlier page left, now in the form again. */
  const found = ref<Draf | null>(null);
  const outdated = computed(() => found.value !== null && order !== null && found.value.versi !== order.versi);

  async function restore(): Promise<void> {
    const kept = await draf.read();
    draf.fill(() => {
      Object.assign(isian, kept?.isian ?? (order ? bukaPermohonan(order) : begun()));
      berkas.value = kept?.berkas ?? null;
      if (kept && order) versi.value = kept.versi;
      found.value = kept ?? null;
    }, kept !== undefined);
  }

  /** Back to what the platform has, or to an empty form; answers how to take that back. */
  async function discard(): Promise<() => void> {
    const before = { isian: salinIsian(isian), berkas: berkas.value, versi: versi.value };
    draf.fill(() => {
      Object.assign(isian, order ? bukaPermohonan(order) : begun());
      berkas.value = null;
      versi.value = order?.versi ?? null;
      found.value = null;
    });
    await draf.drop();
    return () => {
      versi.value = before.versi;
      berkas.value = before.berkas;
      Object.assign(isian, before.isian);
    };
  }

  return { isian, berkas, id, versi, subject, draf, found, outdated, restore, discard };
}

/** What is wrong at a field: what the platform refused, until it is put right; and what the rules say while one types. */
export function useWrong(
  isian: Isian,
  problem: () => ApiProblem | null,
  asSent: () => Permohonan | undefined,
): (pointer: string) => string | undefined {
  const { t } = useI18n();
  const body = computed(() => susunPermohonan(isian));
  const checked = computed(() => periksa(isian));
  return (pointer) => {
    const refused = wrongAt(problem(), pointer);
    if (refused !== undefined && (!asSent() || same(at(asSent(), pointer), at(body.value, pointer)))) return refused;
    const found = checked.value.find((one) => one.pointer === pointer);
    return found && t(`sppd.wizard.check.${found.kode}`);
  };
}

function at(whole: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], whole);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
