import { useRouter } from "vue-router";
import { followPapers } from "./papersUnderWay.ts";

/** Shows the papers of an order whose job has just been started: whoever issues letters wants to see them. */
export function useShowPapers(order: () => string): (job: string) => Promise<void> {
  const router = useRouter();
  return async (job) => {
    followPapers(order(), job);
    await router.replace({ query: { bagian: "dokumen" } });
  };
}
