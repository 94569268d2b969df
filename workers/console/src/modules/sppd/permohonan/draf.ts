import { useDebounceFn, useEventListener } from "@vueuse/core";
import { del, get, set } from "idb-keyval";
import { onScopeDispose, ref, toRaw, watch, type Ref } from "vue";
import { draftPlace, draftShelf } from "../../../api/draft-shelf.ts";
import { isLeaving } from "../../../api/leaving.ts";
import { useSession } from "../../../session.ts";
import { salinIsian, type Isian } from "./isian.ts";

/** What somebody typed and has not saved, as the browser keeps it. */
export interface Draf {
  readonly isian: Isian;
  readonly berkas: File | null;
  /** The version of the draft that was read when the typing began; null: of a new one. */
  readonly versi: number | null;
  /** When it was kept. */
  readonly pada: string;
}

/** After so long without a key it is kept. */
const pause = 600;

/** Keeps what is typed in the browser, so that it outlives a reload, a crash, and a day without a network. */
export function useDraf(subject: Ref<string>, isian: Isian, berkas: Ref<File | null>, versi: Ref<number | null>) {
  const session = useSession();
  const changed = ref(false);
  /** Off while the form is being filled by us and not by a person. */
  let watching = false;
  let unkept = false;
  // Theirs also once their session has ended.
  const owner = session.me?.user_id ?? "";
  const place = (of: string): string => draftPlace(owner, of);

  async function keep(): Promise<void> {
    // Once more what is kept already would make it newer than what was saved since; of whoever leaves nothing is kept.
    const wanted = unkept && !isLeaving();
    unkept = false;
    if (!wanted) return;
    const draf: Draf = {
      isian: salinIsian(isian),
      berkas: toRaw(berkas.value),
      versi: versi.value,
      pada: new Date().toISOString(),
    };
    // A browser that keeps nothing is no reason to stop writing.
    await set(place(subject.value), draf, draftShelf).catch(() => undefined);
  }
  const keepSoon = useDebounceFn(keep, pause);

  watch(
    [isian, berkas],
    () => {
      if (!watching) return;
      changed.value = unkept = true;
      void keepSoon();
    },
    { deep: true, flush: "sync" },
  );
  useEventListener(document, "visibilitychange", () => {
    if (document.visibilityState === "hidden") void keep();
  });
  onScopeDispose(() => void keep());

  return {
    changed,
    /** Keeps at once what is typed. */
    keep,
    read: (of = subject.value): Promise<Draf | undefined> => get<Draf>(place(of), draftShelf).catch(() => undefined),
    /** What was typed for one is typed for another from now on: the new one has become a draft of the platform's. */
    async move(to: string, as: number): Promise<void> {
      const draf = await get<Draf>(place(subject.value), draftShelf).catch(() => undefined);
      await del(place(subject.value), draftShelf).catch(() => undefined);
      if (draf) await set(place(to), { ...draf, versi: as }, draftShelf).catch(() => undefined);
    },
    /** Nothing is unsaved any more. */
    async drop(): Promise<void> {
      changed.value = unkept = false;
      await del(place(subject.value), draftShelf).catch(() => undefined);
    },
    /** Fills the form without that counting as typed. */
    fill(with_: () => void, typed = false): void {
      watching = false;
      with_();
      unkept = false;
      changed.value = typed;
      watching = true;
    },
  };
}
