import * as z from "zod";

/** A new password's length at the least (domain, §1.3) and at the most: longer is no safer and costs time to hash. */
const panjang = { paling_sedikit: 10, paling_banyak: 200 } as const;

/** A password that somebody chooses. Whether it is a good one, `periksaSandi` says, who knows whose it is. */
export const sandiBaru = z.string().min(panjang.paling_sedikit).max(panjang.paling_banyak);

/** Of ten characters and more, what is tried first everywhere; compared in lower case and without what is no letter or digit. */
const terlaluUmum: ReadonlySet<string> = new Set(
  `1234567890 0123456789 9876543210 0987654321 12345678910 123456789a a123456789 1q2w3e4r5t 1q2w3e4r5t6y qwertyuiop
  qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl123 asdfghjkl1 zxcvbnm123 1qaz2wsx3edc qazwsxedc1 password12 password123
  password1234 password12345 passw0rd123 p4ssw0rd123 password2024 password2025 password2026 welcome123 welcome1234
  administrator administrator1 admin12345 admin123456 adminadmin admin2024 admin2025 admin2026 letmein1234 iloveyou12
  iloveyou123 iloveyou1234 sayangku123 sayangkamu sayang12345 sayang123456 indonesia1 indonesia12 indonesia123 indonesia45
  indonesia1945 indonesia17 indonesia2024 indonesia2025 indonesia2026 indonesiaraya merdeka1945 merdeka123 merdeka12345
  bismillah1 bismillah12 bismillah123 bismillah1234 alhamdulillah alhamdulillah1 assalamualaikum katasandi1 katasandi12
  katasandi123 rahasia123 rahasia1234 rahasia12345 mahasiswa1 mahasiswa12 mahasiswa123 mahasiswa2024 mahasiswa2025
  mahasiswa2026 universitas universitas1 universitas123 jakarta123 bandung123 surabaya123 semarang123 garuda12345
  pancasila1 pancasila123 bhinneka123 serambi123 serambi1234 serambi2026 changeme123 dosen12345 dosen123456 pegawai123
  guru123456 sekolah123 abcdefghij abcdefghijkl abc123456789 abcd123456 abcd1234567 1234554321 1122334455 112233445566
  147258369 1472583690 a1b2c3d4e5 q1w2e3r4t5 superman123 football123 manchester1 barcelona1 realmadrid1`.split(/\s+/),
);

/** Why a password is refused, as the code of a field's rule. */
export type SandiLemah = "SANDI_TERLALU_UMUM" | "SANDI_MEMUAT_NAMA";

/** So many characters must a password have beside the names that stand in it. */
const sisaPalingSedikit = 4;
/** Shorter names stand in many words by chance. */
const namaPalingPendek = 4;

/**
 * What is wrong with a new password: one of the commonest, one of hardly any different characters, or little more than `nama`: what
 * the person and their institution are called (NIST SP 800-63B, 3.1.1.2), or words of it, whatever signs, spaces and case they are
 * written with and whatever digits stand around them. Null: nothing. Not asked for: digits, capitals and signs.
 */
export function periksaSandi(sandi: string, nama: readonly string[]): SandiLemah | null {
  if (terlaluUmum.has(ringkas(sandi)) || new Set(sandi).size < 4) return "SANDI_TERLALU_UMUM";
  // Of an e-mail address the part that is the person's; each name whole, and its words.
  const milik = ["serambi", ...nama.map((satu) => satu.split("@")[0] ?? "")];
  const kata = milik.flatMap((satu) => [satu, ...satu.split(/[^\p{L}\p{N}]+/u)]);
  return [ringkas, hurufnya].some((bentuk) => hampirNama(bentuk(sandi), kata.map(bentuk))) ? "SANDI_MEMUAT_NAMA" : null;
}

/** Whether little is left of a text once these words are taken out of it. */
function hampirNama(text: string, kata: readonly string[]): boolean {
  const panjangDulu = kata.filter((satu) => satu.length >= namaPalingPendek).sort((a, b) => b.length - a.length);
  const sisa = panjangDulu.reduce((rest, satu) => rest.replaceAll(satu, " "), text).replaceAll(" ", "");
  return sisa.length < text.length && sisa.length < sisaPalingSedikit;
}

/** The letters of a text alone: of `ratna.w2026` what it has of `ratna.w`. */
function hurufnya(text: string): string {
  return ringkas(text).replaceAll(/\p{N}/gu, "");
}

function ringkas(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
