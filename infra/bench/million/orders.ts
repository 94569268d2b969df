/** Tables that orders are in. */
export const orderTables = ["sppd", "sppd_pelaksana", "cari_sppd", "approval_logs", "nomor_surat"] as const;

/** How often a year a rare purpose is travelled for, and somebody whose name is rare travels, however many orders there are. */
const seldom = 20;
/** What is rare, what is in one purpose of four, and who is rare. */
export const words = { rare: "akreditasi", frequent: "seminar", name: "zamrud" } as const;
/** The number of a letter that there is in every year. */
export const letterIn = (year: number): string => `ST-7/${year}`;

/**
 * Statements that give an institution so many orders in so many years, evenly, the last of which is the current one so far: with
 * their travellers, the words that they are found by, a decision each, numbers, and the year in numbers. A thousand people of all its
 * programmes travel in turn. Nothing is left to chance: order `i` of a year is always the same.
 */
export function manyOrders(slug: string, count: number, years: number): string[] {
  const each = count / years;
  return [
    `create temporary table lembaga on commit drop as select id as institution_id from institutions where slug = '${slug}'`,
    `insert into anggaran (institution_id, tahun, unit_id, kegiatan, akun, uraian, pagu)
     select k.institution_id, tahun, k.id, '4471.EBA.994', '524111', 'Belanja perjalanan dinas biasa', 1000000000000000
       from lembaga l join unit_kerja k on k.institution_id = l.institution_id and k.jenis = 'institusi',
            generate_series(extract(year from now())::int - ${years - 1}, extract(year from now())::int) tahun`,
    `insert into pegawai (institution_id, nip, status, nama, jabatan, unit_id)
     select institution_id, (198000000000000000 + n)::text, 'PNS', case when n = 1000 then 'Zamrud Kencana' else
            (array['Ahmad','Budi','Citra','Dewi','Eko','Fitri','Gunawan','Hesti','Indra','Joko'])[1 + n % 10] || ' ' ||
            (array['Saputra','Wijaya','Lestari','Hidayat','Santoso','Permata','Nugroho'])[1 + n % 7] || ' ' || n end, 'Dosen', id
       from (select k.institution_id, k.id, n, row_number() over (partition by n order by k.id) as giliran, count(*) over (partition by n) as banyak
               from lembaga l join unit_kerja k on k.institution_id = l.institution_id and k.jenis = 'prodi', generate_series(1, 1000) n) x
      where giliran = 1 + n % banyak`,
    `insert into users (institution_id, nama, password_hash, pegawai_id)
     select g.institution_id, g.nama, '-', g.id from lembaga l join pegawai g on g.institution_id = l.institution_id and g.nip >= '198'`,
    `create temporary table orang on commit drop as
     select g.institution_id, g.id as pegawai_id, u.id as user_id, g.unit_id, g.nama, g.nip, right(g.nip, 4)::int as ke
       from lembaga l join pegawai g on g.institution_id = l.institution_id join users u on u.institution_id = g.institution_id and u.pegawai_id = g.id
      where g.nip >= '198'`,
    "analyze orang",
    // Who travels in turn are all but the last, who travels seldom.
    `create temporary table rencana on commit drop as
     select o.*, x.tahun, x.i, a.id as anggaran_id, uuidv7(x.awal + x.i * (x.lama / ${each + 1}) - now()) as id, 1000000 + x.i % 5000000 as biaya,
            (array['selesai','selesai','selesai','selesai','selesai','selesai','spd_terbit','draft','ditolak','diarsipkan'])[1 + (x.i / 7) % 10] as status,
            (array['Rapat koordinasi','Seminar nasional','Pelatihan auditor','Kunjungan industri'])[1 + (x.i / 11) % 4] || ' ke-' || x.i
              || case when x.i % ${each / seldom} = 1 then ' ${words.rare}' else '' end as maksud,
            (array['31.71','32.73','34.71','35.78'])[1 + (x.i / 13) % 4] as tujuan_kode
       from (select tahun, i, awal, least(awal + interval '1 year', now()) - awal as lama
               from generate_series(extract(year from now())::int - ${years - 1}, extract(year from now())::int) tahun,
                    make_timestamptz(tahun, 1, 1, 0, 0, 0, 'UTC') awal, generate_series(1, ${each}) i) x
       join orang o on o.ke = case when x.i % ${each / seldom} = 7 then 1000 else 1 + (x.i * 7919) % 999 end
       join anggaran a on a.institution_id = o.institution_id and a.tahun = x.tahun`,
    `insert into sppd (institution_id, id, created_at, user_id, unit_id, tahun_anggaran, status, jenis_perjalanan, kategori, maksud, alat_angkut,
         asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, anggaran_id, biaya, total_estimasi, komitmen_lain, realisasi, nomor_st)
     select institution_id, id, saat, user_id, unit_id, tahun, status, 'luar_kota', 'biasa', maksud, 'Kereta api', '33.74', tujuan_kode,
         'Hotel ' || i % 300, saat::date + 7 + i % 20, saat::date + 9 + i % 20, '[]', anggaran_id, '{}', biaya, case when lunas then - biaya else 0 end,
         case when lunas then biaya else 0 end, case when lunas then 'ST-' || i || '/' || tahun end
       from rencana, lateral (select uuid_extract_timestamp(id) as saat, status in ('selesai', 'diarsipkan') as lunas) x`,
    `insert into sppd_hitungan (institution_id, tahun, unit_id, bulan, status, lajur, jumlah, total_estimasi, komitmen, realisasi)
     select s.institution_id, s.tahun_anggaran, s.unit_id, extract(month from s.tanggal_berangkat), s.status, 0, count(*), sum(s.total_estimasi),
            sum(komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), sum(s.realisasi)
       from lembaga l join sppd s on s.institution_id = l.institution_id group by 1, 2, 3, 4, 5`,
    // Each fourth takes somebody along.
    `insert into sppd_pelaksana (institution_id, sppd_id, sppd_created_at, urut, pegawai_id, tingkat_biaya, estimasi, total)
     select institution_id, id, uuid_extract_timestamp(id), 1, pegawai_id, 'C', '[]'::jsonb, biaya from rencana
     union all
     select r.institution_id, r.id, uuid_extract_timestamp(r.id), 2, o.pegawai_id, 'C', '[]', 0 from rencana r
       join orang o on o.ke = 1 + (r.ke + 1) % 999 where r.i % 4 = 0 and r.ke < 999`,
    `insert into cari_sppd (institution_id, id, created_at, teks)
     select r.institution_id, r.id, uuid_extract_timestamp(r.id), lower(concat_ws(E'\\n', r.maksud, 'Hotel ' || r.i % 300, w.nama,
            case when r.status in ('selesai', 'diarsipkan') then 'ST-' || r.i || '/' || r.tahun end, r.nama || ' ' || r.nip))
       from rencana r join wilayah w on w.kode = r.tujuan_kode`,
    `insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, ke, oleh)
     select institution_id, langkah, uuid_extract_timestamp(langkah), id, 'setujui', status, user_id
       from (select r.*, uuidv7(least(uuid_extract_timestamp(r.id) + interval '1 hour', now()) - now()) as langkah from rencana r where r.status <> 'draft') x`,
    `insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, nomor, tanggal, sppd_id)
     select institution_id, 'st', unit_id, tahun, i, 'ST-' || i || '/' || tahun, (uuid_extract_timestamp(id) at time zone 'UTC')::date, id from rencana where status in ('selesai', 'diarsipkan')`,
    "drop table rencana, orang, lembaga",
  ];
}
