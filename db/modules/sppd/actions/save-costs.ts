import { recallAnswer } from "../../../core/idempotency.ts";
import { DatabaseError, sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import { writtenColumns, type Written } from "../../../core/write.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { readCostData, type CostData } from "../reads/cost-data.ts";
import { byId } from "../reads/scope.ts";
import { actsFor, hasReported, returnOf } from "../reads/traveller.ts";
import type { BarisBiaya } from "../rules/baris-biaya.ts";
import { hitungBiaya, tulisPernyataan } from "../rules/biaya.ts";
import { susunTarif } from "../rules/estimasi.ts";
import type { IsianBiaya } from "../rules/isian-biaya.ts";
import { etapeNyata } from "../rules/malam.ts";
import { statusAsal } from "../rules/status.ts";
import { wrongState } from "./explain.ts";
import { unknownTraveller } from "./explain-settlement.ts";
import { dropOrderTags, lockOrder, recordStep, writeLocked } from "./parts.ts";

/** A statement of costs as it was saved. Rupiah. */
export interface SavedCosts {
  readonly id: string;
  readonly pegawai_id: string;
  readonly versi: number;
  /** What was spent, and what of it the rules recognize. */
  readonly jumlah: number;
  readonly diakui: number;
}

/** Whose statement is saved, and which version was read; 0: none. */
export interface CostTarget {
  readonly id: string;
  readonly pegawaiId: string | null;
  readonly versi: number;
}

/** How often it is computed anew because something about the order changed meanwhile. */
const mostRuns = 4;

/**
 * Saves the whole statement of what a trip really cost a traveller: their own, or of the people of one's unit, until their report
 * is sent (`LAPORAN_SUDAH_DIKIRIM`). What the tariffs settle is added, each line recognized by the rules for the days that were
 * really travelled. Whoever read an older version overwrites nothing (`VERSI_BERUBAH`).
 */
export async function saveCosts(
  work: Work,
  principal: Principal,
  scope: Scope,
  target: CostTarget,
  input: IsianBiaya,
): Promise<SavedCosts> {
  // Done before under this key, it would be refused for the version that it made itself, before anything is written.
  const done = work.idempotency && (await recallAnswer<SavedCosts>(work, work.idempotency));
  if (done) return done;
  const provinsi = [...input.taksi, ...input.sewa].map(({ provinsi_kode }) => provinsi_kode);
  const bukti = linesWithProof(input).flatMap(({ line }) => line.bukti);
  for (let run = 1; run <= mostRuns; run++) {
    const data = await readCostData(work, scope, { ...target, provinsi, bukti });
    const lines = recognize(target, data, input);
    try {
      const saved = await writeCosts(work, principal, scope, target, { data, lines, input });
      if (saved) return saved;
    } catch (error) {
      // A receipt that was taken away since: the next look misses it.
      if (!(error instanceof DatabaseError) || error.code !== "23503") throw error;
    }
  }
  throw new Problem("VERSI_BERUBAH", { values: { versi: target.versi } });
}

/** What the rules make of a statement; throws what is wrong with it. */
function recognize({ versi, pegawaiId }: CostTarget, data: CostData, input: IsianBiaya): BarisBiaya[] {
  const { pelaksana } = data;
  if (!pelaksana || pegawaiId === null) throw unknownTraveller();
  if (!statusAsal("isi_biaya").includes(data.status)) throw wrongState("isi_biaya", data.status);
  if (pelaksana.dikirim) throw new Problem("LAPORAN_SUDAH_DIKIRIM");
  if (data.versi !== versi) throw new Problem("VERSI_BERUBAH", { values: { versi: data.versi } });
  const unknown = linesWithProof(input).flatMap(({ pointer, line }) =>
    line.bukti.flatMap((id, at) =>
      data.bukti.includes(id) ? [] : [{ pointer: `${pointer}/bukti/${at}`, code: "BUKTI_TIDAK_DIKENAL" }],
    ),
  );
  if (unknown.length > 0) throw new Problem("BUKTI_TIDAK_DIKENAL", { fields: unknown });
  const strangers = input.penginapan.flatMap(({ sekamar_dengan }, at) =>
    sekamar_dengan === undefined || data.rekan.includes(sekamar_dengan)
      ? []
      : [{ pointer: `/penginapan/${at}/sekamar_dengan`, code: "PELAKSANA_TIDAK_DIKENAL" }],
  );
  if (strangers.length > 0) throw new Problem("PELAKSANA_TIDAK_DIKENAL", { fields: strangers });
  const { jenis_perjalanan, kategori, tahun_anggaran, per_tahun } = data;
  const costs = hitungBiaya({
    perjalanan: {
      jenis_perjalanan,
      kategori,
      tahun_anggaran,
      per_tahun,
      etape: etapeNyata(data.etape, data.tanggal_kembali),
      narasumber_luar: pelaksana.narasumber_luar,
    },
    pegawai_id: pegawaiId,
    kedudukan: pelaksana.kedudukan,
    tarif: susunTarif(data.tarif),
    taksiran_transpor: pelaksana.taksiran_transpor,
    kamar: data.kamar,
    tempat_sah: data.tempat_sah,
    dibiayai: data.dibiayai,
    isian: input,
  });
  if (costs.ok) return costs.baris;
  const fields = "pointer" in costs ? [{ pointer: costs.pointer, code: costs.kode }] : [];
  throw new Problem(costs.kode, { values: costs.nilai, fields });
}

/** Everything that was entered with receipts, and where it stands. */
function linesWithProof(input: IsianBiaya) {
  const lists = ["transpor", "taksi", "sewa", "penginapan", "lain"] as const;
  return lists.flatMap((list) => input[list].map((line, at) => ({ pointer: `/${list}/${at}`, line })));
}

function writeCosts(
  work: Work,
  principal: Principal,
  scope: Scope,
  { id, pegawaiId, versi }: CostTarget,
  { data, lines, input }: { data: CostData; lines: readonly BarisBiaya[]; input: IsianBiaya },
): Promise<SavedCosts | null> {
  const whose = sql`${pegawaiId}::uuid`;
  const rows = JSON.stringify(lines.map((line, at) => ({ ...line, urut: at + 1 })));
  const teks = input.pernyataan ? tulisPernyataan(lines) : null;
  const declared = teks && JSON.stringify({ teks, oleh: principal.nama });
  const sum = (of: "jumlah" | "diakui") => lines.reduce((total, line) => total + line[of], 0);
  return writeLocked(
    work,
    id,
    sql<Written<SavedCosts>>`
    with locked as (${lockOrder(id, scope, "isi_biaya")}),
    spj as (
      insert into sppd_spj as h (institution_id, sppd_id, pegawai_id, etape, tanggal_kembali, representasi, pernyataan)
      select locked.institution_id, locked.id, ${whose}, locked.etape, ${returnOf(whose)},
             ${input.representasi !== false}, ${declared}::jsonb || jsonb_build_object('pada', app_now())
        from locked where locked.updated_at = ${data.updated_at}::timestamptz and ${actsFor(scope, whose)} and not ${hasReported(whose)}
         and ${versi}::int = coalesce((select lama.versi from sppd_spj lama where lama.sppd_id = locked.id and lama.pegawai_id = ${whose}), 0)
      on conflict (institution_id, sppd_id, pegawai_id) do update set versi = h.versi + 1, etape = excluded.etape,
        tanggal_kembali = excluded.tanggal_kembali, representasi = excluded.representasi, pernyataan = excluded.pernyataan, updated_at = now()
      returning *
    ), former as (
      delete from sppd_biaya b using spj where b.sppd_id = spj.sppd_id and b.pegawai_id = spj.pegawai_id returning b.id
    ), lines as (
      -- counted first, so that the new lines come after the old have gone
      insert into sppd_biaya (institution_id, sppd_id, pegawai_id, urut, komponen, uraian, tanggal, kuantitas, satuan, tarif, jumlah, pagu, diakui,
        sumber, otomatis, riil, catatan, isian)
      select spj.institution_id, spj.sppd_id, spj.pegawai_id, b.urut, b.komponen, b.uraian, b.tanggal, b.kuantitas, b.satuan, b.tarif, b.jumlah, b.pagu,
             b.diakui, b.sumber, b.otomatis, b.riil, b.catatan, b.isian
        from spj, jsonb_to_recordset(${rows}::jsonb) as b(urut smallint, komponen text, uraian text, tanggal date, kuantitas int, satuan text,
          tarif bigint, jumlah bigint, pagu bigint, diakui bigint, sumber text, otomatis boolean, riil boolean, catatan text, isian jsonb)
       where (select count(*) from former) >= 0
      returning institution_id, id, urut
    ), proof as (
      insert into sppd_biaya_bukti (institution_id, biaya_id, berkas_id)
      select l.institution_id, l.id, berkas::uuid
        from lines l join jsonb_to_recordset(${rows}::jsonb) as b(urut smallint, bukti jsonb) on b.urut = l.urut, jsonb_array_elements_text(b.bukti) berkas
    ), change as (
      update sppd s set updated_at = now() from locked, spj where ${byId(id)}
      returning s.*, locked.status as dari
    ), log as (${recordStep({ aksi: "isi_biaya", oleh: principal.user_id, catatan: sql`(select nama_lengkap(g) from pegawai g where g.id = ${whose})` })}),
    bump as (${dropOrderTags})
    select ${writtenColumns(
      sql`(select jsonb_build_object('id', change.id, 'pegawai_id', spj.pegawai_id, 'versi', spj.versi, 'jumlah', ${sum("jumlah")}::bigint,
        'diakui', ${sum("diakui")}::bigint) from spj)`,
      { jobs: false },
    )} from change`,
  );
}
