import * as z from "zod";
import { defineList } from "../../../core/list.ts";
import { readPage, readPageOf, turnOf } from "../../../core/page.ts";
import { empty, sql, type Query } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../principal.ts";
import { aksiAktivitas } from "../actions/record-activity.ts";
import { reachUser } from "./reach.ts";

/** What was done to somebody's account, newest first, a year at a time. */
export const activityList = defineList({
  filters: { aksi: z.enum(aksiAktivitas).meta({ description: "Yang dilakukan.", examples: ["masuk"] }) },
  also: {
    tahun: z.coerce
      .number()
      .int()
      .min(2020)
      .max(2100)
      .optional()
      .meta({ description: "Tahun kejadian (UTC); tahun ini bila tidak disebut.", examples: [2026] }),
  },
  sorts: {},
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    aksi: { schema: z.string(), sql: sql`o.aksi` },
    pada: { schema: z.string(), sql: sql`o.created_at` },
    // Null: the platform itself.
    oleh: {
      schema: z.object({ id: z.uuid(), nama: z.string() }).nullable(),
      sql: sql`(select jsonb_build_object('id', u.id, 'nama', u.nama) from users u where u.id = o.oleh)`,
    },
    // Null: whatever did it kept none.
    alamat: { schema: z.string().nullable(), sql: sql`nullif(o.alamat, '')` },
    rincian: { schema: z.record(z.string(), z.unknown()), sql: sql`o.rincian` },
  },
  relations: {},
  exported: {
    columns: [
      { label: { id: "Waktu", en: "Time" }, kind: "instant", sql: sql`o.created_at` },
      { label: { id: "Yang dilakukan", en: "What was done" }, kind: "text", sql: sql`o.aksi` },
      { label: { id: "Oleh", en: "By" }, kind: "text", sql: sql`(select u.nama from users u where u.id = o.oleh)` },
      { label: { id: "Alamat", en: "Address" }, kind: "text", sql: sql`o.alamat` },
    ],
  },
});

/** What a request asks of it. */
export type ActivityAsked = z.infer<typeof activityList.query>;

/** A page of what was done to one's own account, as finished JSON. */
export function readOwnActivity(work: Work, userId: string, asked: ActivityAsked): Promise<string> {
  return readPage(work, activityList.list, asked, activityRows(userId, asked));
}

/** The same of an account within somebody's reach; `TIDAK_DITEMUKAN` otherwise. */
export async function readActivity(work: Work, scope: Scope, userId: string, asked: ActivityAsked): Promise<string> {
  const reached = sql<{
    ada: true;
  }>`select true as ada from users u where u.id = ${userId}::uuid and ${reachUser(scope)}`;
  const { json, owners } = await readPageOf(work, reached, activityList.list, asked, activityRows(userId, asked));
  if (owners.length === 0) throw new Problem("TIDAK_DITEMUKAN");
  return json;
}

function activityRows(userId: string, asked: ActivityAsked): Query {
  const { after, order, key, limit } = turnOf(activityList.list, asked, sql`a.id`);
  const year =
    asked.tahun === undefined ? sql`extract(year from now() at time zone 'UTC')::int` : sql`${asked.tahun}::int`;
  const aksi = asked["filter[aksi]"];
  return sql`select a.*, ${key} as kunci from aktivitas a where a.user_id = ${userId}::uuid
    and a.created_at >= awal_tahun(${year}) and a.created_at < awal_tahun(${year} + 1)
    ${aksi ? sql`and a.aksi = ${aksi}` : empty} ${after} order by ${order} limit ${limit}`;
}
