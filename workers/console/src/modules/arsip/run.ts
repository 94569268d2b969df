import { useQueryClient } from "@tanstack/vue-query";
import { computed, ref, watch } from "vue";
import { drop, keyOf, useAsk, useDo } from "../../api/ask.ts";
import type { Output } from "../../api/operation.ts";
import { useHearing } from "../../shell/live.ts";

/** What can be kept up: orders, documents, activity logs. */
export type Kind = "perjalanan" | "dokumen" | "catatan";
/** What would be done, in numbers. */
export type Rehearsal = Extract<Output<"runArchive">, { readonly jumlah: number }>;

const over = ["done", "dead", "cancelled"];

/** Has what is old dealt with now, and follows the job that does it. */
export function useRun() {
  const client = useQueryClient();
  const start = useDo("runArchive");
  const kind = ref<Kind | null>(null);
  const job = ref<string | null>(null);
  const asked = computed(() => ({ path: { id: job.value ?? "" } }));
  const every = ref<number | false>(false);
  const state = useAsk("getJob", asked, { when: () => job.value !== null, every });
  const finished = computed(() => over.includes(state.data.value?.status ?? ""));

  useHearing(({ type, data }) => {
    if (type === "job.progress" && data["id"] === job.value)
      void client.invalidateQueries({ queryKey: keyOf("getJob", asked.value) });
  });
  watch([job, finished], async ([id, done]) => {
    every.value = id !== null && !done ? 5_000 : false;
    if (done) await drop(client, ["arsip", "sppd"]);
  });

  async function run(apa: Kind): Promise<void> {
    kind.value = apa;
    job.value = null;
    const done = await start.run({ query: { apa } });
    if (done && "job_id" in done.output) job.value = done.output.job_id;
  }
  return { run, kind, state: state.data, job, finished, problem: start.problem, busy: start.busy };
}
