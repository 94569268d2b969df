import { sql, type Query } from "../../../core/postgres.ts";
import type { Paper } from "./papers.ts";

/** Who gave the order: whoever signed its Surat Tugas. */
const superior: Query = sql`(select st.snapshot -> 'penandatangan' from dokumen st where st.sppd_id = c.id and st.jenis = 'surat_tugas' order by st.id desc limit 1)`;

/** The traveller's files that a report names, in its order: by name. */
function filesNamed(list: "foto" | "lampiran", as: Query): Query {
  return sql`coalesce((select jsonb_agg(${as} order by x.urut) from jsonb_array_elements_text(sent.isi -> ${list}) with ordinality x(id, urut)
    join sppd_berkas b on b.id = x.id::uuid), '[]')`;
}

/** What a traveller has reported, from the CTE `sent`: a row of laporan_perjalanan. */
export const reportPaper: Paper = {
  jenis: "laporan",
  tanggal: sql`app_today()`,
  when: sql`${superior} is not null`,
  isi: sql`(select jsonb_build_object('atasan', ${superior},
      'isi', jsonb_build_object('pendahuluan', sent.isi -> 'pendahuluan', 'kegiatan', sent.isi -> 'pelaksanaan', 'hasil', sent.isi -> 'hasil',
        'kesimpulan', sent.isi -> 'kesimpulan', 'saran', coalesce(sent.isi -> 'saran', '""')),
      'foto', ${filesNamed("foto", sql`jsonb_build_object('nama', b.nama, 'keterangan', '')`)},
      'lampiran', ${filesNamed("lampiran", sql`to_jsonb(b.nama)`)}) from sent)`,
};

/** Takes back the paper of a report that was returned: the one that is sent now stands in its place. */
export const formerReport: Query = sql`update dokumen o set status = 'dibatalkan' from sent
  where o.sppd_id = sent.sppd_id and o.pegawai_id = sent.pegawai_id and o.jenis = 'laporan' and o.status = 'berlaku' returning o.id, o.institution_id, o.sppd_id`;
