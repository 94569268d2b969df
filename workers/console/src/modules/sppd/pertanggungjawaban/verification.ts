import { useQueryClient } from "@tanstack/vue-query";
import { computed, ref, shallowRef, watch } from "vue";
import { drop, keyOf, useAsk, useDo } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import { problemOf, type ApiProblem } from "../../../api/problem.ts";
import { useSession } from "../../../session.ts";
import { undecided } from "./balance.ts";
import type { Account, Line, OrderCosts } from "./cost-form.ts";

/** How long after the last verdict everything is asked again, in milliseconds. */
const pause = 800;

/** What is said of a line. */
export type Verdict =
  | { readonly putusan: "diterima" }
  | { readonly putusan: "dikoreksi"; readonly jumlah: number; readonly alasan: string }
  | { readonly putusan: "ditolak"; readonly alasan: string };

/** The costs of an order, one line of them in hand. */
export function useVerification(orderId: string) {
  const client = useQueryClient();
  const session = useSession();
  const costs = useAsk("getOrderCosts", { path: { id: orderId } });
  const busy = ref(false);
  const problem = shallowRef<ApiProblem | null>(null);
  let settling: ReturnType<typeof setTimeout> | undefined;
  const dispensing = useDo("dispenseCostLine", ["notifications"]);
  const chosen = ref<string | null>(null);

  const accounts = computed<Account[]>(() => costs.data.value?.pelaksana ?? []);
  const lines = computed<Line[]>(() => accounts.value.flatMap(({ baris }) => baris));
  const line = computed(() => lines.value.find(({ id }) => id === chosen.value) ?? null);
  const account = computed(
    () => accounts.value.find(({ baris }) => baris.some(({ id }) => id === chosen.value)) ?? accounts.value[0],
  );
  const waiting = computed(() => accounts.value.reduce((sum, one) => sum + undecided(one), 0));
  /** Nobody verifies a trip of their own. */
  const own = computed(() => accounts.value.some(({ pegawai_id }) => pegawai_id === session.me?.pegawai_id));
  const open = computed(
    () => costs.data.value?.status === "pertanggungjawaban" && account.value?.rampung === null && !own.value,
  );
  const mayDecide = computed(() => open.value && session.may("verifyCostLine") !== undefined);
  /** A night above its ceiling passes with the PPK's word alone. */
  const mayDispense = computed(
    () =>
      open.value &&
      session.may("dispenseCostLine") !== undefined &&
      line.value?.komponen === "penginapan" &&
      line.value.pagu !== null &&
      line.value.jumlah > line.value.pagu &&
      line.value.diakui < line.value.jumlah,
  );

  watch(
    lines,
    (all) => {
      if (!all.some(({ id }) => id === chosen.value))
        chosen.value = (all.find(({ putusan }) => putusan === "menunggu") ?? all[0])?.id ?? null;
    },
    { immediate: true },
  );

  /** The line above or below. */
  function move(by: 1 | -1): void {
    const at = lines.value.findIndex(({ id }) => id === chosen.value);
    chosen.value = lines.value[Math.min(Math.max(at + by, 0), lines.value.length - 1)]?.id ?? null;
  }

  /** The next line that waits, below first; where none does, this one. */
  function advance(): void {
    const at = lines.value.findIndex(({ id }) => id === chosen.value);
    const after = [...lines.value.slice(at + 1), ...lines.value.slice(0, at)];
    const next = after.find(({ putusan }) => putusan === "menunggu");
    if (next) chosen.value = next.id;
  }

  /**
   * Decides on the line in hand and goes on to the next as soon as it was taken: whoever has sixty receipts waits for no page. Tells
   * whether it was; of what was not, what others did meanwhile is read anew.
   */
  async function decide(verdict: Verdict): Promise<boolean> {
    const about = line.value;
    if (!about || busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      const decided = await call("verifyCostLine", { path: { id: orderId, baris: about.id }, body: verdict });
      await client.cancelQueries({ queryKey: keyOf("getOrderCosts") });
      note({
        ...about,
        putusan: decided.putusan,
        diakui: decided.diakui,
        ditetapkan: decided.ditetapkan,
        alasan: "alasan" in verdict ? verdict.alasan : null,
      });
      advance();
      clearTimeout(settling);
      settling = setTimeout(() => void drop(client, ["sppd", "notifications"]), pause);
      return true;
    } catch (error) {
      problem.value = problemOf(error);
      await drop(client, ["sppd"]);
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Has the page show a line as it is now, before everything is asked again. */
  function note(decided: Line): void {
    client.setQueryData<OrderCosts>(
      keyOf("getOrderCosts", { path: { id: orderId } }),
      (known) =>
        known && {
          ...known,
          pelaksana: known.pelaksana.map((one) => ({
            ...one,
            baris: one.baris.map((was) => (was.id === decided.id ? decided : was)),
          })),
        },
    );
  }

  async function dispense(jumlah: number, alasan: string): Promise<boolean> {
    if (!line.value || dispensing.busy.value) return false;
    const done = await dispensing.run({ path: { id: orderId, baris: line.value.id }, body: { jumlah, alasan } });
    if (!done) await drop(client, ["sppd"]);
    return done !== undefined;
  }

  return {
    costs,
    accounts,
    lines,
    line,
    account,
    chosen,
    waiting,
    own,
    mayDecide,
    mayDispense,
    deciding: { busy, problem },
    dispensing,
    move,
    decide,
    dispense,
  };
}
