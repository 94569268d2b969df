/** The books of the letters' numbers (see `books`): their sequences, what stands between, their dates. */
export const booksOfNumbers: Readonly<Record<string, string>> = {
  "numbers run from 1 to the counter without a gap": `
    select n.jenis, n.unit_id, n.tahun, ke, 'missing' as what from nomor_urut n, generate_series(1, n.terakhir) ke where n.institution_id = $1
       and not exists (select from nomor_surat s where (s.institution_id, s.jenis, s.unit_id, s.tahun, s.urut, s.sisipan) = ($1, n.jenis, n.unit_id, n.tahun, ke, ''))
       and not ${typed("n", "ke::text")}
    union all
    select s.jenis, s.unit_id, s.tahun, s.urut, 'beyond' from nomor_surat s left join nomor_urut n using (institution_id, jenis, unit_id, tahun)
     where s.institution_id = $1 and s.sisipan = '' and s.urut > coalesce(n.terakhir, 0)`,
  "an inserted number stands between those of its day, its letter behind the one before": `
    select s.jenis, s.nomor, s.tanggal from nomor_surat s where s.institution_id = $1 and s.sisipan <> ''
       and (exists (select from nomor_surat n where n.institution_id = $1 and (n.jenis, n.unit_id, n.tahun, n.sisipan) = (s.jenis, s.unit_id, s.tahun, '')
              and (n.tanggal <= s.tanggal) <> (n.urut <= s.urut))
         or (s.urut > 0 and not exists (select from nomor_surat n where (n.institution_id, n.jenis, n.unit_id, n.tahun, n.urut, n.sisipan)
              = ($1, s.jenis, s.unit_id, s.tahun, s.urut, '')))
         or (s.sisipan > 'a' and not exists (select from nomor_surat n where (n.institution_id, n.jenis, n.unit_id, n.tahun, n.urut, n.sisipan)
              = ($1, s.jenis, s.unit_id, s.tahun, s.urut, chr(ascii(s.sisipan) - 1)))
             and not ${typed("s", "s.urut || '[.]' || chr(ascii(s.sisipan) - 1)")}))`,
  "a number is dated as its letter is": `
    select n.nomor, n.tanggal, d.tanggal as letter from nomor_surat n join (
        select sppd_id, nomor, tanggal, jenis from dokumen where institution_id = $1
        union all select arsip_id, nomor, tanggal, jenis from arsip_dokumen where institution_id = $1) d
      on d.sppd_id = n.sppd_id and d.nomor = n.nomor and d.jenis = case n.jenis when 'st' then 'surat_tugas' else n.jenis end
     where n.institution_id = $1 and n.tanggal <> d.tanggal`,
};

/** Whether a number was typed that reads like this one of the sequence of `row`, which then goes past it. */
function typed(row: string, number: string): string {
  return `exists (select from nomor_surat t where t.institution_id = $1 and t.jenis = ${row}.jenis and t.tahun = ${row}.tahun and t.urut is null
    and t.nomor ~* ('(^|[^0-9])0*' || ${number} || '([^0-9a-z]|$)'))`;
}
