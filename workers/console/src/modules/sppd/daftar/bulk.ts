import { useQueryClient } from "@tanstack/vue-query";
import { ref } from "vue";
import { drop } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import { problemOf, type ApiProblem } from "../../../api/problem.ts";

/** How it went with one of them: not yet, done, or why not. */
export type Outcome = "waits" | "done" | ApiProblem;

/** Approves orders one after the other, each as it would be by itself: one that is refused keeps none of the others back. */
export function useBulkApproval() {
  const client = useQueryClient();
  const outcomes = ref(new Map<string, Outcome>());
  const busy = ref(false);
  // What was lost on the way is sent again under its own key: nothing is approved twice.
  const keys = new Map<string, string>();

  async function approve(ids: readonly string[]): Promise<void> {
    busy.value = true;
    outcomes.value = new Map(ids.map((id) => [id, "waits"]));
    for (const id of ids) {
      const key = keys.get(id) ?? crypto.randomUUID();
      keys.set(id, key);
      try {
        await call("approveOrder", { path: { id }, body: {} }, { key });
        outcomes.value.set(id, "done");
      } catch (error) {
        const problem = problemOf(error);
        if (!problem.passing) keys.delete(id);
        outcomes.value.set(id, problem);
      }
    }
    await drop(client, ["sppd"]);
    busy.value = false;
  }

  return { outcomes, busy, approve };
}
