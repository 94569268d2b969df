import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { pengenalSchema } from "./pengenal.ts";
import { kodePeran } from "./peran.ts";

/** A person's name, as it is shown. */
export const namaOrang = z.string().trim().min(1).max(200).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** The names somebody logs in with, by kind, in their normal form: at least one, no two alike. "-" and nothing mean none. */
const pengenalOrang = z
  .strictObject({
    username: pengenalSchema("username").optional(),
    email: pengenalSchema("email").optional(),
    nip: pengenalSchema("nip").optional(),
    ni_pppk: pengenalSchema("ni_pppk").optional(),
    nid: pengenalSchema("nid").optional(),
    nidn: pengenalSchema("nidn").optional(),
    nuptk: pengenalSchema("nuptk").optional(),
    nim: pengenalSchema("nim").optional(),
    nisn: pengenalSchema("nisn").optional(),
  })
  .check(({ value, issues }) => {
    const given = Object.entries(value).filter(([, name]) => name !== undefined);
    if (given.length === 0) issues.push({ code: "custom", input: value, path: [], message: "PENGENAL_WAJIB" });
    for (const [index, [jenis, name]] of given.entries()) {
      if (given.slice(0, index).some(([, other]) => other === name))
        issues.push({ code: "custom", input: value, path: [jenis], message: "PENGENAL_GANDA" });
    }
  });

/** Roles to be held, each for a unit and all below it; one that is named twice is held once. */
export const peranDiberi = z
  .array(z.strictObject({ peran: kodePeran, unit_id: z.uuid() }))
  .max(50)
  .transform((given) => [...new Map(given.map((one) => [`${one.peran} ${one.unit_id}`, one])).values()]);

/** What can be changed of somebody's account; what is left out of it is taken away. */
const penggunaUbah = z.strictObject({
  nama: namaOrang,
  pengenal: pengenalOrang,
  /** Their staff record; an account without one travels nowhere. */
  pegawai_id: z.uuid().nullable().optional(),
});

/** The same of one's own account: whoever changes their own e-mail address gives their password. */
export const penggunaDiubah = penggunaUbah.extend({
  password: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: "Kata sandi sendiri; untuk mengganti surel akun sendiri." }),
});

/** An account as it is entered. It has no password: whoever it is for chooses one, once they are invited (`undang`: at once, by mail). */
export const penggunaBaru = penggunaUbah
  .extend({ peran: peranDiberi, undang: z.boolean().optional() })
  .check(({ value, issues }) => {
    if (value.undang && value.pengenal.email === undefined)
      issues.push({ code: "custom", input: value, path: ["pengenal", "email"], message: "WAJIB_DIISI" });
  });

/** The same, read. */
export type PenggunaDiubah = z.infer<typeof penggunaDiubah>;
export type PenggunaBaru = z.infer<typeof penggunaBaru>;
/** A role for a unit. */
export type PeranDiberi = z.infer<typeof peranDiberi>[number];
