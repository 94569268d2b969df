import type { Role } from "../core/manifest.ts";
import type { JenisPengenal } from "../modules/identity/rules/pengenal.ts";
import type { StatusPegawai } from "../modules/pegawai/rules/golongan.ts";
import type { Kesetaraan } from "../modules/pegawai/rules/kesetaraan.ts";

/** A unit, named by its code; its parent stands before it in the list. */
export interface UnitSpec {
  readonly kode: string;
  readonly nama: string;
  readonly jenis: "institusi" | "fakultas" | "prodi" | "bagian" | "biro";
  readonly induk?: string;
  readonly kode_surat?: string;
  readonly kop_baris?: readonly string[];
}

/** An office somebody holds. */
export interface OfficeSpec {
  readonly jenis: "kaprodi" | "kabag" | "wadek" | "dekan" | "warek" | "rektor" | "ppk" | "bendahara" | "kpa";
  readonly unit: string;
  readonly sebutan: readonly string[];
  readonly penerbit_st?: boolean;
  readonly kapasitas?: "definitif" | "Plt" | "Plh";
  readonly mulai?: string;
  readonly selesai?: string;
}

/** A member of staff and, when they have a user name, their account. `key` names them in the result. */
export interface PersonSpec {
  readonly key: string;
  readonly nama: string;
  readonly gelar_depan?: string;
  readonly gelar_belakang?: string;
  readonly nip?: string;
  readonly status: StatusPegawai;
  readonly jenis_kelamin?: "L" | "P";
  readonly tanggal_lahir?: string;
  readonly golongan?: string;
  readonly jabatan: string;
  readonly kesetaraan?: Kesetaraan;
  readonly unit: string;
  readonly username?: string;
  readonly email?: string;
  /** Further names to log in with, by kind; NIP or NI PPPK is one by itself. */
  readonly pengenal?: Readonly<Partial<Record<JenisPengenal, string>>>;
  readonly roles?: readonly { readonly peran: Role; readonly unit: string }[];
  readonly offices?: readonly OfficeSpec[];
}

/** An institution as it is set up: its units, people, offices, budget lines, approval chain and number templates. */
export interface InstitutionSpec {
  readonly slug: string;
  readonly nama: string;
  readonly kota: string;
  readonly host?: string;
  readonly zona_waktu?: string;
  readonly kop: { readonly baris: readonly string[]; readonly alamat: string; readonly kontak: string };
  readonly pengaturan?: Readonly<Record<string, unknown>>;
  /** The modules it has activated, with what it has set of them. */
  readonly modules?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly units: readonly UnitSpec[];
  readonly people: readonly PersonSpec[];
  readonly budgets: readonly {
    readonly tahun: number;
    readonly unit: string;
    readonly kegiatan: string;
    readonly akun: string;
    readonly uraian: string;
    readonly pagu: number;
  }[];
  readonly templates?: { readonly st: string; readonly spd: string };
}
