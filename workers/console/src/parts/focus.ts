import { nextTick } from "vue";

/** After a form was refused: to the first field that is wrong, else to the note that says why. */
export async function focusWrong(form: EventTarget | null): Promise<void> {
  await nextTick();
  if (!(form instanceof HTMLElement)) return;
  const wrong =
    form.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form.querySelector<HTMLElement>('[role="alert"]');
  if (wrong?.getAttribute("role") === "alert") wrong.tabIndex = -1;
  wrong?.focus();
}
