import { exportOf, reportOf } from "../berkas/reads/exportable.ts";
import { orderList } from "./reads/list.ts";
import {
  countNominative,
  nominativeQuery,
  readNominative,
  type NominativeAsked,
  type NominativeKey,
  type NominativeRow,
} from "./reads/nominatif.ts";
import { readOrders } from "./reads/orders.ts";
import { countRekap, readRekap, rekapQuery, type RekapAsked, type RekapKey, type RekapRow } from "./reads/rekap.ts";
import { barisNominatif, kolomNominatif } from "./rules/nominatif.ts";
import { barisRekap, kolomRekap } from "./rules/rekap.ts";
import { formatBulan } from "./rules/tanggal.ts";

/** Orders as a file, one a row. */
export const orderExport = exportOf(
  orderList,
  { name: "sppd", slug: "sppd", access: "sppd.read", title: { id: "Perjalanan dinas", en: "Official travel" } },
  ({ work, principal, scope }, asked) => readOrders(work, principal, scope, asked),
);

/** The nominative list of an order or of a month: whoever travels, with how each amount came about. */
export const nominativeExport = reportOf<NominativeAsked, NominativeRow, NominativeKey>(
  {
    name: "sppd.nominatif",
    slug: "sppd",
    access: "sppd.export",
    title: { id: "Daftar nominatif", en: "Nominative list" },
    query: nominativeQuery,
  },
  {
    count: countNominative,
    read: readNominative,
    keyOf: ({ tanggal_berangkat, id, urut }) => [tanggal_berangkat, id, urut],
  },
  {
    title: ({ bulan }, first) => [
      "DAFTAR NOMINATIF PERJALANAN DINAS",
      bulan === undefined ? `Surat Tugas Nomor ${first?.nomor_st ?? "-"}` : `Bulan ${formatBulan(bulan)}`,
    ],
    columns: () => kolomNominatif,
    cells: barisNominatif,
  },
);

/** The trips of a budget year, gathered by unit, traveller or month. */
export const rekapExport = reportOf<RekapAsked, RekapRow, RekapKey>(
  {
    name: "sppd.rekap",
    slug: "sppd",
    access: "sppd.export",
    title: { id: "Rekap perjalanan dinas", en: "Travel summary" },
    query: rekapQuery,
  },
  { count: countRekap, read: readRekap, keyOf: ({ nama, kode, kunci }) => [nama, kode, kunci] },
  {
    title: ({ per, tahun }) => [`REKAP PERJALANAN DINAS PER ${per.toUpperCase()}`, `Tahun Anggaran ${tahun}`],
    columns: ({ per }) => kolomRekap(per),
    cells: (row, nth, _place, { per }) => barisRekap(per, row, nth),
  },
);
