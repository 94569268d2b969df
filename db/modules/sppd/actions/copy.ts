import type { Remember } from "../../../core/cache.ts";
import type { Work } from "../../../core/work.ts";
import type { Principal, Scope } from "../../identity/principal.ts";
import { asRequest, readRequested } from "../reads/request.ts";
import { selisihHari, tambahHari } from "../rules/tanggal.ts";
import { createOrder } from "./create.ts";
import type { Drafted } from "./draft.ts";

/** What is different in a copy: its first day, and where wanted its travellers and its budget line. */
export interface CopyWanted {
  readonly tanggal_berangkat: string;
  readonly pelaksana?: readonly string[] | undefined;
  readonly anggaran_id?: string | undefined;
}

/**
 * Makes a draft from an earlier order: the same trip from another day on, at the tariffs of its own year. The invitation belongs to the
 * earlier trip and stays there.
 */
export async function copyOrder(
  work: Work,
  principal: Principal,
  scope: Scope,
  id: string,
  { tanggal_berangkat, ...changes }: CopyWanted,
  remember: Remember,
): Promise<Drafted> {
  const former = await readRequested(work, scope, id);
  const later = selisihHari(former.tanggal_berangkat, tanggal_berangkat);
  const etape = former.etape.map((satu) => ({
    ...satu,
    berangkat: tambahHari(satu.berangkat, later),
    kembali: tambahHari(satu.kembali, later),
  }));
  // Where it sets out from is that trip's own, too; of its speakers those who travel again stay.
  const { tempat_sah: _, narasumber_luar = [], ...biaya } = former.permohonan.biaya;
  const pelaksana = changes.pelaksana ?? former.permohonan.pelaksana;
  const again = { ...biaya, narasumber_luar: narasumber_luar.filter((orang) => pelaksana.includes(orang)) };
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return await createOrder(work, principal, scope, asRequest(former, { ...named, biaya: again, etape }), remember);
}
