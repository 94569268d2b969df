import { describe, expect, it } from "vitest";
import { roles } from "../../core/manifest.ts";
import { periksaNip } from "../../modules/pegawai/rules/nip.ts";
import { UNIT_UNIVERSITAS } from "../reference/university.ts";
import { inventPeople } from "./people.ts";

const people = inventPeople();

describe("the people of the demo university", () => {
  it("are 40, the same every time, with names, numbers and user names of their own", () => {
    expect(people).toHaveLength(40);
    expect(inventPeople()).toEqual(people);
    for (const kolom of ["key", "nama", "nip", "username", "email"] as const) {
      expect(new Set(people.map((satu) => satu[kolom])).size).toBe(40);
    }
    expect(people.filter(({ nip = "", ...satu }) => !periksaNip({ ...satu, nip }).ok)).toEqual([]);
  });

  it("hold every role there is, in units that exist", () => {
    const dipegang = people.flatMap((satu) => satu.roles ?? []);
    expect(new Set(dipegang.map(({ peran }) => peran))).toEqual(new Set(roles));
    const unit = new Set(UNIT_UNIVERSITAS.map(({ kode }) => kode));
    expect([...dipegang, ...people].filter((satu) => !unit.has(satu.unit))).toEqual([]);
  });

  it("give each faculty and programme the officials that approve its trips, and the university its treasury", () => {
    const pejabat = people.flatMap((satu) => satu.offices ?? []).map(({ jenis, unit }) => `${jenis} ${unit}`);
    for (const { kode, jenis } of UNIT_UNIVERSITAS) {
      if (jenis === "fakultas") expect(pejabat).toEqual(expect.arrayContaining([`wadek ${kode}`, `dekan ${kode}`]));
      if (jenis === "prodi") expect(pejabat).toContain(`kaprodi ${kode}`);
      if (jenis === "bagian") expect(pejabat).toContain(`kabag ${kode}`);
    }
    expect(pejabat).toEqual(expect.arrayContaining(["rektor USN", "warek USN", "ppk USN", "bendahara USN"]));
  });
});
