import { ask } from "../setup/http.ts";
import { act, bandung, draft, leg, orderE1 } from "../setup/orders.ts";
import { putIn, saveCosts } from "../setup/settlements.ts";
import { addFile, fullReport } from "../setup/trips.ts";
import type { Ground } from "./ground.ts";
import type { Arranged } from "./requests.ts";

const today = "2026-04-06";

/** A trip of D1's that began today. Nobody approved it, so it claims no day that another would miss. */
async function underway(ground: Ground) {
  const d1 = await ground.freshActor("D1");
  const etape = [leg(today, "2026-04-07", bandung)];
  const id = await draft(d1, orderE1(ground.institution, [d1.pegawaiId], { etape, biaya: { transpor: [] } }));
  await putIn(id, "berjalan");
  return { id, d1 };
}

/** The same, already back. */
async function home(ground: Ground) {
  const trip = await underway(ground);
  await act(trip.d1, trip.id, "kembali", { tanggal_kembali: today });
  return trip;
}

/** The same with a report and costs of which nothing is missing. */
async function written(ground: Ground) {
  const trip = await home(ground);
  await saveCosts(trip.d1, trip.id, {});
  await ask(trip.d1, "PUT", `/sppd/${trip.id}/laporan?versi=1`, fullReport);
  return trip;
}

const about = async ({ id, d1 }: Awaited<ReturnType<typeof underway>>, more: Partial<Arranged> = {}) =>
  await Promise.resolve({ as: "D1", params: { id }, query: { pegawai_id: d1.pegawaiId }, ...more });

/** How the examples of an order that has its letters come to work. */
export const tripArrangements: Readonly<Record<string, (ground: Ground) => Promise<Arranged>>> = {
  getCalendarLink: () => Promise.resolve({ as: "D1" }),
  makeCalendarLink: () => Promise.resolve({ as: "D1" }),
  endCalendarLink: async (ground) => {
    await ask(await ground.institution.actor("D3"), "POST", "/sppd/kalender");
    return { as: "D3" };
  },
  copyOrder: async (ground) => {
    const { pelaksana, anggaran_id } = await ground.orderIds();
    return { as: "D1", params: { id: await ground.draft() }, body: { pelaksana, anggaran_id } };
  },
  addOrderFile: async (ground) => {
    const { pegawaiId } = await ground.institution.actor("D1");
    return {
      as: "D1",
      params: { id: await ground.withLetter() },
      query: { pegawai_id: pegawaiId },
      file: new TextEncoder().encode("%PDF-1.7\ntiket"),
    };
  },
  listOrderFiles: async (ground) => ({ as: "D1", params: { id: await ground.withLetter() } }),
  removeOrderFile: async (ground) => {
    const id = await ground.withLetter();
    const { body } = await addFile(await ground.freshActor("D1"), id, "bukti");
    return { as: "D1", params: { id, berkas_id: body.id } };
  },
  endTrip: async (ground) => about(await underway(ground)),
  saveVisum: async (ground) => about(await underway(ground)),
  amendTrip: async (ground) => {
    const { id } = await underway(ground);
    return { as: "P1", params: { id }, body: { etape: [leg(today, "2026-04-08", bandung)] } };
  },
  listReports: async (ground) => ({ as: "D1", params: { id: (await home(ground)).id } }),
  saveReport: async (ground) => {
    const trip = await home(ground);
    const { body: lampiran } = await addFile(trip.d1, trip.id, "lampiran_laporan");
    const { body: foto } = await addFile(trip.d1, trip.id, "foto");
    const query = { pegawai_id: trip.d1.pegawaiId, versi: "1" };
    return about(trip, { query, body: { lampiran: [lampiran.id], foto: [foto.id] } });
  },
  sendReport: async (ground) => about(await written(ground)),
  returnReport: async (ground) => {
    const { id, d1 } = await written(ground);
    await ask(d1, "POST", `/sppd/${id}/laporan/kirim`);
    return { as: "B1", params: { id }, body: { pegawai_id: d1.pegawaiId } };
  },
  requestCancellation: async (ground) => {
    const [id, d1] = [await ground.withLetter(), await ground.freshActor("D1")];
    const { body: statement } = await addFile(d1, id, "pembatalan");
    const { body: proof } = await addFile(d1, id, "bukti");
    const biaya = [{ pegawai_id: d1.pegawaiId, uraian: "Tiket hangus", jumlah: 205_000, berkas_id: proof.id }];
    return { as: "D1", params: { id }, body: { berkas_id: statement.id, biaya } };
  },
  confirmCancellation: async (ground) => {
    const id = await ground.withLetter();
    await act(await ground.freshActor("A2"), id, "pembatalan", { alasan: "Kegiatan dibatalkan penyelenggara" });
    return { as: "P1", params: { id } };
  },
};
