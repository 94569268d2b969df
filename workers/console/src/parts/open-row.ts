/** What does something of its own within a row, and what stands around a checkbox: a finger that just misses that wanted no other page. */
const own =
  "a, button, input, label, select, textarea, summary, [role=checkbox], [role=menuitem], td:has([role=checkbox]), [data-pilih]";

/**
 * A click anywhere on a row does what its own link does (`data-buka`), in a new tab where that was wanted. The row is no second link: whoever
 * goes by keys or is read to has the one. Not a click on what does something else, and none that ends a selection of text.
 */
export function openRow(event: MouseEvent): void {
  const { target, currentTarget, ctrlKey, metaKey, shiftKey } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element) || target.closest(own)) return;
  if (getSelection()?.isCollapsed === false) return;
  currentTarget
    .querySelector("[data-buka]")
    ?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}
