import { onScopeDispose, ref, watch, type Ref } from "vue";

/** So long (ms) the queue takes at most to take a job: what is only written down after that waits for the queue itself. */
const patience = 6_000;

/** Whether a job waits because the queue is away. Nothing is lost: it is handed over when the queue is back. */
export function useHeldUp(
  job: () => { readonly id: string; readonly status: string } | undefined,
): Readonly<Ref<boolean>> {
  const late = ref(false);
  const heldUp = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => job()?.id,
    () => {
      clearTimeout(timer);
      late.value = false;
      timer = setTimeout(() => (late.value = true), patience);
    },
    { immediate: true },
  );
  watch([late, () => job()?.status], ([isLate, status]) => (heldUp.value = isLate && status === "recorded"));
  onScopeDispose(() => clearTimeout(timer));
  return heldUp;
}
