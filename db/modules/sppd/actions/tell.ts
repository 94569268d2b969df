import { empty, sql, type Query } from "../../../core/postgres.ts";
import { recordTags } from "../../../core/tags.ts";
import { recordNotifications, tagsOfTold } from "../../notifications/actions/record.ts";
import { manifest } from "../manifest.ts";
import type { KodeNotifikasiSppd } from "../rules/notifikasi.ts";
import { orderTags } from "./parts.ts";

/** How those whom an order concerns hear of what came of it. */
export interface Outcome {
  readonly kode: KodeNotifikasiSppd;
  readonly jenis: "info" | "success" | "warning" | "error";
  /** Only where this holds of the changed order `c`. */
  readonly when?: Query;
}

/** Whom a step tells, besides whoever is next: nobody hears of what they did themselves. */
interface Told {
  readonly oleh: { readonly user_id: string | null; readonly nama: string };
  readonly catatan?: string | Query | null;
  /** What the applicant and the travellers hear. */
  readonly outcome?: Outcome;
  /** What those hear whose turn it was until now, and is no more. */
  readonly formerly?: Outcome;
  /** Whose turn it is now, where the state alone does not say: their accounts, as a set of `id`. */
  readonly next?: Outcome & { readonly people: Query };
  /** What texts say beside what they say of every order: jsonb, of the changed order `c`. */
  readonly data?: Query;
  /** CTEs that lock other rows, which come first. */
  readonly after?: readonly Query[];
}

/** The accounts whose roles carry a permission for the changed order's unit. */
export function holdersOf(izin: keyof typeof manifest.permissions): Query {
  return sql`(select x.id from pemegang_izin(${izin}, ${JSON.stringify(manifest.permissions[izin])}::jsonb, c.unit_id) x(id))`;
}

const issuers = JSON.stringify(manifest.permissions["sppd.issue_st"]);

/** Whose turn it is with an order in its state: nobody's, where it waits for its day alone. */
export function nextOf(order: Query): Query {
  return sql`penerus_sppd(${order}.id, ${order}.unit_id, ${order}.user_id,
    case when ${order}.status <> 'st_terbit' or not ${order}.tanpa_spd then ${order}.status end, ${order}.level_menunggu, ${issuers}::jsonb)`;
}

/** Whoever asked for an order or travels on it, and has an account. */
export function partiesOf(order: Query): Query {
  return sql`(select u.id from users u where u.id = ${order}.user_id and u.aktif
    union select u.id from sppd_pelaksana t join users u on u.pegawai_id = t.pegawai_id and u.aktif where t.sppd_id = ${order}.id)`;
}

/** What texts say of an order. */
export function orderData(order: Query): Query {
  return sql`jsonb_build_object('maksud', left(${order}.maksud, 200), 'tempat', ${order}.tempat, 'tanggal_berangkat', ${order}.tanggal_berangkat,
    'nomor_st', ${order}.nomor_st, 'pemohon', (select p.nama from users p where p.id = ${order}.user_id))`;
}

/**
 * The last CTEs of a step: whoever is next is told, and those whom its outcome concerns; and everything that the step makes
 * wrong is dropped from the caches. They read the changed order (`change`), the order as it was (`locked`) and the step's entry in
 * the log (`log`), by which each notification names the step that it tells of.
 */
export function tellAndDrop({ oleh, catatan, outcome, formerly, next, data, after = [] }: Told): Query {
  const first = sql`where ${after.reduce((all, one) => sql`${all} and (select count(*) from ${one}) >= 0`, sql`true`)}`;
  const said = sql`${orderData(sql`c`)} || ${data ?? sql`'{}'::jsonb`} || jsonb_build_object('langkah', log.id, 'oleh', ${oleh.nama}::text, 'catatan', ${catatan ?? null}::text) as data,
    '/sppd/' || c.id as tautan`;
  const also = ({ kode, jenis, when }: Outcome, urut: number, people: Query) => sql`
    union all select c.institution_id, orang.id, ${urut}, ${jenis}, ${kode}, ${said} from change c, log, locked l, lateral ${people} orang ${first} ${when ? sql`and ${when}` : empty}`;
  const rows = sql`select c.institution_id, orang.id as user_id, 1 as urut, 'info' as jenis,
      case c.status when 'diajukan' then 'sppd.menunggu_keputusan' when 'disetujui' then 'sppd.menunggu_st' else 'sppd.menunggu_spd' end as kode, ${said}
    from change c, log, lateral ${nextOf(sql`c`)} orang(id) ${first} ${next ? sql`and false` : empty}
    ${next ? also(next, 1, next.people) : empty}
    ${outcome ? also(outcome, 2, partiesOf(sql`c`)) : empty}
    ${formerly ? also(formerly, 3, sql`(select l_next.id from ${nextOf(sql`l`)} l_next(id))`) : empty}`;
  return sql`${recordNotifications(rows, oleh.user_id)},
    bump as (${recordTags(sql`change`, sql`${orderTags} || ${tagsOfTold}`)})`;
}
