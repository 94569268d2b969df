import { expect } from "vitest";
import { endOf } from "./deliveries.ts";
import { ask, codeOf, until } from "./http.ts";
import { ownerRows, setClock, type Actor, type TestInstitution } from "./institution.ts";
import { act, approveFully, draft, issueBoth, tripTo } from "./orders.ts";
import { putIn } from "./settlements.ts";

/** When the trips of April 2026 lie more than three years back: ten on a Monday morning. */
export const longAfter = "2029-06-04 10:00+07";

/** An order with letters, rendered, that is done: without the steps that led there since. */
export async function oldOrder(institution: TestInstitution, actor: Actor, day = "2026-04-20"): Promise<string> {
  const id = await draft(actor, tripTo(institution, actor, day, day));
  await approveFully(institution, actor, id);
  await issueBoth(institution, id);
  const waiting = () => ownerRows("select id from dokumen where sppd_id = $1 and rendered_at is null", [id]);
  expect(await until(waiting, (documents) => documents.length === 0)).toEqual([]);
  await ownerRows("delete from sppd_klaim where sppd_id = $1", [id]);
  await putIn(id, "selesai");
  return id;
}

/** An order of these days that was cancelled as a draft: it is over without a letter. */
export async function cancelled(
  institution: TestInstitution,
  actor: Actor,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const id = await draft(actor, { ...tripTo(institution, actor, "2026-04-20", "2026-04-21"), ...changes });
  expect((await act(actor, id, "batalkan", { alasan: "Kegiatan ditunda penyelenggara" })).status).toBe(200);
  return id;
}

/** Has everything of one kind that is due dealt with, as the one asks who may. */
export async function runArchive(institution: TestInstitution, today = longAfter, apa = "perjalanan"): Promise<void> {
  await setClock(institution.id, today);
  const g1 = await institution.actor("G1");
  const { status, body } = await ask<{ job_id: string }>(g1, "POST", `/arsip/jalankan?apa=${apa}`);
  expect(status).toBe(202);
  expect(await endOf(g1, body.job_id)).toMatchObject({ status: "done", error_code: null });
}

/** Where an order is: how many of each there are. */
export async function whereabouts(id: string): Promise<object | undefined> {
  const [row] = await ownerRows<object>(
    `select (select count(*)::int from sppd where id = $1) as sppd, (select count(*)::int from arsip where id = $1) as arsip,
       (select count(*)::int from approval_logs where sppd_id = $1) as langkah, (select count(*)::int from cari_sppd where id = $1) as cari`,
    [id],
  );
  return row;
}

/** Holds or lets go of an order: the server's code. */
export async function hold(actor: Actor, id: string, step: "tahan" | "lepas" = "tahan"): Promise<string> {
  return codeOf(await ask(actor, "POST", `/arsip/${id}/${step}`, { alasan: "Pemeriksaan oleh Inspektorat" }));
}
