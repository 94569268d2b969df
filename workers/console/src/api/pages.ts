import { useInfiniteQuery, useQueryClient, type InfiniteData } from "@tanstack/vue-query";
import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { call } from "./call.ts";
import { keyOf, type Asking } from "./keys.ts";
import type { Input, OperationId, Output, Row } from "./operation.ts";
import type { ApiProblem } from "./problem.ts";

/** Where a page begins. The API only leads forward: the way back is what was walked. */
interface Place {
  readonly cursor: string | null;
  readonly index: number;
  readonly before: Place | null;
}

const first: Place = { cursor: null, index: 0, before: null };

interface PageAsking extends Asking {
  /** Keeps no more than a few pages at hand, and fetches those before them again: for lists of any length, shown by `Rows`. */
  readonly bounded?: boolean;
}

/** How many pages of a bounded list are at hand: what stands on a tall screen, and as much before and after it. */
const held = 5;

/** The pages of a list, one after the other (`berikutnya`), as one list of rows. */
export function usePages<Id extends OperationId>(
  id: Id,
  input: MaybeRefOrGetter<Input<Id>> = {},
  { when = true, bounded = false }: PageAsking = {},
) {
  const client = useQueryClient();
  const key = computed(() => keyOf(id, { ...toValue(input), pages: true }));
  const read = (place: Place, signal?: AbortSignal): Promise<Output<Id>> => {
    const given = toValue(input) as { query?: object };
    const setelah = place.cursor === null ? {} : { setelah: place.cursor };
    return call(id, { ...given, query: { ...given.query, ...setelah } } as Input<Id>, signal ? { signal } : {});
  };
  const query = useInfiniteQuery<Output<Id>, ApiProblem, InfiniteData<Output<Id>, Place>, unknown[], Place>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: first,
    getNextPageParam: (page, _pages, place) => {
      const cursor = (page as { berikutnya?: string | null }).berikutnya ?? null;
      return cursor === null ? null : { cursor, index: place.index + 1, before: place };
    },
    getPreviousPageParam: (_page, _pages, place) => place.before,
    ...(bounded ? { maxPages: held } : {}),
    enabled: computed(() => toValue(when)),
  });

  const rows = computed(() => (query.data.value?.pages ?? []).flatMap((page) => (page as { data: Row<Id>[] }).data));
  const start = computed(() => query.data.value?.pageParams[0] ?? first);

  /** Goes to a page that was seen before, without those between. */
  async function jump(index: number): Promise<void> {
    let place: Place = start.value;
    while (place.before && place.index > index) place = place.before;
    const page = await read(place);
    client.setQueryData(key.value, { pages: [page], pageParams: [place] });
  }

  /** What `Rows` needs of it beside the rows. */
  const pages = computed(() => ({
    pending: query.isPending.value,
    problem: query.error.value,
    more: query.hasNextPage.value,
    fetchingMore: query.isFetchingNextPage.value,
    before: start.value.index,
    fetchingBefore: query.isFetchingPreviousPage.value,
    bringBefore: () => void query.fetchPreviousPage(),
    jump,
  }));
  return { ...query, rows, pages };
}
