import { isStorable } from "../../../core/storable.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { polaKelompok, polaKomponen } from "./pertanyaan.ts";

/** What a column of a table of tariffs says. */
export type KolomTarif =
  | "tahun"
  | "provinsi"
  | "komponen"
  | "kelompok"
  | "tarif"
  | "satuan"
  | "sumber"
  | "berlaku_mulai";

/** Headings by what they mean, in lower case, letters and digits only; also those under which tariffs are had as a file. */
const artiKepala: Readonly<Record<string, KolomTarif>> = {
  tahun: "tahun",
  tahunanggaran: "tahun",
  ta: "tahun",
  provinsi: "provinsi",
  kodeprovinsi: "provinsi",
  komponen: "komponen",
  kelompok: "kelompok",
  golongan: "kelompok",
  tarif: "tarif",
  besaran: "tarif",
  satuan: "satuan",
  sumber: "sumber",
  dasar: "sumber",
  berlakumulai: "berlaku_mulai",
  year: "tahun",
  provincecode: "provinsi",
  province: "provinsi",
  component: "komponen",
  group: "kelompok",
  tariff: "tarif",
  unitofmeasure: "satuan",
  source: "sumber",
  inforcefrom: "berlaku_mulai",
};

/** A province's name beside its code says nothing more. */
const nama = new Map([
  ["provinsi", "kodeprovinsi"],
  ["province", "provincecode"],
]);

/** Each of these columns must be there. */
const wajib = ["tahun", "provinsi", "komponen", "tarif", "satuan", "sumber"] as const satisfies readonly KolomTarif[];

/** A cell: its text, and whether the spreadsheet keeps it as a number. */
export interface SelTarif {
  readonly teks: string;
  readonly angka: boolean;
}

/** A tariff as a row says it. Rupiah. */
interface IsiTarif {
  readonly tahun: number;
  readonly provinsi_kode: string;
  readonly komponen: string;
  readonly kelompok: string;
  readonly tarif: number;
  readonly satuan: string;
  readonly sumber: string;
  readonly berlaku_mulai: string;
}

/** What is wrong with a row, and in which of its columns; of a double, the row that says the same. */
export interface GalatTarif {
  readonly kolom: KolomTarif;
  readonly kode:
    | "WAJIB_DIISI"
    | "TAHUN_TIDAK_SAH"
    | "PROVINSI_TIDAK_DIKENAL"
    | "KODE_TIDAK_SAH"
    | "NILAI_TIDAK_SAH"
    | "TEKS_TIDAK_SAH"
    | "TANGGAL_TIDAK_SAH"
    | "DUPLIKAT";
}

/** A row that has been looked at: `isi` is null where something is wrong. */
export interface BarisTarif {
  readonly nomor: number;
  readonly isi: IsiTarif | null;
  readonly galat: readonly GalatTarif[];
}

/** Finds what the headings mean, by column; `KEPALA_TIDAK_DIKENAL` when one that must be there is missing, `KOLOM_GANDA`. */
export function bacaKepalaTarif(
  kepala: ReadonlyMap<number, string>,
): ReadonlyMap<number, KolomTarif> | "KEPALA_TIDAK_DIKENAL" | "KOLOM_GANDA" {
  const sederhana = new Map(
    [...kepala].map(([tempat, teks]) => [tempat, teks.toLowerCase().replaceAll(/[^a-z0-9]/g, "")]),
  );
  const semua = new Set(sederhana.values());
  const kolom = [...sederhana].flatMap(([tempat, teks]): [number, KolomTarif][] => {
    const arti = Object.hasOwn(artiKepala, teks) ? artiKepala[teks] : undefined;
    return arti && !semua.has(nama.get(teks) ?? "") ? [[tempat, arti]] : [];
  });
  const ada = kolom.map(([, arti]) => arti);
  if (new Set(ada).size < ada.length) return "KOLOM_GANDA";
  return wajib.every((satu) => ada.includes(satu)) ? new Map(kolom) : "KEPALA_TIDAK_DIKENAL";
}

/**
 * Looks at rows one after the other: each must say its year, province (by code or name), component, figure, unit and source; the
 * day from which it holds is the first of the year where none is said. Two rows of one tariff contradict each other.
 *
 * @param provinsi codes by code and by name in lower case
 */
export function pemeriksaTarif(provinsi: ReadonlyMap<string, string>) {
  const dikenal = new Set<string>();
  return (nomor: number, sel: ReadonlyMap<KolomTarif, SelTarif>): BarisTarif => {
    const galat: GalatTarif[] = [];
    const salah = (kolom: KolomTarif, kode: GalatTarif["kode"]): null => {
      galat.push({ kolom, kode });
      return null;
    };
    const isi = (kolom: KolomTarif) => sel.get(kolom)?.teks.normalize("NFC").trim() ?? "";
    const teks = (kolom: KolomTarif): string | null => {
      const nilai = isi(kolom);
      if (nilai === "") return salah(kolom, "WAJIB_DIISI");
      const baik = nilai.length <= 200 && dapatDicetak(nilai) && isStorable(nilai);
      return baik ? nilai : salah(kolom, "TEKS_TIDAK_SAH");
    };
    const kode = (kolom: "komponen" | "kelompok", nilai: string): string | null => {
      const rapi = nilai.toLowerCase().replaceAll(/[\s/-]+/g, "_");
      const pola = kolom === "komponen" ? polaKomponen : polaKelompok;
      return pola.test(rapi) ? rapi : salah(kolom, "KODE_TIDAK_SAH");
    };
    const tahun = bacaTahun(isi("tahun")) ?? salah("tahun", isi("tahun") === "" ? "WAJIB_DIISI" : "TAHUN_TIDAK_SAH");
    const provinsi_kode =
      provinsi.get(isi("provinsi").toLowerCase()) ??
      salah("provinsi", isi("provinsi") === "" ? "WAJIB_DIISI" : "PROVINSI_TIDAK_DIKENAL");
    const komponen = isi("komponen") === "" ? salah("komponen", "WAJIB_DIISI") : kode("komponen", isi("komponen"));
    const kelompok = isi("kelompok") === "" ? "" : kode("kelompok", isi("kelompok"));
    const tarif =
      isi("tarif") === ""
        ? salah("tarif", "WAJIB_DIISI")
        : (bacaRupiah(sel.get("tarif")) ?? salah("tarif", "NILAI_TIDAK_SAH"));
    const [satuan, sumber] = [teks("satuan"), teks("sumber")];
    const mulai = isi("berlaku_mulai");
    const berlaku_mulai =
      mulai === ""
        ? `${tahun}-01-01`
        : (bacaTanggalTarif(sel.get("berlaku_mulai")) ?? salah("berlaku_mulai", "TANGGAL_TIDAK_SAH"));
    if (tahun !== null && provinsi_kode !== null && komponen !== null && kelompok !== null) {
      const kunci = [tahun, provinsi_kode, komponen, kelompok].join("/");
      if (dikenal.has(kunci)) salah("komponen", "DUPLIKAT");
      dikenal.add(kunci);
      if (galat.length === 0 && tarif !== null && satuan !== null && sumber !== null && berlaku_mulai !== null) {
        return {
          nomor,
          galat,
          isi: { tahun, provinsi_kode, komponen, kelompok, tarif, satuan, sumber, berlaku_mulai },
        };
      }
    }
    return { nomor, galat, isi: null };
  };
}

function bacaTahun(teks: string): number | null {
  const tahun = Number(teks);
  return Number.isInteger(tahun) && tahun >= 2020 && tahun <= 2100 ? tahun : null;
}

/** "Rp1.200.000", "1200000", or the cell of a number: whole rupiah, at most a milliard. */
function bacaRupiah(sel: SelTarif | undefined): number | null {
  const teks =
    sel?.teks
      .trim()
      .replace(/^rp\s*/i, "")
      .replace(/,(00|-)$/, "") ?? "";
  const bulat = sel?.angka ? /^\d+(\.0+)?$/.test(teks) : /^(\d+|\d{1,3}(\.\d{3})+)$/.test(teks);
  const nilai = Number(sel?.angka ? teks : teks.replaceAll(".", ""));
  return bulat && Number.isSafeInteger(nilai) && nilai <= 1_000_000_000 ? nilai : null;
}

/** Reads a date, `YYYY-MM-DD`: "2027-01-31", "31/1/2027", "31-01-2027", or the cell of a date (days since 30 December 1899); else null. */
export function bacaTanggalTarif(sel: SelTarif | undefined): string | null {
  const teks = sel?.teks.trim() ?? "";
  if (sel?.angka) {
    const hari = Number(teks);
    return Number.isInteger(hari) && hari > 40_000 && hari < 80_000
      ? new Date(Date.UTC(1899, 11, 30) + hari * 86_400_000).toISOString().slice(0, 10)
      : null;
  }
  const [, h = "", b = "", t = ""] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(teks) ?? [];
  const iso = h === "" ? teks : `${t}-${b.padStart(2, "0")}-${h.padStart(2, "0")}`;
  if (!/^20\d\d-\d\d-\d\d$/.test(iso)) return null;
  const waktu = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(waktu.getTime()) && waktu.toISOString().startsWith(iso) ? iso : null;
}
