import { useQueryClient } from "@tanstack/vue-query";
import { computed, nextTick, ref, shallowRef, watch } from "vue";
import { keyOf, useDo } from "../../../api/ask.ts";
import { useSession } from "../../../session.ts";
import { bodyOf, withoutAmount } from "./cost-body.ts";
import { formOf, type Account, type CostForm } from "./cost-form.ts";
import { keep, keptAt, letGo } from "./kept.ts";
import type { Order } from "./traveller.ts";

/** A statement of costs while it is being filled in: kept here until it is saved, saved when it is whole, never over another's. */
export function useCostDraft(order: () => Order, account: () => Account) {
  const client = useQueryClient();
  const { pegawai_id } = account();
  const key = `serambi.biaya/${useSession().me?.user_id ?? ""}/${order().id}/${pegawai_id}`;
  const form = ref<CostForm>(formOf(order(), account()));
  const settled = ref(JSON.stringify(form.value));
  const dirty = computed(() => JSON.stringify(form.value) !== settled.value);
  const incomplete = computed(() => withoutAmount(form.value));
  /** Where each row stood in what was sent last. */
  const places = shallowRef<ReadonlyMap<string, string>>(new Map());
  const restored = ref(false);
  const saving = useDo("saveOrderCosts");
  const conflict = computed(() => saving.problem.value?.code === "VERSI_BERUBAH");
  let versi = account().versi;

  function settle(): void {
    ({ versi } = account());
    form.value = formOf(order(), account());
    settled.value = JSON.stringify(form.value);
    restored.value = false;
    saving.problem.value = null;
    void letGo(key);
  }

  watch(form, () => dirty.value && void keep(key, { versi, content: form.value, at: Date.now() }), { deep: true });
  // Saved, here or by somebody else: seen at once by whoever has written nothing since.
  watch(
    () => account().versi,
    () => !dirty.value && settle(),
  );

  async function save(): Promise<boolean> {
    const given = bodyOf(form.value);
    places.value = given.places;
    const input = { path: { id: order().id }, query: { versi, pegawai_id }, body: given.body };
    const sent = JSON.stringify(form.value);
    const done = await saving.run(input);
    if (!done) return false;
    ({ versi } = done.output);
    settled.value = sent;
    restored.value = false;
    if (dirty.value) return true;
    await letGo(key);
    await nextTick();
    // What was asked again meanwhile is here already, or comes and is seen.
    if (account().versi >= versi) settle();
    return true;
  }

  /** Over what somebody else saved meanwhile. */
  async function overwrite(): Promise<boolean> {
    versi = Number(saving.problem.value?.body["versi"] ?? account().versi);
    return await save();
  }

  /** What is on the platform, instead of what was written here. */
  async function discard(): Promise<void> {
    await client.invalidateQueries({ queryKey: keyOf("getOrderCosts") });
    await nextTick();
    settle();
  }

  void keptAt<CostForm>(key).then((kept) => {
    if (!kept || dirty.value) return;
    ({ versi } = kept);
    form.value = kept.content;
    restored.value = dirty.value;
  });

  return { form, dirty, restored, incomplete, places, saving, conflict, save, overwrite, discard };
}
