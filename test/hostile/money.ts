import { endOf } from "../setup/deliveries.ts";
import { ask } from "../setup/http.ts";
import { acceptAll, commitIn, costsOf, money, putIn, receipt, saveCosts } from "../setup/settlements.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

/** A proof that no other payment has. */
const proofs = () => ({
  nomor_bukti: `KK-${crypto.randomUUID()}`,
  ntpn: crypto.randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase(),
});

/** An order of D1's on its way, the evening of its one night, and a receipt. */
async function underway(ground: Ground, along: readonly string[] = []) {
  const [id, d1] = [await ground.draft(along), await ground.institution.actor("D1")];
  await commitIn(id, "berjalan");
  const { body } = await ask<{ tanggal_berangkat: string }>(d1, "GET", `/sppd/${id}`);
  return { id, d1, night: body.tanggal_berangkat, bukti: await receipt(d1, id) };
}

/** The same with its costs handed in: a ticket, and a night above its ceiling. */
async function handedIn(ground: Ground) {
  const { id, d1, night, bukti } = await underway(ground);
  await saveCosts(d1, id, {
    transpor: [{ uraian: "Kereta Semarang-Bandung pulang pergi", jumlah: 700_000, bukti: [bukti] }],
    penginapan: [{ tanggal: night, jumlah: 1_200_000, bukti: [bukti] }],
  });
  await putIn(id, "pertanggungjawaban");
  const [costs] = await costsOf(d1, id);
  const line = (komponen: string) => costs?.baris.find((one) => one.komponen === komponen)?.id ?? "";
  return { id, pegawai_id: d1.pegawaiId, line };
}

/** The same with every line decided on. */
async function verified(ground: Ground) {
  const { id, pegawai_id } = await handedIn(ground);
  await acceptAll(await ground.institution.actor("B1"), id);
  return { id, pegawai_id };
}

/** A table of one tariff, of a year that nothing else is about, and of a row that says none. */
const table = () =>
  new TextEncoder().encode(
    `tahun,provinsi,komponen,tarif,satuan,sumber\n2031,Jawa Tengah,uji_${crypto.randomUUID().slice(0, 8)},1000,orang,SK Rektor\n2031,Atlantis,uji,1000,orang,SK Rektor\n`,
  );

/** An import of P1's that has been looked at. */
async function imported(ground: Ground): Promise<string> {
  const p1 = await ground.institution.actor("P1");
  const { body } = await ask<{ id: string; job_id: string }>(
    p1,
    "POST",
    "/referensi/tarif/impor?nama=SBM.csv",
    undefined,
    {},
    table(),
  );
  await endOf(p1, body.job_id);
  return body.id;
}

/** How the examples of what a trip cost, and of what is paid for it, come to work. */
export const moneyArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  startTariffImport: () => Promise.resolve({ as: "P1", file: table() }),
  getTariffTemplate: () => Promise.resolve({ as: "P1" }),
  getTariffErrors: async (ground) => ({ as: "P1", params: { id: await imported(ground) } }),
  getTariffImport: async (ground) => ({ as: "P1", params: { id: await imported(ground) } }),
  saveTariffImport: async (ground) => ({ as: "P1", params: { id: await imported(ground) } }),
  payAdvance: async (ground) => {
    const [id, { pegawaiId }] = [await ground.draft(), await ground.institution.actor("D1")];
    await commitIn(id, "spd_terbit");
    const { nomor_bukti } = proofs();
    return { as: "B1", params: { id }, body: { pegawai_id: pegawaiId, jumlah: 500_000, nomor_bukti } };
  },
  getOrderCosts: async (ground) => ({ as: "D1", params: { id: (await handedIn(ground)).id } }),
  saveOrderCosts: async (ground) => {
    const sekamar_dengan = (await ground.institution.actor("D2")).pegawaiId;
    const { id, d1, night, bukti } = await underway(ground, [sekamar_dengan]);
    const proof = { riil: false, bukti: [bukti], catatan: "Kuitansi terlampir" };
    return {
      as: "D1",
      params: { id },
      query: { pegawai_id: d1.pegawaiId, versi: "0" },
      body: {
        penginapan: [
          { tanggal: night, menginap: true, jumlah: 700_000, uraian: "Hotel Savoy", sekamar_dengan, ...proof },
        ],
      },
    };
  },
  verifyCostLine: async (ground) => {
    const { id, line } = await handedIn(ground);
    return { as: "B1", params: { id, baris: line("transpor") } };
  },
  dispenseCostLine: async (ground) => {
    const { id, line } = await handedIn(ground);
    return { as: "P1", params: { id, baris: line("penginapan") } };
  },
  validateSettlement: async (ground) => {
    const { id, pegawai_id } = await verified(ground);
    return { as: "P1", params: { id }, body: { pegawai_id } };
  },
  settleTraveller: async (ground) => {
    const { id, pegawai_id } = await verified(ground);
    await money(await ground.institution.actor("P1"), id, "rampung", pegawai_id);
    return { as: "B1", params: { id }, body: { pegawai_id, ...proofs() } };
  },
};
