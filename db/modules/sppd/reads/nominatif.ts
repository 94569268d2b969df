import * as z from "zod";
import { openField } from "../../../core/crypto.ts";
import { empty, only, sql, type Query } from "../../../core/postgres.ts";
import { formatParameter } from "../../../core/row-file-formats.ts";
import type { Work } from "../../../core/work.ts";
import { scopeOf, type Principal } from "../../identity/principal.ts";
import type { Reader } from "../../berkas/reads/exportable.ts";
import { accountPlace } from "../../pegawai/actions/create.ts";
import { manifest as pegawai } from "../../pegawai/manifest.ts";
import type { OrangNominatif } from "../rules/nominatif.ts";
import { STATUS_BERSURAT } from "../rules/status.ts";
import { byId, inScope } from "./scope.ts";

/** Whom a nominative list names: the travellers of one order, in whatever state, or whoever departs in a month with letters (of a unit and those below it). */
export const nominativeQuery = z
  .strictObject({
    ...formatParameter,
    sppd_id: z.uuid().optional(),
    bulan: z
      .string()
      .regex(/^20[2-9][0-9]-(0[1-9]|1[0-2])$/)
      .optional()
      .meta({ description: "Bulan keberangkatan.", examples: ["2026-04"] }),
    unit: z.uuid().optional().meta({ description: "Unit yang pelaksananya bepergian, dengan bawahannya." }),
  })
  .refine(({ sppd_id, bulan }) => sppd_id !== undefined || bulan !== undefined, {
    message: "SARINGAN_TIDAK_SESUAI",
    path: ["bulan"],
  });
export type NominativeAsked = z.infer<typeof nominativeQuery>;

/** A traveller on the list, and what the list says of their order. */
export interface NominativeRow extends OrangNominatif {
  readonly id: string;
  readonly urut: number;
  readonly nomor_st: string | null;
}

interface Row extends Omit<NominativeRow, "rekening"> {
  /** Sealed; null where there is none. */
  readonly rekening: string | null;
}

/** What a row stands by on the list. */
export type NominativeKey = readonly [tanggal: string, id: string, urut: number];

const account = z.object({ bank: z.string(), nomor: z.string(), nama: z.string() });

/** How many travellers the list has. */
export async function countNominative({ work, scope }: Reader, asked: NominativeAsked): Promise<number> {
  const [read] = await work.db.batch(work.institutionId, [
    sql<{ banyak: number }>`select count(*)::int as banyak from sppd s join sppd_pelaksana t on t.sppd_id = s.id
      where ${wanted(asked)} and ${inScope(scope)}`,
  ]);
  return only(read).banyak;
}

/**
 * The first `most` travellers of the list after this one, by departure; accounts only for those who may see them. What was validated
 * or entered counts, and before that the estimate.
 */
export async function readNominative(
  { work, principal, scope }: Reader,
  asked: NominativeAsked,
  { most, after }: { readonly most: number; readonly after: NominativeKey | null },
): Promise<NominativeRow[]> {
  const accounts = maySeeAccounts(principal);
  const beyond =
    after === null
      ? empty
      : sql`and (s.tanggal_berangkat, s.id, t.urut) > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::int)`;
  const [rows] = await work.db.batch(work.institutionId, [
    sql<Row>`select s.id, t.urut, s.nomor_st, nama_lengkap(g) as nama, g.nip, coalesce(t.kedudukan ->> 'golongan', g.golongan) as golongan, t.nomor_spd,
        (select string_agg(w.nama, ', ' order by x.urut) from jsonb_array_elements(s.etape) with ordinality x(e, urut)
           join wilayah w on w.kode = x.e ->> 'tujuan_kode') as tujuan,
        s.tanggal_berangkat::text, kembali.hari::text as tanggal_kembali, kembali.hari - s.tanggal_berangkat + 1 as hari,
        coalesce((select jsonb_agg(jsonb_build_object('komponen', b.komponen, 'kuantitas', b.kuantitas, 'tarif', b.tarif,
            'jumlah', coalesce(b.ditetapkan, b.diakui)) order by b.urut)
          from sppd_biaya b where b.sppd_id = t.sppd_id and b.pegawai_id = t.pegawai_id), t.estimasi) as biaya,
        ${accounts ? sql`g.rekening` : sql`null::text as rekening`}
      from sppd s join sppd_pelaksana t on t.sppd_id = s.id join pegawai g on g.id = t.pegawai_id,
        lateral (select coalesce(t.tanggal_kembali_nyata, s.tanggal_kembali) as hari) kembali
      where ${wanted(asked)} and ${inScope(scope)} ${beyond}
      order by s.tanggal_berangkat, s.id, t.urut limit ${most}`,
  ]);
  return await Promise.all(rows.map(async (row) => ({ ...row, rekening: await openAccount(work, row.rekening) })));
}

/** Whoever may see bank accounts, and not by an API key that was not given that. */
function maySeeAccounts(principal: Principal): boolean {
  const given = principal.kunci?.izin.includes("pegawai.account") ?? true;
  return given && scopeOf(principal, "pegawai.account", pegawai.permissions["pegawai.account"]) !== null;
}

function wanted({ sppd_id, bulan, unit }: NominativeAsked): Query {
  const order = sppd_id === undefined ? sql`s.status = any(${STATUS_BERSURAT}::text[])` : byId(sppd_id);
  const below =
    unit === undefined
      ? empty
      : sql`and s.unit_id in (select k.id from unit_kerja k where ${unit}::uuid = any(k.jalur))`;
  if (bulan === undefined) return sql`${order} ${below}`;
  const first = `${bulan}-01`;
  // A departure bounds when its order was made (sppd_jarak): two years' partitions at the most.
  return sql`${order} ${below} and s.tanggal_berangkat >= ${first}::date and s.tanggal_berangkat < ${first}::date + interval '1 month'
    and s.created_at >= (${first}::date - 301) and s.created_at < (${first}::date + 64)`;
}

async function openAccount(work: Work, sealed: string | null): Promise<string> {
  if (sealed === null) return "";
  const { bank, nomor, nama } = account.parse(JSON.parse(await openField(work.config, accountPlace, sealed)));
  return `${bank} ${nomor} a.n. ${nama}`;
}
