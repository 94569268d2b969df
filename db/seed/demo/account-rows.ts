import { tulisPernyataan } from "../../modules/sppd/rules/biaya.ts";
import type { AksiSppd } from "../../modules/sppd/rules/status.ts";
import type { PlannedOrder } from "./plan.ts";
import type { Account, Accounts } from "./spent.ts";
import { dateAt } from "./time.ts";

/** An account with its order, and where its order stands in the book of payments of its budget year. */
interface Entry {
  readonly order: PlannedOrder;
  readonly account: Account;
  readonly urut: number;
}

/** Every account, in the order in which they were handed in. */
function entriesOf(orders: readonly PlannedOrder[], accounts: Accounts): Entry[] {
  return orders
    .flatMap((order) => (accounts.get(order.id) ?? []).map((account) => ({ order, account })))
    .map((entry, urut) => ({ ...entry, urut: urut + 1 }));
}

function stepOf({ standing }: PlannedOrder, aksi: AksiSppd): { readonly pada: string; readonly oleh: string } | null {
  const step = standing.steps.find((satu) => satu.aksi === aksi);
  return step === undefined ? null : { pada: new Date(step.pada).toISOString(), oleh: step.oleh };
}

/** Rows of `sppd_spj`: validated where the PPK has done so. */
export function spjRows(orders: readonly PlannedOrder[], accounts: Accounts): object[] {
  return entriesOf(orders, accounts).map(({ order, account }) => {
    const sent = stepOf(order, "kirim_laporan");
    const validated = stepOf(order, "sahkan_rampung");
    const teks = tulisPernyataan(account.baris);
    return {
      sppd_id: order.id,
      pegawai_id: account.traveller.member.pegawai_id,
      etape: order.input.etape,
      tanggal_kembali: order.input.tanggal_kembali,
      pernyataan: teks && { teks, oleh: account.traveller.member.nama, pada: sent?.pada },
      updated_at: sent?.pada,
      ditetapkan: validated && account.ditetapkan,
      disahkan_pada: validated && validated.pada,
      ppk: validated && validated.oleh,
    };
  });
}

/** Rows of `sppd_biaya`: verified where the PPK has validated the account, else waiting for the treasurer. */
export function costRows(orders: readonly PlannedOrder[], accounts: Accounts, bendahara: string): object[] {
  return entriesOf(orders, accounts).flatMap(({ order, account }) => {
    const validated = stepOf(order, "sahkan_rampung");
    return account.baris.map((baris, urut) => ({
      ...baris,
      sppd_id: order.id,
      pegawai_id: account.traveller.member.pegawai_id,
      urut: urut + 1,
      putusan: validated ? "diterima" : "menunggu",
      ditetapkan: validated && baris.diakui,
      diputus: validated && { oleh: bendahara, pada: validated.pada },
    }));
  });
}

/** Rows of `sppd_pembayaran`: what each account came to, paid at once. */
export function paymentRows(orders: readonly PlannedOrder[], accounts: Accounts): object[] {
  return entriesOf(orders, accounts).flatMap(({ order, account, urut }) => {
    const paid = stepOf(order, "bayar");
    if (!paid) return [];
    const { tahun_anggaran } = order.input;
    return {
      sppd_id: order.id,
      pegawai_id: account.traveller.member.pegawai_id,
      jumlah: account.ditetapkan,
      tahun: tahun_anggaran,
      nomor_bukti: `KK-${String(urut).padStart(4, "0")}/${tahun_anggaran}`,
      tanggal: dateAt(Date.parse(paid.pada)),
      bendahara: paid.oleh,
    };
  });
}
