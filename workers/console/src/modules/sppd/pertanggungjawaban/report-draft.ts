import { useQueryClient } from "@tanstack/vue-query";
import { useEventListener } from "@vueuse/core";
import { onScopeDispose, reactive, ref, shallowRef, watch } from "vue";
import { keyOf } from "../../../api/ask.ts";
import { call } from "../../../api/call.ts";
import type { Output, Row } from "../../../api/operation.ts";
import { problemOf, type ApiProblem } from "../../../api/problem.ts";
import { useSession } from "../../../session.ts";
import { keep, keptAt, letGo } from "./kept.ts";
import { written, type ReportContent } from "./report-content.ts";

export type Report = Row<"listReports">;
/** Where what is written stands: as on the platform, not yet there, on its way, waiting for the network, another's is there, not taken. */
export type SaveState = "clean" | "dirty" | "saving" | "saved" | "offline" | "conflict" | "refused";

const typingPause = 1_500;
const networkPause = 15_000;

/** A report while it is being written: kept here with each word, saved on the platform with each pause, never over another's words. */
export function useReportDraft(orderId: string, report: Report) {
  const client = useQueryClient();
  const key = `serambi.laporan/${useSession().me?.user_id ?? ""}/${orderId}/${report.pegawai_id}`;
  const content = reactive<ReportContent>(copy(report.isi));
  const state = ref<SaveState>("clean");
  const savedAt = ref<Date | null>(null);
  const problem = shallowRef<ApiProblem | null>(null);
  /** What another tab or person saved meanwhile. */
  const theirs = shallowRef<Report | null>(null);
  let versi = report.versi;
  let settled = JSON.stringify(written(content));
  let timer: ReturnType<typeof setTimeout> | undefined;

  const changed = (): boolean => JSON.stringify(written(content)) !== settled;

  watch(content, () => {
    if (!changed() || state.value === "conflict") return;
    if (state.value !== "saving") state.value = "dirty";
    void keep(key, { versi, content, at: Date.now() });
    plan(typingPause);
  });

  function plan(pause: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), pause);
  }

  /** Saves what is not saved yet; tells whether everything is. */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (state.value === "conflict") return false;
    if (state.value === "saving") return (plan(300), false);
    if (!changed()) return true;
    const body = written(content);
    state.value = "saving";
    problem.value = null;
    try {
      const input = { path: { id: orderId }, query: { pegawai_id: report.pegawai_id, versi }, body };
      ({ versi } = await call("saveReport", input));
    } catch (error) {
      await stop(problemOf(error));
      return false;
    }
    settled = JSON.stringify(body);
    savedAt.value = new Date();
    state.value = "saved";
    tell();
    if (changed()) {
      state.value = "dirty";
      plan(0);
      return false;
    }
    await letGo(key);
    return true;
  }

  async function stop(found: ApiProblem): Promise<void> {
    problem.value = found;
    if (found.passing) {
      state.value = "offline";
      plan(found.retryAfter === null ? networkPause : found.retryAfter * 1_000);
    } else if (found.code === "VERSI_BERUBAH") {
      state.value = "refused";
      const { data } = await client.query({
        queryKey: keyOf("listReports", { path: { id: orderId } }),
        queryFn: () => call("listReports", { path: { id: orderId } }),
        staleTime: 0,
      });
      theirs.value = data.find(({ pegawai_id }) => pegawai_id === report.pegawai_id) ?? null;
      if (theirs.value) state.value = "conflict";
    } else state.value = "refused";
  }

  /** Has the rest of the page know what was saved, without asking again. */
  function tell(): void {
    client.setQueryData<Output<"listReports">>(keyOf("listReports", { path: { id: orderId } }), (known) =>
      known
        ? {
            data: known.data.map((one) =>
              one.pegawai_id === report.pegawai_id ? { ...one, versi, isi: { ...one.isi, ...written(content) } } : one,
            ),
          }
        : known,
    );
  }

  /** After a conflict: one's own words over theirs, or theirs. */
  async function resolve(which: "mine" | "theirs"): Promise<void> {
    const other = theirs.value;
    if (!other) return;
    theirs.value = null;
    ({ versi } = other);
    settled = JSON.stringify(written(other.isi));
    state.value = "dirty";
    if (which === "mine") {
      await save();
      return;
    }
    Object.assign(content, copy(other.isi));
    state.value = "saved";
    savedAt.value = new Date();
    await letGo(key);
  }

  /** What was written here before the page closed comes back. */
  async function restore(): Promise<void> {
    const kept = await keptAt<ReportContent>(key);
    if (!kept || changed()) return;
    if (JSON.stringify(written(kept.content)) === settled) {
      await letGo(key);
      return;
    }
    Object.assign(content, kept.content);
    if (kept.versi === versi) return plan(0);
    theirs.value = report;
    state.value = "conflict";
  }

  void restore();
  useEventListener(window, "online", () => void save());
  useEventListener(document, "visibilitychange", () => document.hidden && void save());
  onScopeDispose(() => {
    clearTimeout(timer);
    void save();
  });
  return { content, state, savedAt, problem, theirs, save, resolve };
}

function copy(content: ReportContent): ReportContent {
  return JSON.parse(JSON.stringify(content)) as ReportContent;
}
