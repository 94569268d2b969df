import { createHash } from "node:crypto";
import { asOwner, makeInstitution } from "./institution.ts";

/** A document as if it had been issued and rendered, with the bytes of its two files. */
export interface TestDocument {
  readonly kode: string;
  readonly nomor: string;
  readonly pdf: Buffer;
  readonly docx: Buffer;
  /** Cancels it, the way a cancelled order does. */
  cancel(): Promise<void>;
}

const traveller = {
  nama: "Dr. Ratna Wulandari, M.Si.",
  nip: "198503122010122003",
  nip_label: "NIP",
  jabatan: "Lektor",
};

/**
 * Issues a Surat Tugas in an institution of its own, with a snapshot of a three-day trip to Surabaya. `rendered: false`
 * leaves its files to be made.
 */
export async function issueDocument(options: { rendered?: boolean } = {}): Promise<TestDocument> {
  const { rendered = true } = options;
  const institution = await makeInstitution();
  const person = institution.people["D1"];
  if (!person?.user_id) throw new Error("D1 has no account");
  const pdf = Buffer.from(`%PDF-1.7 ${institution.slug}`);
  const docx = Buffer.from(`PK ${institution.slug}`);
  const nomor = "012/FT/000.1.2.3/IX/2026";
  const snapshot = {
    jenis: "surat_tugas",
    versi: 1,
    maksud: 'Pemakalah <b>"Beton"</b> & Baja',
    tempat_tujuan: "Kota Surabaya",
    tanggal_berangkat: "2026-09-10",
    tanggal_kembali: "2026-09-13",
    penandatangan: { nama: "Agus Santoso" },
    pelaksana: [traveller, { ...traveller, nama: "Tono Sugiarto", nip: null }],
  };
  const kode = await asOwner(async (client) => {
    await client.query(
      `insert into wilayah (kode, nama, tingkat, induk_kode) values
         ('33', 'Jawa Tengah', 'provinsi', null), ('33.74', 'Kota Semarang', 'kota', '33') on conflict do nothing`,
    );
    const { rows } = await client.query<{ kode: string }>(
      `with pesanan as (
         insert into sppd (institution_id, id, created_at, user_id, unit_id, tahun_anggaran, status, jenis_perjalanan, kategori,
           maksud, alat_angkut, asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, anggaran_id, biaya,
           total_estimasi)
         select $1, baru.id, uuid_extract_timestamp(baru.id), $2, a.unit_id, a.tahun, 'st_terbit', 'luar_kota', 'biasa', 'Uji',
           'Kereta api', '33.74', '33.74', 'Hotel', current_date, current_date, '[]', a.id, '{}', 0
           from (select uuidv7() as id) baru, anggaran a where a.institution_id = $1 limit 1
         returning institution_id, id, created_at)
       insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, nomor, tanggal, kode, snapshot, folder,
         pdf_sha256, pdf_bytes, docx_sha256, docx_bytes, rendered_at)
       select institution_id, id, created_at, 'surat_tugas', $3, '2026-09-01', kode_verifikasi(), $4, '',
         $5, $6, $7, $8, case when $5::text is not null then now() end from pesanan returning kode`,
      [
        institution.id,
        person.user_id,
        nomor,
        snapshot,
        ...(rendered ? [sha256(pdf), pdf.length, sha256(docx), docx.length] : [null, null, null, null]),
      ],
    );
    return rows[0]?.kode ?? "";
  });
  return {
    kode,
    nomor,
    pdf,
    docx,
    cancel: () =>
      asOwner(async (client) => {
        await client.query("update dokumen set status = 'dibatalkan' where kode = $1", [kode]);
      }),
  };
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
