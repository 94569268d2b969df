/** What fills a letter number. Text is used as it stands, except that `jenis` is printed in capitals. */
export interface IsiNomor {
  readonly urut: number;
  /** The letter of a number between this one and the next, `a` to `z`; none of an ordinary one. */
  readonly sisipan?: string;
  readonly jenis: string;
  readonly unit: string;
  readonly kode: string;
  /** Date of the letter, `YYYY-MM-DD`. */
  readonly tanggal: string;
}

/** What is wrong with a template; `bagian` is the part meant. */
export interface GalatTemplat {
  readonly kode: "TOKEN_TIDAK_DIKENAL" | "KURUNG_TIDAK_SEIMBANG" | "URUT_TIDAK_ADA" | "TEMPLAT_TERLALU_PANJANG";
  readonly bagian: string;
}

const TOKEN = /\{([^{}]*)\}/g;
const TOKEN_SAH = /^(urut(:0[1-9])?|jenis|unit|kode|bulan|bulan_romawi|tahun)$/;
const TEMPLAT_TERPANJANG = 100;
const ROMAWI = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"] as const;

/**
 * Lists what keeps a template from numbering letters; an empty list means it can. Tokens: `{urut}`, `{urut:01}` to
 * `{urut:09}` (padded to so many digits), `{jenis}`, `{unit}`, `{kode}`, `{bulan}` (two digits), `{bulan_romawi}`,
 * `{tahun}`. Without `{urut}` two letters would share a number.
 */
export function periksaTemplat(templat: string): GalatTemplat[] {
  const token = [...templat.matchAll(TOKEN)].map(([, isi]) => isi ?? "");
  const galat: GalatTemplat[] = token
    .filter((isi) => !TOKEN_SAH.test(isi))
    .map((isi) => ({ kode: "TOKEN_TIDAK_DIKENAL", bagian: `{${isi}}` }));
  if (/[{}]/.test(templat.replace(TOKEN, ""))) {
    galat.push({ kode: "KURUNG_TIDAK_SEIMBANG", bagian: templat });
  }
  if (!token.some((isi) => isi.startsWith("urut"))) {
    galat.push({ kode: "URUT_TIDAK_ADA", bagian: templat });
  }
  if (templat.length > TEMPLAT_TERPANJANG) {
    galat.push({ kode: "TEMPLAT_TERLALU_PANJANG", bagian: templat });
  }
  return galat;
}

/**
 * Fills a template in one pass: braces inside a value are not filled again. Padding never cuts a number short; the letter of an
 * inserted number stands behind the digits (`017.a`).
 *
 * @throws RangeError when the template is not valid ({@link periksaTemplat})
 */
export function isiTemplat(templat: string, isi: IsiNomor): string {
  const [galat] = periksaTemplat(templat);
  if (galat !== undefined) {
    throw new RangeError(`${galat.kode}: ${galat.bagian}`);
  }
  const bulan = isi.tanggal.slice(5, 7);
  const akhiran = isi.sisipan ? `.${isi.sisipan}` : "";
  const nilai: Readonly<Record<string, string>> = {
    urut: `${isi.urut}${akhiran}`,
    jenis: isi.jenis.toUpperCase(),
    unit: isi.unit,
    kode: isi.kode,
    bulan,
    bulan_romawi: ROMAWI[Number(bulan) - 1] ?? "",
    tahun: isi.tanggal.slice(0, 4),
  };
  return templat.replace(TOKEN, (_, token: string) => {
    const lebar = token.startsWith("urut:") ? Number(token.slice(5)) : 0;
    return lebar > 0 ? String(isi.urut).padStart(lebar, "0") + akhiran : (nilai[token] ?? "");
  });
}

/** Number templates of an institution that has not chosen its own. */
export const TEMPLAT_BAWAAN = {
  st: "{urut:03}/{unit}/{kode}/{bulan_romawi}/{tahun}",
  spd: "{urut:03}/SPD/{unit}/{tahun}",
} as const;
