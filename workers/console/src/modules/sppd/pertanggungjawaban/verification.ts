import { useQueryClient } from "@tanstack/vue-query";
import { useEventListener } from "@vueuse/core";
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
  /** Verdicts that were given and not yet taken, in their order; shallow, for each is taken out as the very one that it is. */
  const given = shallowRef<readonly { readonly id: string; readonly putusan: Verdict["putusan"] }[]>([]);
  // A verdict that waits for its turn is nowhere but on this page.
  useEventListener("beforeunload", (event) => given.value.length > 0 && event.preventDefault());
  const failed = shallowRef<{ readonly id: string; readonly uraian: string; readonly problem: ApiProblem } | null>(
    null,
  );
  let before: Promise<unknown> = Promise.resolve();
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
   * Decides on a line, and goes on to the next as soon as it was taken and is still the one in hand: whoever has sixty receipts waits for
   * no page. What is said meanwhile is sent after it, in the order in which it was said. Tells whether it was taken; where it was not,
   * the line in hand stays the one that it is, for the next press is meant for it, and what others did meanwhile is read anew.
   */
  async function decide(about: Line, verdict: Verdict): Promise<boolean> {
    const last = given.value.findLast(({ id }) => id === about.id);
    if (last && last.putusan === verdict.putusan) return false;
    const turn = { id: about.id, putusan: verdict.putusan };
    given.value = [...given.value, turn];
    forgive(about);
    const sent = before.then(() => send(about.id, verdict));
    before = sent.catch(() => undefined);
    try {
      await sent;
      if (chosen.value === about.id) advance();
      clearTimeout(settling);
      settling = setTimeout(() => void drop(client, ["sppd", "notifications"]), pause);
      return true;
    } catch (error) {
      failed.value = { id: about.id, uraian: about.uraian, problem: problemOf(error) };
      await drop(client, ["sppd"]);
      return false;
    } finally {
      given.value = given.value.filter((one) => one !== turn);
    }
  }

  /** What went wrong with a line is said until somebody decides on this one again. */
  function forgive({ id }: Line): void {
    if (failed.value?.id === id) failed.value = null;
  }

  async function send(id: string, verdict: Verdict): Promise<void> {
    const decided = await call("verifyCostLine", { path: { id: orderId, baris: id }, body: verdict });
    await client.cancelQueries({ queryKey: keyOf("getOrderCosts") });
    note(id, {
      putusan: decided.putusan,
      diakui: decided.diakui,
      ditetapkan: decided.ditetapkan,
      alasan: "alasan" in verdict ? verdict.alasan : null,
    });
  }

  /** Has the page show a line as it is now, before everything is asked again. */
  function note(id: string, decided: Partial<Line>): void {
    client.setQueryData<OrderCosts>(
      keyOf("getOrderCosts", { path: { id: orderId } }),
      (known) =>
        known && {
          ...known,
          pelaksana: known.pelaksana.map((one) => ({
            ...one,
            baris: one.baris.map((was) => (was.id === id ? { ...was, ...decided } : was)),
          })),
        },
    );
  }

  async function dispense(about: Line, jumlah: number, alasan: string): Promise<boolean> {
    if (dispensing.busy.value) return false;
    const done = await dispensing.run({ path: { id: orderId, baris: about.id }, body: { jumlah, alasan } });
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
    deciding: { isGiven: (id: string) => given.value.some((one) => one.id === id), failed, forgive },
    dispensing,
    move,
    decide,
    dispense,
  };
}
