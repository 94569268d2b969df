import { useQueryClient } from "@tanstack/vue-query";
import { computed, ref, watchEffect, type Ref } from "vue";
import { keyOf, useAsk } from "../api/ask.ts";
import { callForFile } from "../api/call.ts";
import type { Input, OperationId, Output } from "../api/operation.ts";
import { problemOf, type ApiProblem } from "../api/problem.ts";
import { useHeldUp } from "./held-up.ts";
import { useHearing } from "../shell/live.ts";

/** Operations whose answer is a file of a list. */
export type ExportId = Extract<OperationId, `export${string}`>;
export type FileFormat = "xlsx" | "csv";

const over = ["done", "dead", "cancelled"];

/** A file of a list: at once when it is short, else by a job whose way is followed here. */
export function useExport(id: ExportId, query: () => object) {
  const client = useQueryClient();
  const asking = ref(false);
  const problem: Ref<ApiProblem | null> = ref(null);
  const job = ref<string | null>(null);
  const asked = computed(() => ({ path: { id: job.value ?? "" } }));
  const every = ref<number | false>(5_000);
  const state = useAsk("getExport", asked, { when: () => job.value !== null, every });
  const finished = computed(() => over.includes(state.data.value?.status ?? ""));
  // The line tells how far it is; asking again is for whom it does not reach.
  watchEffect(() => (every.value = finished.value ? false : 5_000));
  const heldUp = useHeldUp(() =>
    job.value === null || !state.data.value ? undefined : { id: job.value, status: state.data.value.status },
  );
  const percent = computed(() => {
    const { done = 0, total = 0 } = state.data.value ?? {};
    return total === 0 ? 0 : Math.floor((done / total) * 100);
  });

  useHearing(({ type, data }) => {
    if (type !== "job.progress" || data["id"] !== job.value) return;
    const key = keyOf("getExport", asked.value);
    const { status: now, done, total } = data as Pick<Output<"getExport">, "status" | "done" | "total">;
    if (over.includes(now)) void client.invalidateQueries({ queryKey: key });
    else client.setQueryData<Output<"getExport">>(key, (before) => before && { ...before, status: now, done, total });
  });

  /** Answers with the file, if it came at once. */
  async function ask(format: FileFormat): Promise<Blob | undefined> {
    asking.value = true;
    problem.value = null;
    job.value = null;
    try {
      const answer = await callForFile(id, { query: { ...query(), format } } as Input<ExportId>);
      if (answer instanceof Blob) return answer;
      job.value = (answer as { job_id: string }).job_id;
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      asking.value = false;
    }
    return undefined;
  }

  return { ask, asking, problem, job, state: state.data, finished, percent, heldUp };
}
