import { recordFaultSheet } from "../../../db/modules/identity/actions/record-fault-sheet.ts";
import type { Work } from "../../../db/core/work.ts";
import { readFaultyRows, type FaultyRow } from "../../../db/modules/identity/reads/impor.ts";
import { artiCatatan, type CatatanImpor } from "../../../db/modules/identity/rules/baris-impor.ts";
import { kolomImpor } from "../../../db/modules/identity/rules/kolom-impor.ts";
import type { FunctionsEnv } from "../../runner/env.ts";
import { storeFaultSheet, type FaultyLine } from "../../xlsx/fault-sheet.ts";
import type { PeopleSheet } from "./lembar-orang.ts";

/** Stores the rows that have errors as they were sent, each with its reasons: to be corrected and sent again. Nothing without errors. */
export async function writeFaultSheet(
  work: Work,
  env: FunctionsEnv,
  impor: { readonly id: string; readonly oleh: string; readonly bulan: string },
  people: PeopleSheet,
): Promise<void> {
  const faulty = new Map((await readFaultyRows(work, impor.id)).map((row) => [row.nomor, row]));
  if (faulty.size === 0) return;
  const key = `${work.institutionId}/${impor.bulan}/identity/${impor.oleh}/${impor.id}-galat.xlsx`;
  await storeFaultSheet(env.DOCUMENTS, key, people.headings, faultyLines(people, faulty));
  await recordFaultSheet(work, impor.id, key);
}

async function* faultyLines(people: PeopleSheet, faulty: ReadonlyMap<number, FaultyRow>): AsyncGenerator<FaultyLine> {
  for await (const { number, texts } of people.texts()) {
    const row = faulty.get(number);
    if (row) yield { texts, reasons: reasonsOf(row) };
  }
}

/** "Baris 4. NISN: sudah dipakai di berkas ini (baris 2)". */
function reasonsOf({ nomor, galat }: FaultyRow): string {
  return [`Baris ${nomor}`, ...galat.map(reasonOf)].join(". ");
}

function reasonOf({ kolom, kode, baris, jenis }: CatatanImpor): string {
  const where = baris === undefined ? "" : ` baris ${baris}`;
  const as = jenis === undefined || jenis === kolom ? "" : ` sebagai ${kolomImpor[jenis].kepala}`;
  const beside = where + as === "" ? "" : ` (${(where + as).trim()})`;
  return `${kolomImpor[kolom].kepala}: ${artiCatatan[kode] ?? kode}${beside}`;
}
