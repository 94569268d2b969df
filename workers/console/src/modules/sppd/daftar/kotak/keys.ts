import { useEventListener, useLocalStorage } from "@vueuse/core";

/**
 * Single letters that do something, while nothing is being typed and no dialog stands open. They can be switched off, as whoever speaks to
 * their computer needs (WCAG 2.1.4); the choice stays with this browser.
 */
export function useKeys(keys: Readonly<Record<string, () => void>>) {
  const on = useLocalStorage("serambi.pintasan", true);
  useEventListener(window, "keydown", (event: KeyboardEvent) => {
    if (!on.value || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.target as HTMLElement;
    if (target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu], [role=listbox]"))
      return;
    if (document.querySelector("[role=dialog]")) return;
    const act = keys[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
  return { on };
}
