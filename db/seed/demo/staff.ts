import type { Kedudukan } from "../../modules/pegawai/rules/kesetaraan.ts";
import { RANTAI_BAWAAN } from "../../modules/sppd/rules/rantai.ts";
import type { CreatedInstitution } from "../institution.ts";
import type { InstitutionSpec, PersonSpec } from "../institution-spec.ts";

/** Somebody of the demo university, as orders know them. */
export interface Member {
  readonly pegawai_id: string;
  readonly user_id: string;
  readonly nama: string;
  /** Their unit by its code, and the faculty it belongs to, if any. */
  readonly unit: string;
  readonly fakultas: string | undefined;
  readonly kedudukan: Kedudukan;
  /** The highest level of approval they hold. */
  readonly level: number | null;
  readonly peran: readonly string[];
}

/** The people of an institution, and who does what in it. */
export interface Staff {
  /** Those who travel: everybody of the faculties, and the heads of the university. */
  readonly travellers: readonly Member[];
  /** Who drafts for others in a faculty. */
  operatorOf(fakultas: string): Member;
  /** The one member with this role. */
  only(peran: string): Member;
  /** Whoever approves at a level for a unit and takes no part in the order; undefined when nobody does. */
  deciderOf(level: number, unit: string, pihak: readonly Member[]): Member | undefined;
  /** The unit that numbers letters for a unit: the nearest upwards with a letter code. */
  numbererOf(unit: string): { readonly kode: string; readonly kode_surat: string };
}

/** Arranges the people of an institution that was set up. */
export function gatherStaff(spec: InstitutionSpec, created: CreatedInstitution): Staff {
  const induk = new Map(spec.units.map(({ kode, induk: atas }) => [kode, atas]));
  const jalur = (kode: string): string[] => {
    const atas = induk.get(kode);
    return atas === undefined ? [kode] : [kode, ...jalur(atas)];
  };
  const fakultasOf = (kode: string): string | undefined =>
    jalur(kode).find((satu) => spec.units.some((unit) => unit.kode === satu && unit.jenis === "fakultas"));
  const people = spec.people.map((person) => ({ person, member: describe(person, created, fakultasOf(person.unit)) }));
  const members = people.map(({ member }) => member);
  const find = (what: string, cocok: (member: Member) => boolean): Member => {
    const found = members.find(cocok);
    if (found === undefined) throw new Error(`${spec.slug} has no ${what}`);
    return found;
  };
  return {
    travellers: members.filter(({ fakultas, level }) => fakultas !== undefined || level !== null),
    operatorOf: (fakultas) =>
      find(`operator in ${fakultas}`, (satu) => satu.fakultas === fakultas && satu.peran.includes("operator")),
    only: (peran) => find(peran, (satu) => satu.peran.includes(peran)),
    deciderOf: (level, unit, pihak) => {
      const jabatan = RANTAI_BAWAAN.find((satu) => satu.level === level)?.jabatan ?? [];
      const letak = jalur(unit);
      return people.find(
        ({ person, member }) =>
          !pihak.includes(member) &&
          person.offices?.some(({ jenis, unit: milik }) => jabatan.includes(jenis) && letak.includes(milik)),
      )?.member;
    },
    numbererOf: (kode) => {
      for (const satu of jalur(kode)) {
        const kode_surat = spec.units.find((unit) => unit.kode === satu)?.kode_surat;
        if (kode_surat !== undefined) return { kode: satu, kode_surat };
      }
      throw new Error(`no unit numbers letters for ${kode}`);
    },
  };
}

function describe(person: PersonSpec, created: CreatedInstitution, fakultas: string | undefined): Member {
  const ids = created.people[person.key];
  if (!ids?.user_id) throw new Error(`${person.key} has no account`);
  const jabatan = person.offices?.map(({ jenis }) => jenis) ?? [];
  const level = RANTAI_BAWAAN.filter((satu) => jabatan.some((jenis) => satu.jabatan.includes(jenis)));
  return {
    pegawai_id: ids.pegawai_id,
    user_id: ids.user_id,
    nama: person.nama,
    unit: person.unit,
    fakultas,
    kedudukan: { golongan: person.golongan ?? null, kesetaraan: person.kesetaraan ?? null },
    level: level.length === 0 ? null : Math.max(...level.map((satu) => satu.level)),
    peran: person.roles?.map(({ peran }) => peran) ?? [],
  };
}
