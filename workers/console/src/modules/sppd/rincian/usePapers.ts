import { useQueryClient } from "@tanstack/vue-query";
import { computed, ref, watch } from "vue";
import { keyOf, useAsk } from "../../../api/ask.ts";
import { useHeldUp } from "../../../parts/held-up.ts";
import { useSession } from "../../../session.ts";
import { useHearing } from "../../../shell/live.ts";
import { hasEnded, hearOfPapers, papersUnderWay } from "./papersUnderWay.ts";

/** How often (ms) it is looked whether papers are there, at first and after a while; links are renewed before they end. */
const often = 2_000;
const seldom = 10_000;
const renewal = 10 * 60_000;
/** So many looks are made often. */
const patient = 30;

/**
 * The papers of an order, and how far those are that are being made: as the platform tells whoever had them made, and by looking, for
 * everybody else and when the line is down.
 */
export function usePapers(order: () => string) {
  const client = useQueryClient();
  const session = useSession();
  const looks = ref(0);
  const waiting = ref(false);
  const rhythm = computed(() => (waiting.value ? (looks.value < patient ? often : seldom) : renewal));
  const query = useAsk("listDocuments", () => ({ path: { id: order() } }), { every: rhythm });
  const papers = computed(() => query.data.value?.data ?? []);
  const ready = computed(() => papers.value.filter(({ pdf }) => pdf !== null).length);

  const job = computed(() => papersUnderWay(order()));
  const followed = computed(() => job.value !== undefined && !hasEnded(job.value));
  const told = useAsk("getJob", () => ({ path: { id: job.value?.id ?? "" } }), {
    when: () => followed.value && session.may("getJob") !== undefined,
    every: () => (followed.value ? often : false),
  });
  watch(told.data, (data) => data && hearOfPapers(data));
  const heldUp = useHeldUp(() => (followed.value ? told.data.value : undefined));
  useHearing(({ type, data }) => {
    if (type === "job.progress" && data["id"] === job.value?.id) hearOfPapers(data);
  });
  watch(
    () => job.value?.status,
    (status) =>
      status === "done" && client.invalidateQueries({ queryKey: keyOf("listDocuments", { path: { id: order() } }) }),
  );

  watch(
    [papers, () => query.dataUpdatedAt.value],
    () => {
      const before = waiting.value;
      waiting.value = papers.value.length > ready.value;
      looks.value = waiting.value && before ? looks.value + 1 : 0;
    },
    { immediate: true },
  );

  /** How much of them is there, from 0 to 1; null while nothing can be said. */
  const share = computed(() => {
    const { done = 0, total = 0 } = job.value ?? {};
    const byJob = followed.value && total > 0 ? done / total : 0;
    const made = papers.value.length === 0 ? 0 : ready.value / papers.value.length;
    const most = Math.max(byJob, made);
    return most === 0 ? null : most;
  });
  const failed = computed(() => (job.value?.status === "dead" ? job.value : undefined));
  return { query, papers, ready, waiting, share, failed, heldUp };
}
