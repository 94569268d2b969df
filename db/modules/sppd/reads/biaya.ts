import * as z from "zod";
import { sql } from "../../../core/postgres.ts";
import { Problem } from "../../../core/problem.ts";
import type { Work } from "../../../core/work.ts";
import type { Scope } from "../../identity/principal.ts";
import { advanceLimit, paidInAdvance } from "../actions/settlement-parts.ts";
import { KOMPONEN_BIAYA } from "../rules/komponen.ts";
import { STATUS_SPPD } from "../rules/status.ts";
import { terbilangRupiah } from "../rules/terbilang.ts";
import { byId, inScope } from "./scope.ts";

const rupiah = z.number().int();
/** Whoever signed; of what was signed before, `nip_label` is not known. */
const orang = z.object({ nama: z.string(), nip: z.string().nullable(), nip_label: z.string().optional() });

const baris = z.object({
  id: z.uuid(),
  komponen: z.enum(KOMPONEN_BIAYA),
  uraian: z.string(),
  tanggal: z.iso.date().nullable(),
  kuantitas: z.number().int(),
  satuan: z.string(),
  tarif: rupiah,
  /** What was spent, the ceiling or estimate (null: none), what of it is recognized, and the difference. */
  jumlah: rupiah,
  pagu: rupiah.nullable(),
  diakui: rupiah,
  selisih: rupiah,
  sumber: z.string(),
  otomatis: z.boolean(),
  riil: z.boolean(),
  catatan: z.string().nullable(),
  isian: z.record(z.string(), z.unknown()),
  bukti: z.array(z.object({ id: z.uuid(), nama: z.string() })),
  dispensasi: z.object({ jumlah: rupiah, alasan: z.string(), oleh: z.string(), pada: z.string() }).nullable(),
  putusan: z.enum(["menunggu", "diterima", "dikoreksi", "ditolak"]),
  /** What comes of it by the treasurer's verdict; null while there is none. */
  ditetapkan: rupiah.nullable(),
  alasan: z.string().nullable(),
  diputus: z.object({ oleh: z.string(), pada: z.string() }).nullable(),
});

const pembayaran = z.object({
  id: z.uuid(),
  jenis: z.enum(["uang_muka", "kurang_bayar", "lebih_bayar", "nihil"]),
  jumlah: rupiah,
  terbilang: z.string(),
  nomor_bukti: z.string().nullable(),
  ntpn: z.string().nullable(),
  tanggal: z.iso.date(),
  bendahara: orang,
});

const pelaksana = z.object({
  pegawai_id: z.uuid(),
  nama: z.string(),
  nip: z.string().nullable(),
  nomor_spd: z.string().nullable(),
  estimasi: rupiah,
  uang_muka: z.object({ batas: rupiah, dibayar: rupiah }),
  /** Of the statement of costs; 0 while there is none. */
  versi: z.number().int(),
  /** What is still missing before it can be sent, as codes. */
  kurang: z.array(z.string()),
  pernyataan: z.object({ teks: z.array(z.string()), oleh: z.string(), pada: z.string() }).nullable(),
  baris: z.array(baris),
  jumlah: rupiah,
  diakui: rupiah,
  /** Perhitungan rampung, once the PPK has validated it. One of kurang_bayar and lebih_bayar is 0. */
  rampung: z
    .object({
      ditetapkan: rupiah,
      terbilang: z.string(),
      pph: z.record(z.string(), rupiah),
      total_pph: rupiah,
      dibayar_semula: rupiah,
      kurang_bayar: rupiah,
      lebih_bayar: rupiah,
      ppk: orang,
      pada: z.string(),
    })
    .nullable(),
  pembayaran: z.array(pembayaran),
});

/** What a trip costs each of its travellers: what was spent, recognized, decided, validated and paid. Rupiah, totals in words too. */
export const orderCosts = z.object({
  id: z.uuid(),
  status: z.enum(STATUS_SPPD),
  tahun_anggaran: z.number().int(),
  pelaksana: z.array(pelaksana),
});
export type OrderCosts = z.infer<typeof orderCosts>;

/** Reads it for an order within somebody's reach, in one round trip; `TIDAK_DITEMUKAN` otherwise. What documents of money say comes from here. */
export async function readCosts(work: Work, scope: Scope, id: string): Promise<OrderCosts> {
  const [[row]] = await work.db.batch(work.institutionId, [
    sql<{
      costs: OrderCosts;
    }>`select jsonb_build_object('id', s.id, 'status', s.status, 'tahun_anggaran', s.tahun_anggaran, 'pelaksana', (
        select jsonb_agg(jsonb_build_object('pegawai_id', t.pegawai_id, 'nama', nama_lengkap(g), 'nip', g.nip, 'nomor_spd', t.nomor_spd, 'estimasi', t.total,
            'uang_muka', jsonb_build_object('batas', ${advanceLimit}, 'dibayar', ${paidInAdvance}), 'versi', coalesce(h.versi, 0),
            'kurang', spj_kurang(s.id, t.pegawai_id), 'pernyataan', h.pernyataan, 'baris', coalesce(b.baris, '[]'),
            'jumlah', coalesce(b.jumlah, 0), 'diakui', coalesce(b.diakui, 0),
            'rampung', case when h.disahkan_pada is not null then jsonb_build_object('ditetapkan', h.ditetapkan, 'pph', h.pph, 'total_pph', h.total_pph,
              'dibayar_semula', h.dibayar_semula, 'kurang_bayar', greatest(h.ditetapkan - h.total_pph - h.dibayar_semula, 0),
              'lebih_bayar', greatest(h.dibayar_semula - h.ditetapkan + h.total_pph, 0), 'ppk', h.ppk, 'pada', h.disahkan_pada) end,
            'pembayaran', coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'jenis', p.jenis, 'jumlah', p.jumlah, 'nomor_bukti', p.nomor_bukti,
                'ntpn', p.ntpn, 'tanggal', p.tanggal, 'bendahara', p.bendahara) order by p.id)
              from sppd_pembayaran p where p.sppd_id = s.id and p.pegawai_id = t.pegawai_id), '[]')) order by t.urut)
          from sppd_pelaksana t join pegawai g on g.id = t.pegawai_id left join sppd_spj h on h.sppd_id = t.sppd_id and h.pegawai_id = t.pegawai_id
          left join lateral (
            select sum(x.jumlah) as jumlah, sum(x.diakui) as diakui, jsonb_agg(jsonb_build_object('id', x.id, 'komponen', x.komponen, 'uraian', x.uraian,
                'tanggal', x.tanggal, 'kuantitas', x.kuantitas, 'satuan', x.satuan, 'tarif', x.tarif, 'jumlah', x.jumlah, 'pagu', x.pagu, 'diakui', x.diakui,
                'selisih', x.jumlah - x.diakui, 'sumber', x.sumber, 'otomatis', x.otomatis, 'riil', x.riil, 'catatan', x.catatan, 'isian', x.isian,
                'bukti', coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'nama', f.nama) order by f.id)
                  from sppd_biaya_bukti k join sppd_berkas f on f.id = k.berkas_id where k.biaya_id = x.id), '[]'),
                'dispensasi', x.dispensasi, 'putusan', x.putusan, 'ditetapkan', x.ditetapkan, 'alasan', x.alasan, 'diputus', x.diputus) order by x.urut) as baris
              from sppd_biaya x where x.sppd_id = s.id and x.pegawai_id = t.pegawai_id) b on true
         where t.sppd_id = s.id)) as costs
      from sppd s where ${byId(id)} and ${inScope(scope)}`,
  ]);
  if (!row) throw new Problem("TIDAK_DITEMUKAN");
  const { pelaksana: travellers, ...order } = row.costs;
  return { ...order, pelaksana: travellers.map(inWords) };
}

/** Adds what letters write out in words. */
function inWords(traveller: OrderCosts["pelaksana"][number]): OrderCosts["pelaksana"][number] {
  const { rampung, pembayaran: payments } = traveller;
  return {
    ...traveller,
    rampung: rampung && { ...rampung, terbilang: terbilangRupiah(rampung.ditetapkan) },
    pembayaran: payments.map((one) => ({ ...one, terbilang: terbilangRupiah(one.jumlah) })),
  };
}
