import { useDebounceFn, useEventListener } from "@vueuse/core";
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import { call } from "../../../api/call.ts";
import type { Input, Row } from "../../../api/operation.ts";
import { latestInput, type OutboxEntry } from "../../../api/outbox-entry.ts";
import { arrivedOf, refTo, subjectOf } from "../../../api/outbox-refs.ts";
import { useOutbox } from "../../../api/outbox.ts";
import { ApiProblem } from "../../../api/problem.ts";
import { groupOf } from "../order-file.ts";
import { written, type ReportContent } from "./report-content.ts";
import type { Order } from "./traveller.ts";

export type Report = Row<"listReports">;
/** Where what is written stands: as on the platform, not yet there, on its way, waiting for the network, another's is there, not taken. */
export type SaveState = "clean" | "dirty" | "saving" | "saved" | "offline" | "conflict" | "refused";
type Saving = Input<"saveReport">;

/** After so long without a key it is kept on the device, and after so long it is sent. */
const keptMs = 400;
const typingPause = 1_500;

/** What was written of a report and has not been saved, under which it is found in the outbox. */
export function reportSubject(orderId: string, pegawaiId: string): string {
  return `laporan:${groupOf(orderId, pegawaiId)}`;
}

/**
 * A report while it is being written. Its words wait in the outbox, kept on the device as they are typed, and go to the platform with each
 * pause: under a key, and on the version that they were written against, never over another's.
 */
export function useReportDraft(order: Order, report: () => Report) {
  const outbox = useOutbox();
  const { pegawai_id } = report();
  const subject = reportSubject(order.id, pegawai_id);
  const content = reactive<ReportContent>(copy(report().isi));
  const said = (): string => JSON.stringify(written(content));
  /** What the platform has, or was given to be sent. */
  let settled = said();
  let { versi } = report();
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What was typed and not given to be sent. */
  const typing = ref(false);
  const begun = ref(false);
  const savedAt = ref<Date | null>(null);
  /** What another tab or person saved meanwhile. */
  const theirs = shallowRef<Report | null>(null);

  const entry = computed(() => outbox.of(subject));
  const problem = computed(() =>
    entry.value?.state === "refused" && entry.value.problem ? new ApiProblem(entry.value.problem) : null,
  );
  const outdated = computed(() => problem.value?.code === "VERSI_BERUBAH");
  const state = computed<SaveState>(() => {
    if (theirs.value) return "conflict";
    if (problem.value) return "refused";
    if (typing.value) return "dirty";
    if (entry.value?.state === "sending") return "saving";
    if (entry.value?.state === "waiting") return "offline";
    return savedAt.value ? "saved" : "clean";
  });

  /** The words as they are sent: on the version that those were answered with which went before them. */
  function given(before: OutboxEntry | undefined): Saving {
    const input = before?.input as Saving | undefined;
    const base = before?.state === "sent" ? (before.output as { versi: number }).versi : input?.query?.versi;
    return { path: { id: order.id }, query: { pegawai_id, versi: Math.max(versi, base ?? 0) }, body: written(content) };
  }

  /** Keeps on the device what is typed; after a conflict it waits there for which of the two it shall be. */
  async function hold(): Promise<void> {
    if (!typing.value) return;
    const body = said();
    if (outdated.value) await outbox.amend(subject, { ...given(entry.value), body: written(content) });
    else await outbox.hold(subject, "saveReport", given, about());
    settled = body;
    typing.value = said() !== settled;
  }
  const about = () => ({
    group: groupOf(order.id, pegawai_id),
    name: order.maksud,
    to: `/sppd/${order.id}/laporan?pelaksana=${pegawai_id}`,
  });
  const holdSoon = useDebounceFn(hold, keptMs);

  watch(content, () => {
    if (!begun.value || said() === settled) return;
    typing.value = true;
    void holdSoon();
    clearTimeout(timer);
    timer = setTimeout(() => void save(), typingPause);
  });

  /** Gives to be sent what was typed; tells whether it was taken, or waits for the network. */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    await hold();
    if (!outdated.value) void outbox.send();
    return !problem.value;
  }

  /** What another saved meanwhile, for whoever has to choose; where both say the same, there is nothing to choose. */
  async function look(): Promise<void> {
    const answer = await call("listReports", { path: { id: order.id } }).catch(() => null);
    const other = answer?.data.find((one) => one.pegawai_id === pegawai_id) as Report | undefined;
    if (!other || !outdated.value) return;
    theirs.value = other;
    if (JSON.stringify(written(other.isi)) === said()) await resolve("theirs");
  }

  /** After a conflict: one's own words over theirs, or theirs. */
  async function resolve(which: "mine" | "theirs"): Promise<void> {
    const other = theirs.value;
    if (!other) return;
    ({ versi } = other);
    theirs.value = null;
    if (which === "mine") {
      typing.value = true;
      await outbox.hold(subject, "saveReport", given, about());
      settled = said();
      typing.value = false;
      await outbox.send();
      return;
    }
    Object.assign(content, copy(other.isi));
    settled = said();
    typing.value = false;
    savedAt.value = new Date();
    await outbox.forget(subject);
  }

  /** What the outbox has of this report, in the form again. */
  async function begin(): Promise<void> {
    await outbox.read();
    const earlier = entry.value;
    if (earlier && earlier.state !== "sent") {
      const offered = content.pelaksanaan;
      Object.assign(content, copy({ ...report().isi, ...(latestInput(earlier) as { body: ReportContent }).body }));
      if (content.pelaksanaan.length === 0) content.pelaksanaan = offered;
      settled = said();
      // What has been saved since it was written is not written over: it is refused, and shown beside it.
      versi = (earlier.input as Saving).query?.versi ?? versi;
    }
    begun.value = true;
    if (outdated.value) await look();
  }

  /** A file that was chosen is named at once, and by its own id when it has arrived. */
  function attach(part: "foto" | "lampiran", file: string): void {
    content[part].push(refTo(file));
  }

  watch(
    () => outbox.mine,
    () => {
      for (const part of ["foto", "lampiran"] as const) {
        const ids = arrivedOf(content[part], outbox.of);
        if (ids.join() === content[part].join()) continue;
        for (const ref of content[part]) {
          const id = outbox.of(subjectOf(ref) ?? "")?.output as { id: string } | undefined;
          // The outbox has put the id into what waits: the words are no others for it.
          if (id) settled = settled.replaceAll(JSON.stringify(ref), JSON.stringify(id.id));
        }
        content[part] = ids;
      }
    },
    { immediate: true },
  );
  watch(
    () => entry.value?.state,
    async (now) => {
      if (now === "sent" && entry.value) {
        ({ versi } = entry.value.output as { versi: number });
        savedAt.value = new Date();
        if (!typing.value) await outbox.forget(subject);
      } else if (now === "refused" && outdated.value) await look();
    },
  );
  // Saved elsewhere, and nothing was written here since: seen at once.
  watch(
    () => report().versi,
    (newer) => {
      if (newer <= versi || typing.value || (entry.value && entry.value.state !== "sent")) return;
      versi = newer;
      Object.assign(content, copy(report().isi));
      settled = said();
    },
  );

  void begin();
  useEventListener(window, "online", () => outdated.value && !theirs.value && void look());
  useEventListener(document, "visibilitychange", () => document.hidden && void save());
  onScopeDispose(() => void save());
  return { content, begun, state, savedAt, problem, theirs, save, resolve, attach };
}

function copy(content: ReportContent): ReportContent {
  return JSON.parse(JSON.stringify(content)) as ReportContent;
}
