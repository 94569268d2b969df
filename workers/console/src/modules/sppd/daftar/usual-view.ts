import { ref, watchEffect, type Ref } from "vue";
import { useAsk } from "../../../api/ask.ts";
import { askedBy, type Asked } from "./asked.ts";

/** Opens the list with one's usual view, unless one came by a link that asks for something; answers whether that is settled. */
export function useUsualView(asked: Readonly<Ref<Asked>>, replace: (all: Asked) => void): Readonly<Ref<boolean>> {
  const settled = ref(Object.keys(asked.value).length > 0);
  if (settled.value) return settled;
  const views = useAsk("listViews", { query: { daftar: "sppd" } });
  const stop = watchEffect(() => {
    // A view that does not come holds up no list.
    if ((views.isPending.value && views.failureCount.value === 0) || settled.value) return;
    settled.value = true;
    const usual = views.data.value?.data.find(({ bawaan }) => bawaan);
    if (usual) replace(askedBy(usual));
  });
  watchEffect(() => settled.value && stop());
  return settled;
}
