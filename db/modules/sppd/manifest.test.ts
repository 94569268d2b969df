import { describe, expect, it } from "vitest";
import { roles, type Reach, type Role } from "../../core/manifest.ts";
import { grantsOf, type PermissionName } from "../registry.ts";
import { manifest } from "./manifest.ts";

/** The columns of the domain's matrix (§8), each with the roles that it is about; heads of division have the role of heads of programme. */
const columns: readonly (readonly Role[])[] = [
  ["dosen"],
  ["operator"],
  ["kaprodi"],
  ["wadek", "dekan"],
  ["warek", "rektor"],
  ["agendaris"],
  ["ppk"],
  ["bendahara"],
  ["auditor"],
  ["admin"],
];

/** D: one's own; U: of one's units; S: all; –: not at all. */
const reaches: Readonly<Record<string, Reach>> = { D: "own", U: "unit", S: "all" };

/**
 * The matrix as the domain writes it, a line for each action, and the permissions in which it stands. "ttd" is whose name is below the
 * letter: of a faculty's letters its officials may issue them too (U), a rector's signature is the agendaris's to put there (–). What the
 * amount limits is the chain's. A cancellation after the issue takes both, so the PPK has the permission, and the action asks who does what.
 */
const matrix: readonly (readonly [action: string, cells: string, permissions: readonly PermissionName[]])[] = [
  ["buat/ubah draft", "D U D D D – – – – –", ["sppd.create"]],
  ["lihat, jejak audit", "D U U U S S S S S S", ["sppd.read"]],
  ["setujui/tolak/kembalikan", "– – U U S – – – – –", ["sppd.approve"]],
  ["terbitkan ST / nomor", "– – – U – S – – – –", ["sppd.issue_st"]],
  ["terbitkan SPD, rampung", "– – – – – – S – – –", ["sppd.issue_spd", "sppd.validate", "sppd.amend"]],
  ["uang muka, bayar", "– – – – – – – S – –", ["sppd.pay"]],
  ["visum, laporan, bukti", "D U D D D – – – – –", ["sppd.report"]],
  ["batal sebelum dan sesudah terbit", "D U U U S – S – – –", ["sppd.cancel"]],
  ["delegasi", "– – D D D – D D – S", ["pejabat.delegate"]],
  ["SBM", "– – – – – – S – – S", ["referensi.tarif"]],
  ["pejabat", "– – – – – – – – – S", ["pejabat.manage"]],
  ["templat", "– – – – – S – – – S", ["sppd.template"]],
  // Not the domain's: files of many orders, for those whose work they are, no farther than they see.
  ["nominatif dan rekap", "– U – U S – S S S –", ["sppd.export"]],
  ["rekening", "– – – – – – – S – –", ["pegawai.account"]],
];

describe("the role matrix of travel orders", () => {
  it.each(matrix)("is what the manifests grant: %s", (_, cells, permissions) => {
    const marks = cells.split(" ");
    expect(marks).toHaveLength(columns.length);
    const expected = columns.flatMap((some, at) =>
      some.map((role) => [role, reaches[marks[at] ?? ""] ?? null] as const),
    );
    for (const permission of permissions) {
      const granted = expected.map(([role]) => [role, grantsOf(permission)[role] ?? null]);
      expect([permission, granted]).toEqual([permission, expected]);
    }
  });

  it("names every role once, and leaves out no permission of travel orders", () => {
    expect(columns.flat().toSorted()).toEqual([...roles].toSorted());
    const named = matrix.flatMap(([, , permissions]) => permissions);
    const declared = Object.keys(manifest.permissions);
    expect(declared.filter((name) => !named.includes(name as PermissionName))).toEqual([]);
  });

  it("lets nobody decide or pay who administers", () => {
    const admin = [...matrix].filter(([, cells]) => cells.endsWith("S")).flatMap(([, , permissions]) => permissions);
    for (const name of ["sppd.approve", "sppd.pay", "sppd.issue_spd", "sppd.validate"] as const)
      expect(admin).not.toContain(name);
  });
});
