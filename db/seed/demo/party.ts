import type { Acak } from "../reference/acak.ts";
import type { Cast } from "./life.ts";
import type { Request } from "./order.ts";
import type { Member, Staff } from "./staff.ts";

/** Draws who travels together: mostly one, up to four of the same faculty. */
export function drawParty(sumber: Acak, staff: Staff): [Member, ...Member[]] {
  const first = sumber.pilih(staff.travellers);
  const angka = sumber.bulat(1, 100);
  const teman = angka <= 72 ? 0 : angka <= 90 ? 1 : angka <= 97 ? 2 : 3;
  if (first.fakultas === undefined || teman === 0) return [first];
  const others = staff.travellers.filter((satu) => satu.fakultas === first.fakultas && satu !== first);
  return [first, ...sumber.kocok(others).slice(0, teman)];
}

/** Who acts on an order; undefined where nobody is left to decide at one of its levels. */
export function castOrder(staff: Staff, { pemohon, travellers, unit, rantai }: Request): Cast | undefined {
  const pihak = [pemohon, ...travellers.map(({ member }) => member)];
  const [, first = pemohon] = pihak;
  const pemutus = new Map<number, string>();
  for (const level of rantai) {
    const decider = staff.deciderOf(level, unit, pihak);
    if (decider === undefined) return undefined;
    pemutus.set(level, decider.user_id);
  }
  return {
    pemohon: pemohon.user_id,
    pelaksana: first.user_id,
    agendaris: staff.only("agendaris").user_id,
    ppk: staff.only("ppk").user_id,
    bendahara: staff.only("bendahara").user_id,
    pemutus,
  };
}
