/** What a mail says, apart from how it looks. */
export interface Surat {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly items?: readonly Butir[];
  readonly action?: { readonly label: string; readonly url: string };
  /** Below the action, smaller. */
  readonly notes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** One of several things that a mail tells. */
export interface Butir {
  readonly judul: string;
  readonly isi: string;
}

/** What every kind of mail may speak of. */
export interface Tentang {
  /** Whom it is for, as they are greeted; null when nobody knows. */
  readonly nama: string | null;
  readonly institusi: string;
  readonly dibuat: string;
  readonly berlaku_sampai: string;
  /** Where its link leads. */
  readonly url: string;
  /** Of a digest: how much is unread, the newest of it, and where somebody says that they want none. */
  readonly belum_dibaca: number;
  readonly butir: readonly Butir[];
  readonly berhenti: string;
}

/** Whatever breaks a line or turns its direction: names come from people. */
const breaking = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text that stands in one line, of so many characters at the most. */
export function oneLine(text: string, most: number): string {
  const characters = [
    ...new Intl.Segmenter("id").segment(text.replaceAll(breaking, " ").replaceAll(/\s+/g, " ").trim()),
  ];
  if (characters.length <= most) return characters.map(({ segment }) => segment).join("");
  return `${characters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join("")
    .trimEnd()}…`;
}

const bulan = {
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** A moment of the institution's day in words: `2026-04-06T09:05` is "6 April 2026 pukul 09.05". */
export function tellMoment(moment: string, bahasa: "id" | "en"): string {
  const [, tahun, bulanKe, hari, jam] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(moment) ?? [];
  if (!tahun || !bulanKe || !hari || !jam) return moment;
  const tanggal = `${Number(hari)} ${bulan[bahasa][Number(bulanKe) - 1]} ${tahun}`;
  return bahasa === "id" ? `${tanggal} pukul ${jam.replace(":", ".")}` : `${tanggal} at ${jam}`;
}
