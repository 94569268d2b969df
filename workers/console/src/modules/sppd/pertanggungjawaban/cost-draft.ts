import { useQueryClient } from "@tanstack/vue-query";
import { computed, nextTick, ref, shallowRef, watch } from "vue";
import { keyOf } from "../../../api/ask.ts";
import type { Input } from "../../../api/operation.ts";
import { isOpen, type OutboxEntry } from "../../../api/outbox-entry.ts";
import { arrivedOf, subjectOf } from "../../../api/outbox-refs.ts";
import { useOutbox } from "../../../api/outbox.ts";
import { ApiProblem } from "../../../api/problem.ts";
import { useSession } from "../../../session.ts";
import { groupOf } from "../order-file.ts";
import { bodyOf, withoutAmount } from "./cost-body.ts";
import { formOf, rowsOf, type Account, type CostForm } from "./cost-form.ts";
import { keep, keptAt, letGo } from "./kept.ts";
import type { Order } from "./traveller.ts";

type Saving = Input<"saveOrderCosts">;

/**
 * A statement of costs while it is being filled in: kept here until it is saved, saved when it is whole, never over another's. What is saved
 * without a network waits in the outbox, behind the receipts that it names.
 */
export function useCostDraft(order: () => Order, account: () => Account) {
  const client = useQueryClient();
  const outbox = useOutbox();
  const { pegawai_id } = account();
  const key = `serambi.biaya/${useSession().me?.user_id ?? ""}/${order().id}/${pegawai_id}`;
  const group = groupOf(order().id, pegawai_id);
  const subject = `biaya:${group}`;
  const form = ref<CostForm>(formOf(order(), account()));
  const settled = ref(JSON.stringify(form.value));
  const dirty = computed(() => JSON.stringify(form.value) !== settled.value);
  const incomplete = computed(() => withoutAmount(form.value));
  /** Where each row stood in what was sent last. */
  const places = shallowRef<ReadonlyMap<string, string>>(new Map());
  const restored = ref(false);
  const entry = computed(() => outbox.of(subject));
  const waits = computed(() => entry.value?.state === "waiting");
  const busy = computed(() => entry.value?.state === "sending");
  const problem = computed(() =>
    entry.value?.state === "refused" && entry.value.problem ? new ApiProblem(entry.value.problem) : null,
  );
  const conflict = computed(() => problem.value?.code === "VERSI_BERUBAH");
  let versi = account().versi;

  function settle(): void {
    ({ versi } = account());
    form.value = formOf(order(), account());
    settled.value = JSON.stringify(form.value);
    restored.value = false;
    void letGo(key);
  }

  const keepForm = (): Promise<void> => keep(key, { versi, content: form.value, given: !dirty.value });
  watch(form, () => dirty.value && void keepForm(), { deep: true });
  // Saved, here or by somebody else: seen at once by whoever has written nothing since.
  watch(
    () => account().versi,
    () => !dirty.value && (!entry.value || entry.value.state === "sent") && settle(),
  );

  function given(body: Saving["body"]): (before: OutboxEntry | undefined) => Saving {
    return (before) => {
      const said = before?.input as Saving | undefined;
      const base = before?.state === "sent" ? (before.output as { versi: number }).versi : said?.query?.versi;
      return { path: { id: order().id }, query: { versi: Math.max(versi, base ?? 0), pegawai_id }, body };
    };
  }

  /** Gives it to be sent; tells whether it was taken, or waits for the network. */
  async function save(): Promise<"saved" | "waiting" | "refused"> {
    const { body, places: placed } = bodyOf(form.value);
    places.value = placed;
    settled.value = JSON.stringify(form.value);
    restored.value = false;
    await keepForm();
    const to = `/sppd/${order().id}/pertanggungjawaban?pelaksana=${pegawai_id}`;
    const after = await outbox.post(subject, "saveOrderCosts", given(body), { group, name: order().maksud, to });
    if (after?.state === "refused") return "refused";
    return after && isOpen(after) ? "waiting" : "saved";
  }

  watch(
    () => entry.value?.state,
    async (state) => {
      if (state === "refused") settled.value = "";
      if (state !== "sent" || !entry.value) return;
      ({ versi } = entry.value.output as { versi: number });
      await outbox.forget(subject);
      if (dirty.value) return;
      await letGo(key);
      await nextTick();
      // What was asked again meanwhile is here already, or comes and is seen.
      if (account().versi >= versi) settle();
    },
  );

  /** Over what somebody else saved meanwhile. */
  async function overwrite(): Promise<void> {
    versi = Number(problem.value?.body["versi"] ?? account().versi);
    await save();
  }

  /** What is on the platform, instead of what was written here. */
  async function discard(): Promise<void> {
    await outbox.forget(subject);
    await client.invalidateQueries({ queryKey: keyOf("getOrderCosts") });
    await nextTick();
    settle();
  }

  /** Receipts that have arrived go by their own ids, those that were given up are no proof any more. */
  async function nameReceipts(): Promise<void> {
    const heard = new Set<string>();
    for (const row of rowsOf(form.value)) {
      const ids = arrivedOf(row.bukti, outbox.of);
      if (ids.join() === row.bukti.join()) continue;
      for (const ref of row.bukti) {
        const receipt = outbox.of(subjectOf(ref) ?? "");
        if (receipt?.state !== "sent") continue;
        const { id } = receipt.output as { id: string };
        settled.value = settled.value.replaceAll(JSON.stringify(ref), JSON.stringify(id));
        heard.add(receipt.subject);
      }
      row.bukti = ids;
    }
    if (heard.size === 0) return;
    await keepForm();
    for (const receipt of heard) await outbox.forget(receipt);
  }

  async function begin(): Promise<void> {
    await outbox.read();
    const kept = await keptAt<CostForm>(key);
    // What was given to be sent has arrived since: the platform has it.
    if (kept?.given && (!entry.value || entry.value.state === "sent")) await letGo(key);
    else if (kept && !dirty.value) {
      ({ versi } = kept);
      form.value = kept.content;
      if (kept.given && !problem.value) settled.value = JSON.stringify(form.value);
      restored.value = dirty.value;
    }
    await nameReceipts();
    watch(() => outbox.mine, nameReceipts);
  }

  void begin();
  return { form, dirty, restored, incomplete, places, waits, busy, problem, conflict, save, overwrite, discard };
}
