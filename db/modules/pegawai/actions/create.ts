import { sealField } from "../../../core/crypto.ts";
import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import { recordTags } from "../../../core/tags.ts";
import type { Work } from "../../../core/work.ts";
import { write, writtenColumns, type Written } from "../../../core/write.ts";
import { periksaNip, type PeringatanNip } from "../rules/nip.ts";
import type { PegawaiBaru } from "../rules/pegawai-baru.ts";

/** Where a member of staff's sealed bank account belongs; bound into the seal. */
export const accountPlace = "pegawai.rekening";

/** What entering a member of staff answers with: the stored number, and what is odd about it. */
export interface PegawaiCreated {
  readonly id: string;
  readonly nip: string | null;
  readonly peringatan: readonly PeringatanNip[];
}

/** Enters a member of staff. The number is stored without spaces; the bank account sealed. */
export async function createPegawai(work: Work, input: PegawaiBaru): Promise<PegawaiCreated> {
  const checked = input.nip === undefined ? null : periksaNip({ ...input, nip: input.nip });
  if (checked && !checked.ok) throw new Problem(checked.kode, { fields: [{ pointer: "/nip", code: checked.kode }] });
  const nip = checked?.nip ?? null;
  const rekening = input.rekening ? await sealField(work.config, accountPlace, JSON.stringify(input.rekening)) : null;
  try {
    const created = await write(
      work,
      sql<Written<{ id: string }>>`
      with change as (
        insert into pegawai (institution_id, nip, status, nama, gelar_depan, gelar_belakang, jenis_kelamin, tanggal_lahir,
            golongan, jabatan, kesetaraan, unit_id, rekening)
        values (${work.institutionId}, ${nip}, ${input.status}, ${input.nama}, ${input.gelar_depan ?? null}, ${input.gelar_belakang ?? null},
            ${input.jenis_kelamin ?? null}, ${input.tanggal_lahir ?? null}, ${input.golongan ?? null}, ${input.jabatan},
            ${input.kesetaraan ?? null}, ${input.unit_id}, ${rekening})
        returning institution_id, id
      ), bump as (${recordTags(sql`change`, sql`array['pegawai']`)})
      select ${writtenColumns(sql`jsonb_build_object('id', change.id)`, { jobs: false })} from change`,
    );
    if (!created) throw new Error("an insert that did not fail inserted nothing");
    return { id: created.id, nip, peringatan: checked?.peringatan ?? [] };
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  switch (error.constraint) {
    case "pegawai_nip":
      return new Problem("NIP_SUDAH_ADA", { fields: [{ pointer: "/nip", code: "NIP_SUDAH_ADA" }] });
    case "pegawai_golongan_fkey":
      return new Problem("GOLONGAN_TIDAK_DIKENAL", {
        fields: [{ pointer: "/golongan", code: "GOLONGAN_TIDAK_DIKENAL" }],
      });
    case "pegawai_institution_id_unit_id_fkey":
      return new Problem("UNIT_TIDAK_DIKENAL", { fields: [{ pointer: "/unit_id", code: "UNIT_TIDAK_DIKENAL" }] });
    default:
      return error;
  }
}
