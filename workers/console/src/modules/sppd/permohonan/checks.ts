import { periksaEtape } from "../../../../../../db/modules/sppd/rules/etape.ts";
import { periksaJam } from "../../../../../../db/modules/sppd/rules/jam.ts";
import { periksaJenazah } from "../../../../../../db/modules/sppd/rules/jenazah.ts";
import { utuh } from "./hari.ts";
import { susunPermohonan, type Isian } from "./isian.ts";

/** What the rules of a trip say is wrong while it is written, and at which pointer of the request. */
export interface Ditemukan {
  readonly pointer: string;
  readonly kode:
    | ReturnType<typeof periksaEtape>[number]["kode"]
    | ReturnType<typeof periksaJam>[number]["kode"]
    | ReturnType<typeof periksaJenazah>[number]["kode"];
}

/** Whether the legs say enough to be looked at as a trip. */
export function lengkap({ etape }: Pick<Isian, "etape">): boolean {
  return (
    etape.length > 0 &&
    etape.every(
      ({ asal_kode, tujuan_kode, berangkat, kembali }) => asal_kode && tujuan_kode && utuh(berangkat) && utuh(kembali),
    )
  );
}

/** What keeps the legs from being one trip of its kind, by the rules that the platform checks by. */
export function periksa(isian: Isian): Ditemukan[] {
  if (!lengkap(isian)) return [];
  const etape = periksaEtape(isian.jenis_perjalanan, isian.etape).map(({ kode, etape: urut, kolom }) => ({
    kode,
    pointer: `/etape/${urut}/${kolom}`,
  }));
  if (etape.some(({ kode }) => kode === "KEMBALI_SEBELUM_BERANGKAT" || kode === "ETAPE_TIDAK_URUT")) return etape;
  const jam = periksaJam(isian.jenis_perjalanan, susunPermohonan(isian).etape).map(
    ({ kode, etape: urut, kolom }): Ditemukan => ({ kode, pointer: `/etape/${urut}/${kolom}` }),
  );
  const jenazah = periksaJenazah(isian).map(({ kode, kolom }) => ({ kode, pointer: `/${kolom.join("/")}` }));
  return [...etape, ...jam, ...jenazah];
}
