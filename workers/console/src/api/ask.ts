import { operations } from "#operations";
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/vue-query";
import { computed, ref, toValue, type MaybeRefOrGetter } from "vue";
import { call } from "./call.ts";
import { keyOf, type Asking } from "./keys.ts";
import type { Input, OperationId, Output } from "./operation.ts";
import { problemOf, type ApiProblem } from "./problem.ts";

export { keyOf } from "./keys.ts";
export { usePages } from "./pages.ts";

/** What an operation answers, kept and asked again as it gets old. */
export function useAsk<Id extends OperationId>(
  id: Id,
  input: MaybeRefOrGetter<Input<Id>> = {},
  { when = true, every = false }: Asking = {},
) {
  return useQuery<Output<Id>, ApiProblem>({
    queryKey: computed(() => keyOf(id, toValue(input))),
    queryFn: ({ signal }) => call(id, toValue(input), { signal }),
    enabled: computed(() => toValue(when)),
    refetchInterval: computed(() => toValue(every)),
  });
}

/**
 * Something that is done on a press. Its answers of the module, and of the modules named, are asked again after it. What was wrong stays
 * in `problem` until the next press; a press that was not answered is sent again under the same key, so nothing is done twice.
 */
export function useDo<Id extends OperationId>(id: Id, also: readonly string[] = []) {
  const client = useQueryClient();
  const problem = ref<ApiProblem | null>(null);
  let key = crypto.randomUUID();
  const mutation = useMutation<Output<Id>, unknown, Input<Id>>({
    mutationFn: (input) => call(id, input, operations[id][0] === "GET" ? {} : { key }),
  });
  /** Does it; answers undefined when it was refused, and `problem` says why. */
  async function run(input: Input<Id> = {}): Promise<{ readonly output: Output<Id> } | undefined> {
    problem.value = null;
    try {
      const output = await mutation.mutateAsync(input);
      key = crypto.randomUUID();
      await drop(client, [String(operations[id][1].split("/")[3]), ...also]);
      return { output };
    } catch (error) {
      problem.value = problemOf(error);
      // Whether a lost one was done is not known: it keeps its key. What was refused has done nothing, and may be put right.
      if (!problem.value.passing) key = crypto.randomUUID();
      return undefined;
    }
  }
  return { run, problem, busy: mutation.isPending };
}

/** How long (ms) an edge may go on believing that nothing has changed, and a little more. */
const believedMs = 1_100;

/** Modules whose answers are asked again in a moment, and whether something has changed since that was set down. */
const soon = new Map<string, boolean>();

/**
 * Has what modules answered asked again, where it is on the page: at once, and when no edge can answer with what was before any more. For
 * between a change and the word of it another edge, or another request of this one, may be a moment behind.
 */
export async function drop(client: QueryClient, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) dropSoon(client, slug);
  await Promise.all(slugs.map((slug) => invalidate(client, slug)));
}

/** As `drop`, of what the platform told. Whoever did it hears of it as well: what is asked again in a moment is not asked before. */
export function dropHeard(client: QueryClient, slugs: readonly string[]): void {
  for (const slug of slugs) if (!dropSoon(client, slug)) void invalidate(client, slug);
}

/** Whether it was to be asked again soon already: then it is once more after that. */
function dropSoon(client: QueryClient, slug: string): boolean {
  const waiting = soon.has(slug);
  soon.set(slug, waiting);
  if (waiting) return true;
  setTimeout(() => {
    const changed = soon.get(slug);
    soon.delete(slug);
    if (changed) dropSoon(client, slug);
    void invalidate(client, slug);
  }, believedMs);
  return false;
}

function invalidate(client: QueryClient, slug: string): Promise<void> {
  return client.invalidateQueries({ queryKey: [slug] });
}
