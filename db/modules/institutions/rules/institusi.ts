import * as z from "zod";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";

const line = (most: number) => z.string().trim().min(1).max(most).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** A host of one's own: a name of the DNS with a dot in it, in lower case and ASCII (`xn--` for others), no port, no address of four numbers. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/);

/** What an institution may change of itself; what is left out stays. */
export const ubahInstitusi = z
  .strictObject({
    nama: line(200),
    kota: line(100),
    zona_waktu: z.enum(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    locale: z.enum(["id", "en"]),
    /** The letterhead: lines above each other, then address and contact in small letters. */
    kop: z.strictObject({ baris: z.array(line(150)).min(1).max(6), alamat: line(300), kontak: line(300) }),
    host: host.nullable(),
    /** Slug of the kind of institution. */
    jenis_usaha: z
      .string()
      .regex(/^[a-z0-9-]{1,60}$/)
      .nullable(),
  })
  .partial();

/** That, read. */
export type UbahInstitusi = Readonly<z.infer<typeof ubahInstitusi>>;

/** Whether a host is the platform's own, or below it: those are nobody's to take. */
export function isPlatformHost(name: string, publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return name === hostname || name.endsWith(`.${hostname}`);
}
