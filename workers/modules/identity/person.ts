import * as z from "zod";
import type { Principal } from "../../../db/modules/identity/principal.ts";

/** Whoever is logged in, as they are shown to themselves. */
export const person = z.object({
  user_id: z.uuid(),
  institution_id: z.uuid(),
  nama: z.string(),
  pegawai_id: z.uuid().nullable(),
  zona_waktu: z.string(),
  modul: z.array(z.string()).meta({ description: "Modul yang diaktifkan institusi, di samping yang dimiliki semua" }),
  wajib_otp: z.boolean().meta({ description: "Faktor kedua harus dipasang dulu" }),
  operator: z.boolean().meta({ description: "Operator platform: boleh melihat semua institusi" }),
  roles: z.array(
    z.object({
      peran: z.string(),
      unit: z.uuid(),
      units: z.array(z.uuid()),
      izin: z.record(z.string(), z.enum(["own", "unit", "all"])).optional(),
    }),
  ),
});

/** The same of a principal: without what is the session's or the key's. */
export function visible(principal: Principal): z.output<typeof person> {
  const { session_id: _, host: __, kunci: ___, lisensi: ____, berubah: _____, ...rest } = principal;
  const { wajib_otp = false, operator = false, roles, modul, ...shown } = rest;
  return {
    ...shown,
    modul: [...modul],
    wajib_otp,
    operator,
    roles: roles.map(({ units, ...role }) => ({ ...role, units: [...units] })),
  };
}
