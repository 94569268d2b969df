import { sql, type Query } from "../../../core/postgres.ts";
import { ALAT_ANGKUT } from "../rules/jenis.ts";
import { travellerJson } from "./letter.ts";
import type { Paper } from "./papers.ts";

/** Papers that speak of a whole order. They belong to its Surat Tugas, `d`, and whoever signed that signs them. */

/** The SPD of a traveller `t`: its number and date; null without one. */
const spdOf: Query = sql`(select jsonb_build_object('nomor', x.nomor, 'tanggal', x.tanggal) from dokumen x
  where x.sppd_id = c.id and x.jenis = 'spd' and x.pegawai_id = t.pegawai_id order by x.id desc limit 1)`;

const signer: Query = sql`(d.snapshot -> 'penandatangan')`;

/** The statements under which an order is cancelled, from the CTE `wanted` (alasan, biaya); `ppk` is who confirms: `{ nama, nip, nip_label }`. */
export function cancellationPaper(ppk: Query): Paper {
  return {
    jenis: "pembatalan",
    tanggal: sql`app_today()`,
    isi: sql`(select jsonb_build_object('alasan', w.alasan, 'ppk', ${ppk}, 'beban_anggaran', d.snapshot -> 'beban_anggaran',
        'instansi', (select i.nama from institutions i where i.id = c.institution_id),
        'atasan', ${signer} || jsonb_build_object('jabatan', (select string_agg(rtrim(x.baris, ','), ', ' order by x.urut)
          from jsonb_array_elements_text(${signer} -> 'sebutan') with ordinality x(baris, urut))),
        'pelaksana', (select jsonb_agg(${travellerJson} || jsonb_build_object('spd', ${spdOf}) order by t.urut)
          from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = c.id),
        'biaya', (select coalesce(jsonb_agg(jsonb_build_object('uraian', b.uraian, 'jumlah', b.jumlah)), '[]')
          from jsonb_to_recordset(w.biaya) as b(uraian text, jumlah bigint))) from wanted w)`,
  };
}

/** When a trip is, as its addendum says it: its days, and its hours where its legs say them. */
function when(change: Query): Query {
  const [mulai, selesai] = [sql`${change} #>> '{etape,0,jam_mulai}'`, sql`${change} #>> '{etape,-1,jam_selesai}'`];
  return sql`(tanggal_indonesia(c.tanggal_berangkat)
    || case when (${change} ->> 'tanggal_kembali')::date = c.tanggal_berangkat then '' else ' s.d. ' || tanggal_indonesia((${change} ->> 'tanggal_kembali')::date) end
    || coalesce(', pukul ' || replace(${mulai}, ':', '.') || ' s.d. ' || replace(${selesai}, ':', '.'), ''))`;
}

function places(change: Query): Query {
  return sql`(select string_agg((e ->> 'tempat') || ', ' || nama_wilayah(e ->> 'tujuan_kode'), '; ' order by urut)
    from jsonb_array_elements(${change} -> 'etape') with ordinality x(e, urut))`;
}

/** Means of transport in the words that the SPD prints, each once: "Kereta api, Bus". */
function transports(change: Query): Query {
  return sql`(select string_agg(x.kata, ', ' order by x.urut) from (
    select ${JSON.stringify(ALAT_ANGKUT)}::jsonb ->> (e ->> 'alat_angkut') as kata, min(urut) as urut
      from jsonb_array_elements(${change} -> 'etape') with ordinality y(e, urut) group by 1) x)`;
}

/**
 * What was changed of a trip, from the CTE `addendum` (a row of sppd_adendum): its days and hours, its places, its means of transport. What
 * stayed as it was is not said, but for the days where nothing else is: the table of an addendum is never empty.
 */
export const addendumPaper: Paper = {
  jenis: "adendum",
  tanggal: sql`(select a.tanggal from addendum a)`,
  isi: sql`(select jsonb_build_object('ke', a.urut, 'alasan', a.alasan, 'penandatangan', ${signer}, 'pelaksana', d.snapshot -> 'pelaksana',
      'perubahan', (select jsonb_agg(jsonb_build_object('hal', x.hal, 'semula', x.semula, 'menjadi', x.menjadi) order by x.urut)
        from (select v.*, bool_or(v.semula <> v.menjadi) over () as lain
                from (values (1, 'Waktu', ${when(sql`a.semula`)}, ${when(sql`a.menjadi`)}),
                             (2, 'Tempat tujuan', ${places(sql`a.semula`)}, ${places(sql`a.menjadi`)}),
                             (3, 'Alat angkutan', ${transports(sql`a.semula`)}, ${transports(sql`a.menjadi`)})) v(urut, hal, semula, menjadi)) x
       where x.semula <> x.menjadi or x.urut = 1 and not x.lain))
    from addendum a)`,
};
