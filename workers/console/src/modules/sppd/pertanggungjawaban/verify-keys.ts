/** What each key of the verification does. */
interface Doing {
  readonly up: () => void;
  readonly down: () => void;
  readonly accept: () => Promise<void>;
  readonly correct: () => void;
  readonly refuse: () => void;
  readonly dispense: () => void;
  readonly former: () => void;
  readonly next: () => void;
  readonly help: () => void;
}

/** Hears the keys of the lines: within their part of the page alone, and never while somebody types. */
export function useVerifyKeys(doing: Doing): (event: KeyboardEvent) => void {
  const byKey: Readonly<Record<string, () => unknown>> = {
    ArrowUp: doing.up,
    ArrowDown: doing.down,
    k: doing.correct,
    t: doing.refuse,
    d: doing.dispense,
    "[": doing.former,
    "]": doing.next,
    "?": doing.help,
  };
  return (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select, [role=dialog], [role=combobox], [contenteditable]")) return;
    // On a line Enter takes it; on a button it presses the button.
    const act =
      event.key === "Enter"
        ? target.matches("[data-line]")
          ? doing.accept
          : undefined
        : byKey[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow")) act();
  };
}
