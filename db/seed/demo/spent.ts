import { hitungBiaya } from "../../modules/sppd/rules/biaya.ts";
import type { BarisBiaya } from "../../modules/sppd/rules/baris-biaya.ts";
import { isianBiaya, type IsianBiaya } from "../../modules/sppd/rules/isian-biaya.ts";
import { etapeNyata } from "../../modules/sppd/rules/malam.ts";
import { tambahHari } from "../../modules/sppd/rules/tanggal.ts";
import type { CariTarif } from "../../modules/sppd/rules/tarif.ts";
import type { Acak } from "../reference/acak.ts";
import type { Request } from "./order.ts";
import type { PlannedOrder } from "./plan.ts";

/** Who travels on an order of the demo, with their estimate. */
export type Traveller = Request["travellers"][number];

/** What a trip really cost one of its travellers, line by line as the rules recognize it; rupiah. */
export interface Account {
  readonly traveller: Traveller;
  readonly baris: readonly BarisBiaya[];
  /** What is allowed of it. */
  readonly ditetapkan: number;
}

/** The accounts of each order whose travellers have handed them in, by its id. */
export type Accounts = ReadonlyMap<string, readonly Account[]>;

/**
 * What a traveller enters of a trip: fares, taxis and nights, mostly a little less than was estimated. With receipts (their ids) for
 * what has some; without any, all of it is declared.
 */
export function enterCosts(sumber: Acak, { input }: Request, { estimasi }: Traveller, bukti: string[]): IsianBiaya {
  const declared = bukti.length === 0;
  const less = (jumlah: number): number => Math.floor((jumlah * sumber.bulat(86, 100)) / 100 / 5_000) * 5_000;
  const of = (komponen: string) => estimasi.filter((baris) => baris.komponen === komponen);
  const [etape] = input.etape;
  const nights = of("penginapan").flatMap(({ kuantitas, tarif }) =>
    Array.from({ length: kuantitas }, () => less(tarif)),
  );
  return isianBiaya.parse({
    transpor: of("transpor").map(({ uraian, jumlah }) => ({ uraian, jumlah: less(jumlah), bukti, riil: declared })),
    taksi: of("taksi").map(({ kuantitas, jumlah }, urut) => ({
      provinsi_kode: input.biaya.taksi[urut]?.provinsi_kode,
      kali: kuantitas,
      jumlah: less(jumlah),
      riil: true,
    })),
    penginapan: nights.map((jumlah, malam) => ({
      tanggal: tambahHari(etape?.berangkat ?? input.tanggal_berangkat, malam),
      jumlah,
      bukti,
      riil: declared,
    })),
    pernyataan: true,
  });
}

/** The accounts of all orders that have come that far, recognized by the product's rules. */
export function settleAccounts(sumber: Acak, tarif: CariTarif, orders: readonly PlannedOrder[]): Accounts {
  const handedIn = orders.filter(({ standing }) => standing.steps.some(({ aksi }) => aksi === "kirim_laporan"));
  return new Map(
    handedIn.map((order) => [
      order.id,
      order.travellers.map((one) => settle(order, one, tarif, enterCosts(sumber, order, one, []))),
    ]),
  );
}

function settle({ input }: Request, traveller: Traveller, tarif: CariTarif, isian: IsianBiaya): Account {
  const { member, estimasi } = traveller;
  const { jenis_perjalanan, kategori, tahun_anggaran, etape, tanggal_kembali } = input;
  const hasil = hitungBiaya({
    perjalanan: { jenis_perjalanan, kategori, tahun_anggaran, etape: etapeNyata(etape, tanggal_kembali) },
    pegawai_id: member.pegawai_id,
    kedudukan: member.kedudukan,
    tarif,
    taksiran_transpor: estimasi.reduce((sum, { komponen, jumlah }) => sum + (komponen === "transpor" ? jumlah : 0), 0),
    kamar: [],
    tempat_sah: null,
    dibiayai: [],
    isian,
  });
  if (!hasil.ok) throw new Error(`the costs of a demo trip are refused: ${hasil.kode}`);
  return { traveller, baris: hasil.baris, ditetapkan: hasil.baris.reduce((sum, { diakui }) => sum + diakui, 0) };
}
