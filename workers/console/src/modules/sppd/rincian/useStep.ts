import { useToast } from "@nuxt/ui/composables";
import { useQueryClient } from "@tanstack/vue-query";
import { useI18n } from "vue-i18n";
import { drop, useDo } from "../../../api/ask.ts";
import type { Input, OperationId, Output } from "../../../api/operation.ts";

/** Refusals because of what became of an order meanwhile; any other says itself what is wrong. */
const overtaken: readonly string[] = ["STATUS_TIDAK_SESUAI", "VERSI_BERUBAH", "BUKAN_GILIRAN"];

/**
 * As `useDo`, for what is done with an order: it says so when it was done, and looks again when it was refused, since somebody else may
 * have been quicker.
 */
export function useStep<Id extends OperationId>(id: Id, done: () => string) {
  const client = useQueryClient();
  const toast = useToast();
  const { t } = useI18n();
  const { run, problem, busy } = useDo(id, ["notifications"]);

  async function go(input: Input<Id>): Promise<{ readonly output: Output<Id> } | undefined> {
    const result = await run(input);
    if (result) toast.add({ title: done(), color: "success", icon: "i-lucide-check" });
    else if ([403, 404, 409].includes(problem.value?.status ?? 0)) await drop(client, ["sppd"]);
    return result;
  }

  /** What to say of a refusal beside what the platform says: somebody else was quicker. */
  const hint = (): string | undefined =>
    overtaken.includes(problem.value?.code ?? "") ? t("sppd.detail.reloaded") : undefined;
  return { go, problem, busy, hint };
}
