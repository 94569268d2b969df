import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";
import { names, tidy, type Asked } from "./asked.ts";

/** What the list is asked for: it stands in the address, so that it can be linked, kept and gone back to. */
export function useAsked() {
  const route = useRoute();
  const router = useRouter();
  const asked = computed<Asked>(() =>
    tidy(
      Object.fromEntries(
        names.flatMap((name) => {
          const value = route.query[name];
          return typeof value === "string" ? [[name, value]] : [];
        }),
      ),
    ),
  );
  const replace = (all: Asked): void => void router.replace({ query: tidy(all) });
  return {
    asked,
    /** Asks for something else altogether. */
    replace,
    /** Changes some of what is asked for; empty takes it away. */
    change: (some: Asked): void => replace({ ...asked.value, ...some }),
  };
}
