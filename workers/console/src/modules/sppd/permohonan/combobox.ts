import { computed, ref } from "vue";

/**
 * Whether a list is open under its input. Closed, the input would still name the entry that was lit in it, which is gone, and send whoever
 * listens to the page to nothing: `unlit` takes that away.
 */
export function useListOpen() {
  const open = ref(false);
  const unlit = computed(() => (open.value ? {} : { "aria-activedescendant": undefined }));
  return { open, unlit };
}
