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

/** How far a file is that is written behind the answer; nothing is asked while there is none. */
export function useExportState(job: () => string | null) {
  const client = useQueryClient();
  const asked = computed(() => ({ path: { id: job() ?? "" } }));
  const every = ref<number | false>(5_000);
  const query = useAsk("getExport", asked, { when: () => job() !== null, every });
  const finished = computed(() => over.includes(query.data.value?.status ?? ""));
  // The line tells how far it is; asking again is for whom it does not reach.
  watchEffect(() => (every.value = finished.value ? false : 5_000));
  const heldUp = useHeldUp(() => {
    const id = job();
    return id === null || !query.data.value ? undefined : { id, status: query.data.value.status };
  });

  useHearing(({ type, data }) => {
    if (type !== "job.progress" || data["id"] !== job()) return;
    const key = keyOf("getExport", asked.value);
    const { status: now, done, total } = data as Pick<Output<"getExport">, "status" | "done" | "total">;
    if (over.includes(now)) void client.invalidateQueries({ queryKey: key });
    else client.setQueryData<Output<"getExport">>(key, (before) => before && { ...before, status: now, done, total });
  });
  return { query, finished, heldUp };
}

/** How much of a file is written, in percent. */
export function percentOf({ done, total }: Pick<Output<"getExport">, "done" | "total">): number {
  return total === 0 ? 0 : Math.floor((done / total) * 100);
}

/** A file of a list: at once when it is short, else by a job whose way is followed here. */
export function useExport(id: ExportId, query: () => object) {
  const asking = ref(false);
  const problem: Ref<ApiProblem | null> = ref(null);
  const job = ref<string | null>(null);
  const { query: state, finished, heldUp } = useExportState(() => job.value);
  const percent = computed(() => (state.data.value ? percentOf(state.data.value) : 0));

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
