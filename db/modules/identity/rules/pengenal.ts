import * as z from "zod";

/** Kinds of names by which somebody is known to log in (domain, §1.3). All of an institution share one namespace. */
export const jenisPengenal = ["username", "email", "nip", "ni_pppk", "nid", "nidn", "nuptk", "nim", "nisn"] as const;

/** One of these kinds. */
export type JenisPengenal = (typeof jenisPengenal)[number];

/**
 * The one form in which a name is kept and looked up, whatever kind it is: trimmed, lower case, and a number without the spaces
 * that people group its digits with. Empty for what means "none" (nothing, "-").
 */
export function normalkanPengenal(text: string): string {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (/^-*$/.test(plain)) return "";
  return /^[\d\s]+$/.test(plain) ? plain.replaceAll(/\s/g, "") : plain;
}

/** How a name of each kind looks in its normal form. */
const bentuk: Readonly<Record<JenisPengenal, RegExp>> = {
  // Never like an e-mail address, and begins with a letter: never like somebody's number.
  username: /^[a-z][a-z0-9._-]{2,59}$/,
  email: /^[^\s@]{1,64}@[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,63}$/,
  nip: /^\d{18}$/,
  ni_pppk: /^\d{18}$/,
  nid: /^[a-z0-9][a-z0-9./-]{1,29}$/,
  nidn: /^\d{10}$/,
  nuptk: /^\d{16}$/,
  nim: /^[a-z0-9][a-z0-9./-]{6,13}[a-z0-9]$/,
  nisn: /^\d{10}$/,
};

/** A name of this kind as somebody writes it, brought into its normal form; undefined for one that means "none". `PENGENAL_TIDAK_SAH` otherwise. */
export function pengenalSchema(jenis: JenisPengenal) {
  return z
    .string()
    .max(254)
    .transform((text, context) => {
      const normal = normalkanPengenal(text);
      if (normal !== "" && !bentuk[jenis].test(normal))
        context.addIssue({ code: "custom", message: "PENGENAL_TIDAK_SAH" });
      return normal === "" ? undefined : normal;
    });
}
