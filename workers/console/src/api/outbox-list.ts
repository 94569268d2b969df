import { computed, shallowReactive, shallowRef, type ComputedRef } from "vue";
import { isOpen, restored, type OutboxEntry } from "./outbox-entry.ts";
import { asShelved, placeOf, shelve, shelved, unshelve } from "./outbox-shelf.ts";

/** What an entry becomes; nothing: it is forgotten. */
export type Change = (before: OutboxEntry | undefined) => OutboxEntry | undefined;

interface OutboxList {
  /** Those of whoever is here. */
  readonly mine: ComputedRef<readonly OutboxEntry[]>;
  /** Brings what an earlier page left. */
  read(): Promise<void>;
  of(subject: string): OutboxEntry | undefined;
  /** Changes one; answers what it has become. One change after the other: what is typed while something is on its way is not lost to its answer. */
  change(subject: string, how: Change): Promise<OutboxEntry | undefined>;
  /** Whether another page of this browser has not sent it, or given it up, meanwhile. */
  isStillOurs(entry: OutboxEntry): Promise<boolean>;
  /** Whether the device has it; what it had no room for lasts as long as this page. */
  isKept(entry: OutboxEntry): boolean;
}

/** What waits, on the page and on the device alike. */
export function useOutboxList(owner: () => string | undefined): OutboxList {
  const all = shallowRef<readonly OutboxEntry[]>([]);
  const unkept = shallowReactive(new Set<string>());
  let reading: Promise<void> | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  const mine = computed(() => all.value.filter((one) => one.owner === owner()));
  const of = (subject: string): OutboxEntry | undefined => mine.value.find((one) => one.subject === subject);

  function read(): Promise<void> {
    reading ??= shelved().then((kept) => {
      const known = new Set(all.value.map(placeOf));
      all.value = [...all.value, ...kept.map(restored).filter((one) => !known.has(placeOf(one)))];
    });
    return reading;
  }

  function change(subject: string, how: Change): Promise<OutboxEntry | undefined> {
    const done = writing.then(async () => {
      const before = of(subject);
      const after = how(before);
      if (after !== before) await replace(before, after);
      return after;
    });
    writing = done.catch(() => undefined);
    return done;
  }

  async function replace(before: OutboxEntry | undefined, after: OutboxEntry | undefined): Promise<void> {
    const others = (): OutboxEntry[] => all.value.filter((one) => one !== before);
    const goes = !after || (after.state === "sent" && !after.lasting);
    // What is said to wait is kept by then. A browser without room still sends it while the page is open.
    const kept = goes || (await shelve(after, others()));
    if (before && (goes || placeOf(before) !== placeOf(after))) await unshelve(before);
    if (before) unkept.delete(placeOf(before));
    if (after && !kept) unkept.add(placeOf(after));
    all.value = after ? [...others(), after] : others();
  }

  async function isStillOurs(entry: OutboxEntry): Promise<boolean> {
    if (unkept.has(placeOf(entry))) return true;
    const kept = await asShelved(entry);
    if (kept && isOpen(kept)) return true;
    all.value = [...all.value.filter((one) => one !== entry), ...(kept ? [kept] : [])];
    return false;
  }

  // What is kept on the device outlives the page: only what is not is lost with it.
  addEventListener("beforeunload", (event) => unkept.size > 0 && event.preventDefault());
  return { mine, read, of, change, isStillOurs, isKept: (entry) => !unkept.has(placeOf(entry)) };
}
