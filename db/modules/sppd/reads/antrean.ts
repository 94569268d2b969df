import * as z from "zod";
import type { Reach } from "../../../core/manifest.ts";
import { join, only, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { scopeOf, type Principal, type Scope } from "../../identity/principal.ts";
import { hasDone, isParty } from "../actions/parts.ts";
import { cancelledCost, isPaid, paidInAdvance } from "../actions/settlement-parts.ts";
import { manifest } from "../manifest.ts";
import { ANTREAN, type Antrean } from "../rules/antrean.ts";
import { LANGKAH_BENDAHARA, LANGKAH_PPK } from "../rules/pemisahan.ts";
import { made, periodOf } from "./period.ts";
import { inScope } from "./scope.ts";

/** Orders `s` that wait in a queue, each once. */
interface Waiting {
  readonly from: Query;
  readonly where: Query;
}

/** A queue: the permission that its work takes, and what waits in it for somebody who has it so far. */
interface Queue {
  readonly izin: keyof typeof manifest.permissions;
  readonly waiting: (who: Principal, scope: Scope) => Waiting;
}

/** How much waits for somebody: of each queue that they work off. */
export const waitingSummary = z.object({
  data: z.array(
    z.object({
      menunggu: z.enum(ANTREAN).meta({ description: "Antreannya; dengan `filter[menunggu]` ini terdaftar yang mana." }),
      jumlah: z.number().int(),
    }),
  ),
});

/** The units in which somebody has the turn today, by their offices or those they stand in for, each with the level. */
export function turnsOf({ pegawai_id }: Principal): Query {
  return sql`(select distinct k.id as unit_id, l.level from pejabat p join unit_kerja k on p.unit_id = any(k.jalur) join rantai_level l on p.jenis = any(l.jabatan)
    where p.pegawai_id = ${pegawai_id}::uuid and sedang_menjabat(p)) giliran`;
}

const order = sql`s`;
const orders = sql`sppd s`;
const notTheirs = ({ user_id, pegawai_id }: Principal): Query => sql`not ${isParty(user_id, pegawai_id, order)}`;
const ofPpk = (
  who: Principal,
): Query => sql`s.unit_id = any(array(select k.id from pejabat p join unit_kerja k on p.unit_id = any(k.jalur)
  where p.jenis = 'ppk' and p.pegawai_id = ${who.pegawai_id}::uuid and sedang_menjabat(p))) and ${notTheirs(who)}`;
const ofTreasurer = (who: Principal): Query => sql`${notTheirs(who)} and not ${hasDone(who, LANGKAH_PPK, order)}`;
const ofTraveller = ({ pegawai_id }: Principal): Query =>
  sql`(select t.sppd_id, t.sppd_created_at from sppd_pelaksana t where t.pegawai_id = ${pegawai_id}::uuid) t join sppd s on s.id = t.sppd_id and s.created_at = t.sppd_created_at`;
const ofReports = (which: Query): Query =>
  sql`(select distinct l.sppd_id, l.sppd_created_at from laporan_perjalanan l where l.status = 'draft' and ${which}) l
    join sppd s on s.id = l.sppd_id and s.created_at = l.sppd_created_at`;

/** Every queue. Whoever may do a step but not on this order (it is their own, or another's duty is theirs) does not see it wait. */
const queues: Record<Antrean, Queue> = {
  saya: {
    izin: "sppd.approve",
    waiting: (who) => ({
      from: sql`${turnsOf(who)} join sppd s on s.unit_id = giliran.unit_id and s.level_menunggu = giliran.level`,
      where: sql`s.status = 'diajukan' and ${notTheirs(who)}`,
    }),
  },
  surat_tugas: {
    izin: "sppd.issue_st",
    waiting: (_, scope) => ({ from: orders, where: sql`s.status = 'disetujui' and ${inScope(scope)}` }),
  },
  spd: {
    izin: "sppd.issue_spd",
    waiting: (who) => ({ from: orders, where: sql`s.status = 'st_terbit' and not s.tanpa_spd and ${ofPpk(who)}` }),
  },
  pembatalan: {
    izin: "sppd.cancel",
    waiting: (who) => ({
      from: sql`sppd_pembatalan b join sppd s on s.id = b.sppd_id and s.created_at = b.sppd_created_at`,
      where: sql`b.disahkan_pada is null and b.diminta_oleh <> ${who.user_id}::uuid and s.status in ('st_terbit', 'spd_terbit') and ${ofPpk(who)}`,
    }),
  },
  pemeriksaan: {
    izin: "sppd.pay",
    waiting: (who) => ({
      from: orders,
      where: sql`s.status = 'pertanggungjawaban' and ${ofTreasurer(who)} and exists (
        select from sppd_biaya b where b.sppd_id = s.id and b.putusan = 'menunggu')`,
    }),
  },
  rampung: {
    izin: "sppd.validate",
    waiting: (who) => ({
      from: orders,
      where: sql`s.status = 'pertanggungjawaban' and ${ofPpk(who)} and not ${hasDone(who, LANGKAH_BENDAHARA, order)} and exists (
        select from sppd_spj h where h.sppd_id = s.id and h.disahkan_pada is null and not exists (
          select from sppd_biaya b where b.sppd_id = h.sppd_id and b.pegawai_id = h.pegawai_id and b.putusan = 'menunggu'))`,
    }),
  },
  pembayaran: {
    izin: "sppd.pay",
    waiting: (who) => ({
      from: orders,
      where: sql`s.status in ('rampung', 'dibatalkan_terbit') and ${ofTreasurer(who)} and (s.status = 'rampung' or exists (
        select from sppd_pelaksana t where t.sppd_id = s.id and (${cancelledCost} > 0 or ${paidInAdvance} > 0) and not ${isPaid}))`,
    }),
  },
  perbaikan: {
    izin: "sppd.create",
    waiting: ({ user_id }) => ({
      from: orders,
      where: sql`s.user_id = ${user_id}::uuid and s.status = 'draft' and (select l.aksi from approval_logs l where l.sppd_id = s.id
        and l.created_at >= s.created_at and l.aksi in ('kembalikan', 'tarik') order by l.id desc limit 1) = 'kembalikan'`,
    }),
  },
  kembali: {
    izin: "sppd.report",
    waiting: (who) => ({
      from: ofTraveller(who),
      where: sql`s.status = 'berjalan' and s.tanggal_kembali <= app_today()`,
    }),
  },
  laporan: {
    izin: "sppd.report",
    waiting: ({ pegawai_id }) => ({
      from: ofReports(sql`l.pegawai_id = ${pegawai_id}::uuid`),
      where: sql`s.status = 'menunggu_laporan'`,
    }),
  },
  terlambat: {
    izin: "sppd.read",
    waiting: () => ({
      from: ofReports(sql`l.harus_kembali < (select batas_terlambat())`),
      where: sql`s.status = 'menunggu_laporan'`,
    }),
  },
};

/** What waits in a queue for somebody; null where its work is not theirs. */
export function waitingIn(name: Antrean, who: Principal): Waiting | null {
  const { izin, waiting } = queues[name];
  const grants: Readonly<Record<string, Reach>> = manifest.permissions[izin];
  if (who.kunci && !who.kunci.izin.includes(izin)) return null;
  const scope = scopeOf(who, izin, grants);
  // What the platform's roles have for the whole institution alone has no parts.
  const undivided = Object.values(grants).every((reach) => reach === "all");
  return scope && (scope.reach === "all" || !undivided) ? waiting(who, scope) : null;
}

/** Counts what waits for somebody, within their reach, of this year and the last; finished JSON. */
export async function readWaiting(work: Work, who: Principal, scope: Scope): Promise<string> {
  const period = periodOf({ "filter[menunggu]": true });
  const counts = ANTREAN.flatMap((name) => {
    const queue = waitingIn(name, who);
    if (!queue) return [];
    const { from, where } = queue;
    return [
      sql`jsonb_build_object('menunggu', ${name}::text, 'jumlah', (select count(*) from ${from} where ${made(period)} and ${where} and ${inScope(scope)}))`,
    ];
  });
  const [rows] = await work.db.batch(work.institutionId, [
    sql<{ json: string }>`select jsonb_build_object('data', jsonb_build_array(${join(counts)}))::text as json`,
  ]);
  return only(rows).json;
}
