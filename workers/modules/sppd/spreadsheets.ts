import { strToU8, zipSync } from "fflate";
import {
  firstReportRow,
  reportBeginning,
  reportEnd,
  reportRow,
  sheetPath,
  workbookParts,
  xlsxType,
  type ReportCell,
  type SheetColumn,
} from "../../../db/core/xlsx.ts";
import { Problem } from "../../../db/core/problem.ts";
import { scopeOf } from "../../../db/modules/identity/principal.ts";
import { manifest as pegawai } from "../../../db/modules/pegawai/manifest.ts";
import { nominativeQuery, readNominative, type NominativeAsked } from "../../../db/modules/sppd/reads/nominatif.ts";
import { readRekap, rekapQuery } from "../../../db/modules/sppd/reads/rekap.ts";
import { barisNominatif, jumlahNominatif, kolomNominatif } from "../../../db/modules/sppd/rules/nominatif.ts";
import { barisRekap, jumlahRekap, kolomRekap } from "../../../db/modules/sppd/rules/rekap.ts";
import { route, type Routes } from "../../http/route.ts";

/** Rows that are written while somebody waits: some milliseconds of an isolate. */
const mostRows = 500;

/** Spreadsheets of travel orders, whose sums are formulas. */
export const spreadsheetRoutes: Routes = [
  route({
    method: "get",
    path: "/nominatif.xlsx",
    operationId: "getNominative",
    summary: `Daftar nominatif berumus: pelaksana sebuah perjalanan, atau yang berangkat dalam satu bulan (paling banyak ${mostRows} orang)`,
    access: "sppd.export",
    query: nominativeQuery,
    answers: {
      200: { description: "Daftar nominatif; rekening hanya bagi yang boleh melihatnya", contentType: xlsxType },
    },
    async handle({ work, principal, scope, query }) {
      const accounts = scopeOf(principal, "pegawai.account", pegawai.permissions["pegawai.account"]) !== null;
      const people = await readNominative(work, scope, query, { most: mostRows + 1, accounts });
      if (people.length > mostRows) throw tooMany();
      const title = ["DAFTAR NOMINATIF PERJALANAN DINAS", sayWhich(query)];
      const first = firstReportRow(title);
      const rows = people.map((person, index) => barisNominatif(person, index + 1, first + index));
      const sums = jumlahNominatif(people, first, first + rows.length);
      return asReport(`Nominatif ${sayWhich(query)}`, { title, columns: kolomNominatif, rows, sums });
    },
  }),
  route({
    method: "get",
    path: "/rekap.xlsx",
    operationId: "getRecapitulation",
    summary: "Rekap perjalanan satu tahun anggaran per unit, per pelaksana, atau per bulan",
    access: "sppd.export",
    query: rekapQuery,
    answers: {
      200: { description: "Rekap; hanya perjalanan yang suratnya terbit dan berlaku", contentType: xlsxType },
    },
    async handle({ work, scope, query }) {
      const rekap = await readRekap(work, scope, query, mostRows + 1);
      if (rekap.length > mostRows) throw tooMany();
      const title = [`REKAP PERJALANAN DINAS PER ${query.per.toUpperCase()}`, `Tahun Anggaran ${query.tahun}`];
      const first = firstReportRow(title);
      const rows = rekap.map((one, index) => barisRekap(one, index + 1));
      const sums = jumlahRekap(rekap, first, first + rows.length);
      return asReport(`Rekap per ${query.per} ${query.tahun}`, { title, columns: kolomRekap(query.per), rows, sums });
    },
  }),
];

function tooMany(): Problem {
  return new Problem("LEMBAR_TERLALU_PANJANG", { values: { batas: mostRows } });
}

function sayWhich({ bulan, sppd_id }: NominativeAsked): string {
  return bulan ?? sppd_id ?? "";
}

interface Report {
  readonly title: readonly string[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly ReportCell[][];
  readonly sums: readonly ReportCell[];
}

function asReport(name: string, { title, columns, rows, sums }: Report): Response {
  const first = firstReportRow(title);
  const sheet = [
    reportBeginning(title, columns),
    ...rows.map((cells, index) => reportRow(first + index, cells)),
    reportRow(first + rows.length, sums, true),
    reportEnd,
  ].join("");
  const parts = { ...workbookParts("Lembar 1"), [sheetPath]: sheet };
  const files = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
  return new Response(new Uint8Array(zipSync(files)), {
    headers: {
      "content-type": xlsxType,
      "content-disposition": `attachment; filename="${name}.xlsx"`,
      "cache-control": "private, no-store",
    },
  });
}
