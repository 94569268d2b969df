import * as z from "zod";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { signatoriesOf } from "../actions/signatory.ts";
import { nextOf } from "../actions/tell.ts";
import { STATUS_SPPD } from "../rules/status.ts";
import { warnings, warningsOf } from "./peringatan.ts";
import { officeOfStep, officesOfChain } from "./offices.ts";
import { byId, inScope } from "./scope.ts";

/** A row of an estimate, in rupiah, with where its tariff was read. */
const estimateRow = z.object({
  komponen: z.string(),
  uraian: z.string(),
  kuantitas: z.number(),
  satuan: z.string(),
  tarif: z.number().int(),
  jumlah: z.number().int(),
  sumber: z.string(),
});

/** An order whole: what was asked, what it costs, who decided what and when. */
export const orderDetail = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  versi: z.number().int(),
  tahun_anggaran: z.number().int(),
  jenis_perjalanan: z.string(),
  kategori: z.string(),
  maksud: z.string(),
  alat_angkut: z.string(),
  asal: z.string(),
  tujuan: z.string(),
  tanggal_berangkat: z.iso.date(),
  tanggal_kembali: z.iso.date(),
  /** The day of the real return, where it was another than ordered: the last traveller's, once all are back. */
  tanggal_kembali_nyata: z.iso.date().nullable(),
  etape: z.array(z.record(z.string(), z.unknown())),
  pengikut: z.array(z.object({ nama: z.string(), tanggal_lahir: z.string().nullable(), keterangan: z.string() })),
  dasar: z.record(z.string(), z.unknown()).nullable(),
  biaya: z.record(z.string(), z.unknown()),
  total_estimasi: z.number().int(),
  peringatan: warnings,
  rantai: z.array(z.number().int()),
  /** Its levels, with the office that decides there today and whose it is; null where there is none. */
  jenjang: z.array(z.object({ level: z.number().int(), jabatan: z.string().nullable(), nama: z.string().nullable() })),
  langkah: z.number().int(),
  level_menunggu: z.number().int().nullable(),
  nomor_st: z.string().nullable(),
  tanggal_st: z.iso.date().nullable(),
  /** Who signs the Surat Tugas if it is issued today; null where it is not about to be, or nobody may. */
  penandatangan: z.object({ sebutan: z.array(z.string()), nama: z.string() }).nullable(),
  /** It goes without SPDs: in town for up to 8 hours, where the institution wants it so. */
  tanpa_spd: z.boolean(),
  unit: z.object({ id: z.uuid(), nama: z.string() }),
  anggaran: z.object({ id: z.uuid(), kegiatan: z.string(), akun: z.string(), uraian: z.string() }),
  pemohon: z.object({ id: z.uuid(), nama: z.string() }),
  pelaksana: z.array(
    z.object({
      pegawai_id: z.uuid(),
      nama: z.string(),
      nip: z.string().nullable(),
      tingkat_biaya: z.string(),
      total: z.number().int(),
      nomor_spd: z.string().nullable(),
      estimasi: z.array(estimateRow),
      visum: z.array(z.record(z.string(), z.unknown())),
      /** The day they said they were back. */
      tanggal_kembali_nyata: z.iso.date().nullable(),
    }),
  ),
  /** Changes on the way: "I", "II" … beside the number of the Surat Tugas. */
  adendum: z.array(
    z.object({
      nomor: z.string(),
      tanggal: z.iso.date(),
      alasan: z.string(),
      semula: z.record(z.string(), z.unknown()),
      menjadi: z.record(z.string(), z.unknown()),
    }),
  ),
  /** A cancellation after the issue that somebody asked for; rupiah that nobody gives back. */
  pembatalan: z
    .object({
      alasan: z.string(),
      diminta_oleh: z.string(),
      diminta_pada: z.string(),
      biaya: z.array(z.record(z.string(), z.unknown())),
      total: z.number().int(),
      disahkan_oleh: z.string().nullable(),
      disahkan_pada: z.string().nullable(),
    })
    .nullable(),
  /** For whom it waits to be decided, issued, or its cancellation confirmed, and since when; whoever travels decides on nothing. */
  giliran: z
    .object({
      sejak: z.string(),
      eskalasi_pada: z.string().nullable(),
      orang: z.array(z.object({ id: z.uuid(), nama: z.string() })),
    })
    .nullable(),
  riwayat: z.array(
    z.object({
      aksi: z.string(),
      dari: z.string().nullable(),
      ke: z.string(),
      oleh: z.string(),
      pada: z.string(),
      level: z.number().int().nullable(),
      /** The office in which it was decided. */
      jabatan: z.string().nullable(),
      kapasitas: z.string().nullable(),
      catatan: z.string().nullable(),
    }),
  ),
});

/** Whether a cancellation waits for the PPK. */
const cancelling = sql`s.status in ('st_terbit', 'spd_terbit') and exists (
  select from sppd_pembatalan p where p.sppd_id = s.id and p.disahkan_pada is null)`;
/** The accounts of whoever is next: of a cancellation that was asked for, the PPK. */
const waitingFor = sql`(select x.id from ${nextOf(sql`s`)} x(id) union select x.id from ppk_sppd(s.unit_id) x(id) where ${cancelling})`;

/** An order within somebody's reach as finished JSON; `TIDAK_DITEMUKAN` otherwise. One round trip. */
export async function readOrder(work: Work, scope: Scope, id: string): Promise<string> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      json: string;
    }>`select jsonb_build_object('id', s.id, 'status', s.status, 'versi', s.versi, 'tahun_anggaran', s.tahun_anggaran,
        'jenis_perjalanan', s.jenis_perjalanan, 'kategori', s.kategori, 'maksud', s.maksud, 'alat_angkut', s.alat_angkut,
        'asal', nama_wilayah(s.asal_kode), 'tujuan', nama_wilayah(s.tujuan_kode), 'tanggal_berangkat', s.tanggal_berangkat,
        'tanggal_kembali', s.tanggal_kembali, 'tanggal_kembali_nyata', s.tanggal_kembali_nyata, 'etape', s.etape, 'pengikut', s.pengikut, 'dasar', s.dasar #- '{berkas,key}', 'biaya', s.biaya,
        'total_estimasi', s.total_estimasi, 'peringatan', ${warningsOf(sql`s`)}, 'rantai', s.rantai, 'jenjang', ${officesOfChain}, 'langkah', s.langkah, 'level_menunggu', s.level_menunggu,
        'nomor_st', s.nomor_st, 'tanggal_st', s.tanggal_st, 'tanpa_spd', s.tanpa_spd,
        'penandatangan', case s.status when 'disetujui' then (select jsonb_build_object('sebutan', x.sebutan, 'nama', x.pejabat ->> 'nama') from (${signatoriesOf(sql`s`, null)}) x) end,
        'unit', (select jsonb_build_object('id', u.id, 'nama', u.nama) from unit_kerja u where u.id = s.unit_id),
        'anggaran', (select jsonb_build_object('id', a.id, 'kegiatan', a.kegiatan, 'akun', a.akun, 'uraian', a.uraian) from anggaran a where a.id = s.anggaran_id),
        'pemohon', (select jsonb_build_object('id', u.id, 'nama', u.nama) from users u where u.id = s.user_id),
        'pelaksana', (select jsonb_agg(jsonb_build_object('pegawai_id', t.pegawai_id, 'nama', nama_lengkap(g), 'nip', g.nip, 'tingkat_biaya', t.tingkat_biaya,
            'total', t.total, 'nomor_spd', t.nomor_spd, 'estimasi', t.estimasi, 'visum', t.visum, 'tanggal_kembali_nyata', t.tanggal_kembali_nyata) order by t.urut)
          from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id where t.sppd_id = s.id),
        'adendum', coalesce((select jsonb_agg(jsonb_build_object('nomor', to_char(d.urut, 'FMRN'), 'tanggal', d.tanggal, 'alasan', d.alasan,
            'semula', d.semula, 'menjadi', d.menjadi) order by d.urut) from sppd_adendum d where d.sppd_id = s.id), '[]'),
        'pembatalan', (select jsonb_build_object('alasan', p.alasan, 'diminta_oleh', (select u.nama from users u where u.id = p.diminta_oleh),
            'diminta_pada', p.diminta_pada, 'biaya', p.biaya, 'total', p.total, 'disahkan_oleh', (select u.nama from users u where u.id = p.disahkan_oleh),
            'disahkan_pada', p.disahkan_pada) from sppd_pembatalan p where p.sppd_id = s.id),
        'giliran', case when s.status in ('diajukan', 'disetujui') or s.status = 'st_terbit' and not s.tanpa_spd or ${cancelling} then jsonb_build_object(
            'sejak', case s.status when 'diajukan' then menunggu_sejak(s.id)
              else (select max(l.created_at) from approval_logs l where l.sppd_id = s.id and l.created_at >= s.created_at) end,
            'eskalasi_pada', case s.status when 'diajukan' then menunggu_sejak(s.id) + batas_eskalasi() end,
            'orang', coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'nama', u.nama) order by u.nama, u.id) from users u where u.id in ${waitingFor}), '[]')) end,
        'riwayat', coalesce((select jsonb_agg(jsonb_build_object('aksi', l.aksi, 'dari', l.dari, 'ke', l.ke, 'oleh', coalesce(u.nama, 'Sistem'), 'pada', l.created_at,
            'level', l.level, 'jabatan', ${officeOfStep}, 'kapasitas', l.kapasitas, 'catatan', l.catatan) order by l.id)
          from approval_logs l left join users u on u.id = l.oleh where l.sppd_id = s.id and l.created_at >= s.created_at), '[]'))::text as json
      from sppd s where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  return row.json;
}
