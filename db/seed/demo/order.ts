import { tentukanTingkatBiaya } from "../../modules/pegawai/rules/kesetaraan.ts";
import { hitungEstimasi, type BarisEstimasi } from "../../modules/sppd/rules/estimasi.ts";
import { permohonanBaru, type PermohonanBaru } from "../../modules/sppd/rules/permohonan.ts";
import { RANTAI_BAWAAN, susunRantai } from "../../modules/sppd/rules/rantai.ts";
import type { CariTarif } from "../../modules/sppd/rules/tarif.ts";
import { tambahHari, type TanggalIso } from "../../modules/sppd/rules/tanggal.ts";
import type { Acak } from "../reference/acak.ts";
import type { Member, Staff } from "./staff.ts";
import { dateAt } from "./time.ts";
import { KOTA_ASAL, type Trip } from "./trip.ts";

/** An order as entered, what it costs, and who must approve it. */
export interface Request {
  readonly input: PermohonanBaru;
  readonly pemohon: Member;
  readonly unit: string;
  readonly travellers: readonly {
    readonly member: Member;
    readonly tingkat_biaya: "A" | "B" | "C";
    readonly estimasi: readonly BarisEstimasi[];
    readonly total: number;
  }[];
  readonly total: number;
  readonly rantai: readonly number[];
}

/** What requests are made from. `budgetOf` finds the line of a year that pays for a unit's trips on an account. */
export interface Desk {
  readonly staff: Staff;
  readonly tarif: CariTarif;
  budgetOf(tahun: number, unit: string, akun: string): string;
}

/** Enters a trip of these people as the product would: checked, estimated by its rule, its chain of approval arranged. */
export function enterRequest(
  sumber: Acak,
  desk: Desk,
  trip: Trip,
  party: { readonly members: readonly [Member, ...Member[]]; readonly berangkat: TanggalIso; readonly dibuat: number },
): Request {
  const { members, berangkat } = party;
  const [first] = members;
  const { fakultas } = first;
  const tahun = Number(berangkat.slice(0, 4));
  const akun = trip.jenis === "luar_kota" ? "524111" : "524113";
  const input = permohonanBaru.parse({
    maksud: trip.maksud,
    jenis_perjalanan: trip.jenis,
    pelaksana: members.map(({ pegawai_id }) => pegawai_id),
    etape: [
      {
        asal_kode: KOTA_ASAL,
        tujuan_kode: trip.tujuan_kode,
        tempat: trip.tempat,
        berangkat,
        kembali: tambahHari(berangkat, trip.lama - 1),
        alat_angkut: trip.alat_angkut,
      },
    ],
    dasar: inviteTo(sumber, party.dibuat),
    anggaran_id: desk.budgetOf(tahun, fakultas ?? first.unit, akun),
    biaya: { transpor: [trip.transpor], taksi: trip.taksi.map((provinsi_kode) => ({ provinsi_kode, kali: 2 })) },
  });
  const travellers = members.map((member) => {
    const hasil = hitungEstimasi({ permohonan: input, kedudukan: member.kedudukan, tarif: desk.tarif });
    if (!hasil.ok) throw new Error(`a demo trip to ${trip.tujuan_kode} cannot be estimated: ${hasil.kode}`);
    const tingkat_biaya = tentukanTingkatBiaya(member.kedudukan.kesetaraan);
    return { member, tingkat_biaya, estimasi: hasil.baris, total: hasil.total };
  });
  const total = travellers.reduce((jumlah, satu) => jumlah + satu.total, 0);
  const level = members.flatMap((member) => member.level ?? []);
  const levelPemohon = level.length === 0 ? null : Math.max(...level);
  return {
    input,
    pemohon: chooseApplicant(sumber, desk.staff, members),
    unit: first.unit,
    travellers,
    total,
    rantai: susunRantai({ aturan: RANTAI_BAWAAN, jenis: trip.jenis, total, levelPemohon }) ?? [],
  };
}

/** Lecturers enter only trips of their own, alone; an operator enters those of several, and some of one. */
function chooseApplicant(sumber: Acak, staff: Staff, members: readonly [Member, ...Member[]]): Member {
  const [first, ...others] = members;
  if (first.fakultas === undefined) return first;
  return others.length > 0 || sumber.peluang(25) ? staff.operatorOf(first.fakultas) : first;
}

/** The invitation that came a few days before; some trips have none. */
function inviteTo(sumber: Acak, dibuat: number): PermohonanBaru["dasar"] {
  if (sumber.peluang(15)) return undefined;
  const tanggal = tambahHari(dateAt(dibuat), -sumber.bulat(1, 9));
  const nomor = `${sumber.bulat(101, 4999)}/${sumber.pilih(["E1", "D4", "TU", "PPs", "LP2M"])}/${tanggal.slice(0, 4)}`;
  return { nomor, tanggal, perihal: sumber.pilih(["Undangan", "Permohonan kesediaan", "Pemberitahuan kegiatan"]) };
}
