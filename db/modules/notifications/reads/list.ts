import * as z from "zod";
import { yesNo } from "../../../core/exported.ts";
import { defineList, nameList } from "../../../core/list.ts";
import { readPage, turnOf } from "../../../core/page.ts";
import { empty, sql, type Query } from "../../../core/postgres.ts";
import type { Work } from "../../../core/work.ts";
import { JENIS_NOTIFIKASI, teksNotifikasi, type TeksNotifikasi } from "../rules/notifikasi.ts";
import { tulisNotifikasi } from "../rules/teks.ts";
import { channelsOf } from "./channels.ts";

/** What a row `o` says, in its values. */
const said = sql`jsonb_build_object('kode', o.kode, 'data', o.data)`;

function told(value: unknown): TeksNotifikasi {
  const { kode, data } = value as Said;
  return tulisNotifikasi(kode, data);
}

interface Said {
  readonly kode: string;
  readonly data: Record<string, unknown>;
}

/** The list of what was said to somebody, newest first: to them, to their roles, to their units and those above, to everybody. */
export const notificationList = defineList({
  filters: {
    belum_dibaca: z.literal("ya").meta({ description: "Yang belum dibaca saja, terbaru dulu." }),
    jenis: nameList(JENIS_NOTIFIKASI, "Jenis, satu atau beberapa."),
  },
  also: {},
  sorts: {},
  serves: (asked) => (asked["filter[belum_dibaca]"] ? ["-dibuat"] : ["-dibuat", "dibuat"]),
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    dibuat: { schema: z.string(), sql: sql`o.created_at` },
    kepada: { schema: z.enum(["orang", "peran", "unit", "semua"]), sql: sql`o.kepada` },
    jenis: { schema: z.enum(JENIS_NOTIFIKASI), sql: sql`o.jenis` },
    kode: { schema: z.string(), sql: sql`o.kode` },
    // Its values, until the page is written in words.
    teks: { schema: teksNotifikasi, sql: said },
    tautan: { schema: z.string().nullable(), sql: sql`o.tautan` },
    dibaca: { schema: z.boolean(), sql: sql`o.sudah` },
  },
  relations: {},
  exported: {
    columns: [
      { label: { id: "Waktu", en: "Time" }, kind: "instant", sql: sql`o.created_at` },
      { label: { id: "Jenis", en: "Kind" }, kind: "text", sql: sql`o.jenis` },
      { label: { id: "Kepada", en: "To" }, kind: "text", sql: sql`o.kepada` },
      {
        label: { id: "Judul", en: "Title" },
        kind: "text",
        sql: said,
        write: (value, language) => told(value).judul[language],
      },
      {
        label: { id: "Isi", en: "Text" },
        kind: "text",
        sql: said,
        write: (value, language) => told(value).isi[language],
      },
      { label: { id: "Dibaca", en: "Read" }, kind: "text", sql: sql`o.sudah`, write: yesNo },
    ],
  },
});
export type NotificationsAsked = z.infer<typeof notificationList.query>;

interface Page {
  readonly data: readonly { readonly teks?: Said }[];
  readonly berikutnya: string | null;
}

/** A page of somebody's notifications as it leaves the database, what they say in its values. */
export function readUnworded(work: Work, userId: string, asked: NotificationsAsked): Promise<string> {
  return readPage(work, notificationList.list, asked, rowsOf(userId, asked));
}

/** The same in words, as finished JSON. */
export async function readNotifications(work: Work, userId: string, asked: NotificationsAsked): Promise<string> {
  const page = JSON.parse(await readUnworded(work, userId, asked)) as Page;
  const data = page.data.map((one) => (one.teks ? { ...one, teks: told(one.teks) } : one));
  return JSON.stringify({ ...page, data });
}

/** Each audience is read in the order of an index, no further than a page needs; the page is the first of what they gave. */
function rowsOf(userId: string, asked: NotificationsAsked): Query {
  const { direction, limit } = turnOf(notificationList.list, asked, sql`n.id`);
  const { setelah } = asked;
  const beyond = notificationList.list.sortOf(asked).startsWith("-") ? sql`<` : sql`>`;
  // The time stands before the id, which has the same: by it the years are in order, and the page needs the last one alone.
  const after = setelah
    ? sql`and (n.created_at, n.id) ${beyond} (uuid_extract_timestamp(${setelah.id}::uuid), ${setelah.id}::uuid)`
    : empty;
  const order = sql`order by n.created_at ${direction}, n.id ${direction} limit ${limit}`;
  const columns = sql`n.id, n.created_at, n.jenis, n.kode, n.data, n.tautan, c.dibaca @> n.nomor as sudah`;
  const jenis = asked["filter[jenis]"];
  const unread = asked["filter[belum_dibaca]"] !== undefined;
  const inChannel = (also: Query) =>
    sql`select ${columns} from notifikasi n where n.saluran_id = c.id and n.created_at >= c.sejak ${also} ${after} ${order}`;
  const rows = jenis?.length
    ? // Of a kind there may be few: each has its index.
      sql`unnest(${jenis}::text[]) j(nama), lateral (${inChannel(sql`and n.jenis = j.nama ${unread ? sql`and not c.dibaca @> n.nomor` : empty}`)}) n`
    : unread
      ? unreadIn(columns, setelah?.id, limit)
      : sql`lateral (${inChannel(empty)}) n`;
  return sql`with saluran as materialized (${channelsOf(sql`${userId}::uuid`)})
    select n.*, n.id as kunci,
        case when c.user_id is not null then 'orang' when c.peran is not null then 'peran' when c.unit_id is not null then 'unit' else 'semua' end as kepada
      from saluran c, ${rows} ${unread ? sql`where c.terakhir > c.jumlah` : empty}
     order by n.created_at ${direction}, n.id ${direction} limit ${limit}`;
}

/**
 * What has not been read of an audience `c`: the gaps in what has, the newest first, each read by number. However much was read
 * above, nothing of it is looked at; and as they are numbered without a gap, the newest of a gap are the highest numbers of it,
 * which holds whatever plan is made. `before`: the id that the page before ended with; numbers rise with ids.
 */
function unreadIn(columns: Query, before: string | undefined, limit: number): Query {
  const top = before
    ? sql`coalesce((select m.nomor + 1 from notifikasi m where m.saluran_id = c.id
        and (m.created_at, m.id) < (uuid_extract_timestamp(${before}::uuid), ${before}::uuid) order by m.created_at desc, m.id desc limit 1), 1)`
    : sql`c.terakhir + 1`;
  return sql`lateral (
      select x.* from (
        select g from unnest(int8multirange(int8range(1, ${top})) - c.dibaca) g order by lower(g) desc) celah,
        lateral (select ${columns}, n.nomor from notifikasi n
          where n.saluran_id = c.id and n.nomor >= greatest(lower(celah.g), upper(celah.g) - ${limit}) and n.nomor < upper(celah.g) order by n.nomor desc limit ${limit}) x
       limit ${limit}) n`;
}
