import * as z from "zod";
import { dapatDicetak } from "../pegawai/rules/teks.ts";
import { permissionNames, type PermissionName } from "../registry.ts";
import { reachesOf } from "./authority.ts";
import { kodePeran } from "./rules/peran.ts";

type IzinShape = { [Name in PermissionName]: z.ZodOptional<z.ZodEnum<{ own: "own"; unit: "unit"; all: "all" }>> };

/** The permissions of the manifests, each with how far it may reach. */
function izinShape(): IzinShape {
  return Object.fromEntries(
    permissionNames.map((name) => [name, z.enum(reachesOf(name)).optional()]),
  ) as unknown as IzinShape;
}

/** What is said of a role that the institution makes itself. */
export const isiPeran = z.strictObject({
  nama: z.string().trim().min(1).max(100).refine(dapatDicetak, "KARAKTER_TERLARANG"),
  izin: z.strictObject(izinShape()),
});

/** A role as it is made. */
export const peranBaru = isiPeran.extend({ kode: kodePeran });
