import type { Job } from "../runner/job.ts";

/** Every job by name, its module loaded when it is first delivered. */
const jobs: Readonly<Record<string, () => Promise<Job>>> = {
  "arsip.jalankan": async () => (await import("./arsip/jalankan.ts")).jalankan,
  "arsip.mampatkan": async () => (await import("./arsip/mampatkan.ts")).mampatkan,
  "arsip.ringkas": async () => (await import("./arsip/ringkas.ts")).ringkas,
  "identity.impor_periksa": async () => (await import("./identity/impor-periksa.ts")).imporPeriksa,
  "identity.impor_simpan": async () => (await import("./identity/impor-simpan.ts")).imporSimpan,
  "berkas.ekspor": async () => (await import("./berkas/ekspor.ts")).ekspor,
  "referensi.impor_tarif": async () => (await import("./referensi/impor-tarif.ts")).imporTarif,
  "sppd.dokumen": async () => (await import("./sppd/dokumen.ts")).dokumen,
  "sppd.batal": async () => (await import("./sppd/batal.ts")).batal,
  "sppd.hari": async () => (await import("./sppd/hari.ts")).hari,
  "sppd.eskalasi": async () => (await import("./sppd/eskalasi.ts")).eskalasi,
  "surel.ringkasan": async () => (await import("./surel/ringkasan.ts")).ringkasan,
  "surel.kirim": async () => (await import("./surel/kirim.ts")).kirim,
};

/** The job of this name; undefined for names that nobody declared. */
export async function findJob(name: string): Promise<Job | undefined> {
  return Object.hasOwn(jobs, name) ? await jobs[name]?.() : undefined;
}
