import { nextTick } from "vue";

/** The parts of the wizard: one after the other on a phone, all at once on a desk. */
export const steps = ["purpose", "travellers", "legs", "cost", "review"] as const;
export type Step = (typeof steps)[number];

/** The part in which a field of the request is. */
export function stepOf(pointer: string): Step {
  if (/^\/(pelaksana|pengikut|biaya\/narasumber_luar)/.test(pointer)) return "travellers";
  if (pointer.startsWith("/etape")) return "legs";
  if (/^\/(biaya|anggaran_id|unit_id)/.test(pointer)) return "cost";
  return "purpose";
}

/** Puts the cursor into the field at a JSON pointer, or into the nearest that holds it; false when there is none. */
export function focusField(pointer: string): boolean {
  const input = placeOf(pointer)?.querySelector<HTMLElement>("input:not([hidden]), textarea, select, button");
  if (!input) return false;
  input.scrollIntoView({ block: "center" });
  input.focus();
  return true;
}

/** Once a row was taken away with the button in it, the cursor goes to where another is added: it would be lost with the button. */
export async function focusAdding({ currentTarget }: Event): Promise<void> {
  const list = (currentTarget as Element | null)?.closest("[data-daftar]");
  await nextTick();
  list?.querySelector<HTMLElement>("button[data-tambah], [data-tambah] input")?.focus();
}

/** Of some fields the one that comes first on the page. */
export function firstOf(pointers: readonly string[]): string | undefined {
  const places = pointers.flatMap((pointer) => {
    const place = placeOf(pointer);
    return place ? [{ pointer, place }] : [];
  });
  const follows = (a: Element, b: Element): number =>
    a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  return places.toSorted((a, b) => follows(a.place, b.place))[0]?.pointer;
}

/** What the page calls the field at a JSON pointer. */
export function labelOf(pointer: string): string {
  return placeOf(pointer)?.querySelector("label")?.textContent?.trim() ?? "";
}

function placeOf(pointer: string): Element | null {
  for (let at = pointer; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = document.querySelector(`[data-pointer="${CSS.escape(at)}"]`);
    if (place) return place;
  }
  return null;
}
