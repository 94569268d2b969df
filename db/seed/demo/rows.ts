import { ALAT_ANGKUT } from "../../modules/sppd/rules/jenis.ts";
import type { StatusSppd } from "../../modules/sppd/rules/status.ts";
import type { Acak } from "../reference/acak.ts";
import type { TakenNumber } from "./numbers.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Accounts } from "./spent.ts";
import { writeReport } from "./report.ts";
import { uuidAt } from "./time.ts";

/** Orders that hold their travellers' days, and their money as a commitment. */
const BERKOMITMEN: readonly StatusSppd[] = [
  "diajukan",
  "disetujui",
  "st_terbit",
  "spd_terbit",
  "berjalan",
  "menunggu_laporan",
  "pertanggungjawaban",
  "rampung",
];
/** Orders whose money has been paid; their days stay theirs. */
const TERBAYAR: readonly StatusSppd[] = ["selesai", "diarsipkan"];

/** How far the report has come, by the order's state; no report is due before the return. */
const LAPORAN: Readonly<Partial<Record<StatusSppd, "draft" | "dikirim" | "diterima">>> = {
  menunggu_laporan: "draft",
  pertanggungjawaban: "dikirim",
  rampung: "diterima",
  selesai: "diterima",
  diarsipkan: "diterima",
};

/** Rows of `sppd` without the institution; `created_at` is the id's. */
export function orderRows(
  orders: readonly PlannedOrder[],
  numbers: readonly TakenNumber[],
  unitIds: Readonly<Record<string, string>>,
  accounts: Accounts,
): object[] {
  const letters = new Map(numbers.filter(({ jenis }) => jenis === "st").map((satu) => [satu.sppd_id, satu]));
  return orders.map(({ id, input, pemohon, unit, total, standing }) => {
    const [etape] = input.etape;
    const letter = letters.get(id);
    const { status, versi, rantai, langkah, level_menunggu, steps } = standing;
    return {
      id,
      user_id: pemohon.user_id,
      unit_id: unitIds[unit],
      tahun_anggaran: input.tahun_anggaran,
      status,
      versi,
      rantai,
      langkah,
      level_menunggu,
      jenis_perjalanan: input.jenis_perjalanan,
      kategori: input.kategori,
      maksud: input.maksud,
      alat_angkut: etape && ALAT_ANGKUT[etape.alat_angkut],
      asal_kode: etape?.asal_kode,
      tujuan_kode: etape?.tujuan_kode,
      tempat: etape?.tempat,
      tanggal_berangkat: input.tanggal_berangkat,
      tanggal_kembali: input.tanggal_kembali,
      etape: input.etape,
      pengikut: input.pengikut,
      dasar: input.dasar ?? null,
      biaya: input.biaya,
      anggaran_id: input.anggaran_id,
      total_estimasi: total,
      komitmen_lain: TERBAYAR.includes(status) ? -total : 0,
      realisasi: TERBAYAR.includes(status) ? spentOn(id, accounts) : 0,
      nomor_st: letter?.nomor ?? null,
      tanggal_st: letter?.tanggal ?? null,
      updated_at: isoOf(steps.at(-1)?.pada),
    };
  });
}

/** Rows of `sppd_pelaksana`. */
export function travellerRows(orders: readonly PlannedOrder[], numbers: readonly TakenNumber[]): object[] {
  const spd = new Map(numbers.map(({ sppd_id, pelaksana, nomor }) => [`${sppd_id} ${pelaksana}`, nomor]));
  return orders.flatMap(({ id, travellers }) =>
    travellers.map(({ member, tingkat_biaya, estimasi, total }, i) => ({
      sppd_id: id,
      urut: i + 1,
      pegawai_id: member.pegawai_id,
      tingkat_biaya,
      estimasi,
      total,
      nomor_spd: spd.get(`${id} ${i}`) ?? null,
    })),
  );
}

/** Rows of `sppd_klaim`: the days of whoever has asked for a trip that was not given up. */
export function claimRows(
  orders: readonly PlannedOrder[],
): { sppd_id: string; pegawai_id: string; dari: string; sampai: string }[] {
  const berlaku = [...BERKOMITMEN, ...TERBAYAR];
  return orders
    .filter(({ standing }) => berlaku.includes(standing.status))
    .flatMap(({ id, input, travellers }) =>
      travellers.map(({ member }) => ({
        sppd_id: id,
        pegawai_id: member.pegawai_id,
        dari: input.tanggal_berangkat,
        sampai: input.tanggal_kembali,
      })),
    );
}

/** Rows of `approval_logs`; ids carry the instant of each step. */
export function logRows(sumber: Acak, orders: readonly PlannedOrder[]): object[] {
  return orders.flatMap(({ id, standing }) =>
    standing.steps.map(({ aksi, dari, ke, oleh, level, catatan, pada }) => ({
      id: uuidAt(sumber, pada),
      sppd_id: id,
      aksi,
      dari,
      ke,
      oleh,
      level,
      catatan,
      kapasitas: level === null ? null : "definitif",
    })),
  );
}

/** Rows of `laporan_perjalanan`: one for each traveller who has come back. */
export function reportRows(sumber: Acak, orders: readonly PlannedOrder[]): object[] {
  return orders.flatMap(({ id, input, travellers, standing }) => {
    const status = LAPORAN[standing.status];
    const kembali = standing.steps.find(({ aksi }) => aksi === "kembali");
    if (status === undefined || kembali === undefined) return [];
    const sampai = standing.steps.findLast(({ aksi }) => ["kembali", "kirim_laporan", "sahkan_rampung"].includes(aksi));
    return travellers.map(({ member }) => ({
      id: uuidAt(sumber, kembali.pada),
      sppd_id: id,
      pegawai_id: member.pegawai_id,
      status,
      harus_kembali: input.tanggal_kembali,
      isi: status === "draft" ? {} : writeReport(input),
      dikirim_pada: status === "draft" ? null : isoOf(sampai?.pada),
      updated_at: isoOf(sampai?.pada),
    }));
  });
}

/** Rows of `sppd_pembatalan`: who asked to take back an order whose letters were out, and that the PPK confirmed it; nothing was lost. */
export function cancellationRows(orders: readonly PlannedOrder[]): object[] {
  return orders.flatMap(({ id, standing: { steps } }) => {
    const [asked, confirmed] = (["minta_pembatalan", "sahkan_pembatalan"] as const).map((aksi) =>
      steps.find((step) => step.aksi === aksi),
    );
    if (!asked || !confirmed) return [];
    return {
      sppd_id: id,
      alasan: asked.catatan,
      diminta_oleh: asked.oleh,
      diminta_pada: isoOf(asked.pada),
      disahkan_oleh: confirmed.oleh,
      disahkan_pada: isoOf(confirmed.pada),
    };
  });
}

/** What an order came to, in rupiah, once all of its accounts were paid. */
function spentOn(id: string, accounts: Accounts): number {
  return (accounts.get(id) ?? []).reduce((sum, { ditetapkan }) => sum + ditetapkan, 0);
}

/** What each budget line has promised and paid, in rupiah. */
export function budgetRows(
  orders: readonly PlannedOrder[],
  accounts: Accounts,
): { id: string; komitmen: number; realisasi: number }[] {
  const lines = new Map<string, { komitmen: number; realisasi: number }>();
  for (const { id, input, total, standing } of orders) {
    const line = lines.get(input.anggaran_id) ?? { komitmen: 0, realisasi: 0 };
    if (BERKOMITMEN.includes(standing.status)) line.komitmen += total;
    if (TERBAYAR.includes(standing.status)) line.realisasi += spentOn(id, accounts);
    lines.set(input.anggaran_id, line);
  }
  return [...lines].map(([id, line]) => ({ id, ...line }));
}

function isoOf(saat: number | undefined): string {
  if (saat === undefined) throw new Error("an order without a step");
  return new Date(saat).toISOString();
}
