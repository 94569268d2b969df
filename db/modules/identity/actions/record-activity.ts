import { sql, type Query } from "../../../core/postgres.ts";
import type { Principal } from "../principal.ts";

/** Who does something, and from which address. */
export interface By {
  readonly principal: Principal;
  readonly alamat: string;
}

/** What is done to an account, its own person's doing or another's. */
export const aksiAktivitas = [
  "masuk",
  "gagal_masuk",
  "keluar",
  "sesi_diakhiri",
  "sandi_diganti",
  "sandi_diatur_ulang",
  "diundang",
  "dibuat",
  "diimpor",
  "diubah",
  "dinonaktifkan",
  "diaktifkan",
  "peran_diubah",
  "peran_lembaga_diubah",
  "otp_dipasang",
  "otp_dilepas",
  "kode_pemulihan_dibuat",
  "kode_pemulihan_dipakai",
  "kunci_dibuat",
  "kunci_dicabut",
  "kebijakan_diubah",
  "modul_diaktifkan",
  "modul_dinonaktifkan",
  "modul_diatur",
  "lisensi_dipasang",
  "lembaga_didaftarkan",
  "lembaga_diubah",
  "profil_diubah",
  "keanggotaan_ditautkan",
  "keanggotaan_dilepas",
  "operator_ditunjuk",
  "operator_dilepas",
  "dilihat_operator",
  "jabatan_diberikan",
  "jabatan_diubah",
  "delegasi_diberikan",
  "delegasi_diakhiri",
] as const;

/** One of these. */
type AksiAktivitas = (typeof aksiAktivitas)[number];

/**
 * The CTE body that writes the activity log of accounts, in the statement that does what it tells of: a line for each row of
 * `from`, which proves that it was done. What it is given is SQL over such a row, called `c`: about whom, by whom (null: the
 * system), from which address, and details (jsonb; ids, kinds and codes, never personal data). Nothing where the institution
 * keeps no log (`pengaturan.catat_aktivitas`).
 */
export function recordActivity(
  from: Query,
  done: { user: Query; oleh: Query | null; aksi: AksiAktivitas; rincian?: Query; alamat?: Query },
): Query {
  return sql`insert into aktivitas (institution_id, id, created_at, user_id, oleh, aksi, rincian, alamat)
    select c.institution_id, c.kegiatan_id, uuid_extract_timestamp(c.kegiatan_id), ${done.user}, ${done.oleh ?? sql`null::uuid`},
           ${done.aksi}, ${done.rincian ?? sql`'{}'::jsonb`}, ${done.alamat ?? sql`''`}
      from (select *, uuidv7() as kegiatan_id from ${from}) c join institutions i on i.id = c.institution_id
     where (i.pengaturan -> 'catat_aktivitas') is distinct from 'false'::jsonb`;
}
