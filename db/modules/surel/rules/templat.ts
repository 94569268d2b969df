import * as z from "zod";
import { digest } from "../../notifications/rules/ringkasan.ts";

/** A mail whose link is one of `tautan_akun`: its token is worked out when the mail is written, and stored nowhere. */
const bertautan = z.strictObject({ tautan: z.uuid() });

/** Every kind of mail, with what is recorded of it. */
export const templatSurel = {
  /** Somebody was given an account, and chooses its password. */
  undangan: bertautan,
  /** Somebody forgot their password. */
  atur_ulang: bertautan,
  /** Somebody wants their mails sent to a new address. */
  konfirmasi_surel: bertautan,
  /** Somebody's password is another one now: they must hear of it, should it not have been they. */
  sandi_diganti: z.strictObject({}),
  /** An address is no longer that of somebody's account: told to the former one, which alone reaches them should somebody else have done it. */
  surel_diganti: z.strictObject({}),
  /** What somebody has not read: how much, and the newest of it. */
  ringkasan: digest,
  /** A file that somebody asked for is there: of which list (in both languages), how many rows, until when (ISO date). */
  ekspor: z.strictObject({
    ekspor: z.uuid(),
    judul_id: z.string(),
    judul_en: z.string(),
    banyak: z.string(),
    sampai: z.iso.date(),
  }),
  /** Somebody's second factor was taken off by who looks after accounts. */
  otp_dilepas: z.strictObject({}),
} as const;

/** A kind of mail. */
export type Templat = keyof typeof templatSurel;
