import type { StatusPegawai } from "../../modules/pegawai/rules/golongan.ts";
import { tambahHari } from "../../modules/sppd/rules/tanggal.ts";
import type { Acak } from "./acak.ts";

/** An invented member of staff, with a number that agrees with the rest. */
export interface OrangDemo {
  readonly nama: string;
  readonly gelar_depan?: string;
  readonly gelar_belakang?: string;
  readonly jenis_kelamin: "L" | "P";
  readonly tanggal_lahir: string;
  readonly status: StatusPegawai;
  readonly nip: string;
  readonly golongan: string;
  readonly jabatan: string;
}

/** Fields of study, each with the degrees that its people carry. */
export type BidangDemo = "teknik" | "kedokteran" | "tata_usaha";

const DEPAN_L =
  `Agus Ahmad Andi Arif Bagus Bambang Bayu Budi Cahyo Dedi Dimas Eko Fajar Galih Hadi Hendra Ilham Indra Joko
  Kurniawan Lukman Made Muhammad Nanda Oka Prasetyo Rahmat Reza Rizki Sigit Slamet Sugeng Teguh Wahyu Yoga Yusuf`.split(
    /\s+/,
  );
const DEPAN_P = `Anisa Ayu Citra Desi Dewi Dian Eka Endang Fitri Hana Indah Intan Kartika Lestari Lina Maya Mega Nisa
  Novita Nur Putri Rahma Rani Ratih Retno Rina Sari Siti Sri Tri Wahyuni Wulan Yuni Yulia`.split(/\s+/);
const BELAKANG_L = `Adinugroho Firmansyah Gunawan Hakim Handoko Harahap Hidayat Kusuma Lubis Mahendra Maulana Nasution
  Nugroho Pangestu Pratama Purnomo Putra Rahardjo Ramadhan Saputra Santoso Setiawan Sinaga Siregar Situmorang Sudrajat
  Suharto Sulistyo Susanto Syahputra Tarigan Utomo Wibowo Wicaksono Widodo Yulianto`.split(/\s+/);
const BELAKANG_P =
  `Amalia Anggraini Astuti Damayanti Fatimah Handayani Hapsari Harahap Hasanah Indriani Kurniasih Kusuma
  Lubis Maharani Mulyani Nasution Ningrum Nurhayati Oktaviani Paramita Permatasari Puspita Rahayu Rahmawati Safitri
  Sinaga Siregar Sulistyowati Susanti Utami Wardani Wati Widyastuti Wijayanti Wulandari Yuliana`.split(/\s+/);

interface Jenjang {
  readonly depan?: string;
  readonly belakang?: string;
  readonly golongan: string;
  readonly jabatan: string;
}

const JENJANG: Readonly<Record<BidangDemo, readonly Jenjang[]>> = {
  teknik: [
    { belakang: "S.T., M.T.", golongan: "III/b", jabatan: "Asisten Ahli" },
    { belakang: "S.T., M.Eng.", golongan: "III/c", jabatan: "Lektor" },
    { belakang: "S.Kom., M.Kom.", golongan: "III/c", jabatan: "Lektor" },
    { depan: "Dr.", belakang: "S.T., M.T.", golongan: "III/d", jabatan: "Lektor" },
    { depan: "Dr. Ir.", belakang: "M.Sc.", golongan: "IV/a", jabatan: "Lektor Kepala" },
    { depan: "Prof. Dr. Ir.", belakang: "M.Sc., Ph.D.", golongan: "IV/d", jabatan: "Profesor" },
  ],
  kedokteran: [
    { depan: "dr.", belakang: "M.Kes.", golongan: "III/b", jabatan: "Asisten Ahli" },
    { depan: "dr.", belakang: "M.Biomed., Sp.PD", golongan: "III/c", jabatan: "Lektor" },
    { belakang: "S.Kep., Ns., M.Kep.", golongan: "III/c", jabatan: "Lektor" },
    { depan: "Dr. dr.", belakang: "M.Kes., Sp.A(K)", golongan: "IV/a", jabatan: "Lektor Kepala" },
    { depan: "Prof. Dr. dr.", belakang: "Sp.OG(K)", golongan: "IV/d", jabatan: "Profesor" },
  ],
  tata_usaha: [
    { belakang: "A.Md.", golongan: "II/c", jabatan: "Pengelola Keuangan" },
    { belakang: "S.E.", golongan: "III/a", jabatan: "Analis Keuangan" },
    { belakang: "S.AP.", golongan: "III/a", jabatan: "Pengadministrasi Umum" },
    { belakang: "S.E., M.M.", golongan: "III/c", jabatan: "Analis Anggaran" },
  ],
};

/** Years a career takes to reach a grade, so that nobody is a professor at thirty. */
const USIA_TERMUDA: Readonly<Record<string, number>> = { II: 24, III: 29, IV: 42 };

/** Whether somebody holds a civil servant's post or a contract (PPPK) decides what their number says. */
interface IsiNip {
  readonly tanggal_lahir: string;
  readonly jenis_kelamin: "L" | "P";
  readonly status: "PNS" | "PPPK";
  /** Year and month of appointment, `YYYY-MM`. PPPK numbers hold the year only. */
  readonly tmt: string;
  /** 1 to 999, telling apart those born and appointed alike. */
  readonly urut: number;
}

/** Composes a valid NIP, or NI PPPK of a first contract. */
function composeNip({ tanggal_lahir, jenis_kelamin, status, tmt, urut }: IsiNip): string {
  const tahun = tmt.slice(0, 4);
  const bagian = status === "PPPK" ? "21" : tmt.slice(5, 7);
  const angkaKelamin = jenis_kelamin === "L" ? "1" : "2";
  return `${tanggal_lahir.replaceAll("-", "")}${tahun}${bagian}${angkaKelamin}${String(urut).padStart(3, "0")}`;
}

/**
 * Invents a member of staff of a field, as of 2026. Numbers differ as long as `urut` does.
 *
 * @param urut 1 to 999
 */
export function inventPerson(acak: Acak, bidang: BidangDemo, urut: number): OrangDemo {
  const jenis_kelamin = acak.pilih(["L", "P"] as const);
  const [depan, belakang] = jenis_kelamin === "L" ? [DEPAN_L, BELAKANG_L] : [DEPAN_P, BELAKANG_P];
  const { depan: gelar_depan, belakang: gelar_belakang, golongan, jabatan } = acak.pilih(JENJANG[bidang]);
  const usia = acak.bulat(USIA_TERMUDA[golongan.split("/")[0] ?? ""] ?? 29, 60);
  const tahunLahir = 2026 - usia;
  const tanggal_lahir = tambahHari(`${tahunLahir}-01-01`, acak.bulat(0, 364));
  const kontrak = golongan.startsWith("III/b") && acak.peluang(30);
  const tahunTmt = kontrak ? acak.bulat(2021, 2024) : Math.min(2024, tahunLahir + acak.bulat(23, 26));
  const status = kontrak ? "PPPK" : "PNS";
  const tmt = `${tahunTmt}-${String(acak.pilih([1, 3, 4, 12])).padStart(2, "0")}`;
  return {
    nama: `${acak.pilih(depan)} ${acak.pilih(belakang)}`,
    ...(gelar_depan === undefined ? {} : { gelar_depan }),
    ...(gelar_belakang === undefined ? {} : { gelar_belakang }),
    jenis_kelamin,
    tanggal_lahir,
    status,
    nip: composeNip({ tanggal_lahir, jenis_kelamin, status, tmt, urut }),
    golongan: kontrak ? "X" : golongan,
    jabatan,
  };
}
