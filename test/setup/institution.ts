import pg from "pg";
import { inject } from "vitest";
import {
  createInstitution,
  type CreatedInstitution,
  type InstitutionSpec,
  type PersonSpec,
} from "../../db/seed/institution.ts";
import { hashForSeed } from "../../db/seed/password.ts";

/** The password of every account that tests make. */
export const testPassword = "kata-sandi-uji-2026";

/** People of the acceptance scenarios, by the letters they have there; D3 and OP are ours. */
const people: readonly PersonSpec[] = [
  {
    ...{
      key: "D1",
      nama: "Ratna Wulandari",
      gelar_depan: "Dr.",
      gelar_belakang: "M.Si.",
      nip: "198503122010122003",
      status: "PNS",
    },
    ...{ golongan: "III/d", jabatan: "Lektor", unit: "TI", username: "d1", email: "ratna@uji.example" },
    roles: [{ peran: "dosen", unit: "TI" }],
  },
  {
    ...{
      key: "D2",
      nama: "Bayu Prasetyo",
      nip: "199203152023211011",
      status: "PPPK",
      golongan: "IX",
      jabatan: "Asisten Ahli",
      unit: "TI",
    },
    username: "d2",
    roles: [{ peran: "dosen", unit: "TI" }],
  },
  {
    ...{
      key: "D3",
      nama: "Sari Ambarwati",
      nip: "199001052015042001",
      status: "PNS",
      golongan: "III/c",
      jabatan: "Lektor",
      unit: "EK",
    },
    username: "d3",
    roles: [{ peran: "dosen", unit: "EK" }],
  },
  {
    ...{ key: "OP", nama: "Tono Sugiarto", status: "Honorer", jabatan: "Operator", unit: "FT", username: "op" },
    roles: [{ peran: "operator", unit: "FT" }],
  },
  {
    ...{
      key: "A1",
      nama: "Hendra Gunawan",
      nip: "197904182005012001",
      status: "PNS",
      golongan: "IV/a",
      jabatan: "Kaprodi Teknik Informatika",
    },
    ...{ unit: "TI", username: "a1" },
    roles: [
      { peran: "dosen", unit: "TI" },
      { peran: "kaprodi", unit: "TI" },
    ],
    offices: [{ jenis: "kaprodi", unit: "TI", sebutan: ["Ketua Program Studi,"] }],
  },
  {
    ...{
      key: "W1",
      nama: "Wahyu Nugroho",
      nip: "197506052001121002",
      status: "PNS",
      golongan: "IV/b",
      jabatan: "Wakil Dekan II",
      unit: "FT",
    },
    username: "w1",
    roles: [{ peran: "wadek", unit: "FT" }],
    offices: [{ jenis: "wadek", unit: "FT", sebutan: ["Wakil Dekan II,"] }],
  },
  {
    ...{
      key: "A2",
      nama: "Agus Santoso",
      gelar_depan: "Prof. Dr.",
      nip: "197001231996031001",
      status: "PNS",
      golongan: "IV/d",
    },
    ...{ jabatan: "Dekan Fakultas Teknik", kesetaraan: "eselon_2", unit: "FT", username: "a2" },
    roles: [{ peran: "dekan", unit: "FT" }],
    offices: [{ jenis: "dekan", unit: "FT", sebutan: ["Dekan,"], penerbit_st: true }],
  },
  {
    ...{
      key: "R1",
      nama: "Siti Rahayu",
      nip: "196803031993032001",
      status: "PNS",
      golongan: "IV/e",
      jabatan: "Rektor",
      kesetaraan: "eselon_1",
    },
    ...{ unit: "UNIV", username: "r1" },
    roles: [{ peran: "rektor", unit: "UNIV" }],
    offices: [{ jenis: "rektor", unit: "UNIV", sebutan: ["Rektor,"], penerbit_st: true }],
  },
  {
    ...{
      key: "K1",
      nama: "Bambang Irawan",
      nip: "197203031998031001",
      status: "PNS",
      golongan: "IV/c",
      jabatan: "Wakil Rektor II",
      unit: "UNIV",
    },
    username: "k1",
    roles: [{ peran: "warek", unit: "UNIV" }],
    offices: [{ jenis: "warek", unit: "UNIV", sebutan: ["a.n. Rektor", "Wakil Rektor II,"] }],
  },
  {
    ...{
      key: "P1",
      nama: "Dewi Lestari",
      nip: "198108272006041004",
      status: "PNS",
      golongan: "III/d",
      jabatan: "Kepala Bagian Keuangan",
      unit: "UNIV",
    },
    username: "p1",
    roles: [{ peran: "ppk", unit: "UNIV" }],
    offices: [{ jenis: "ppk", unit: "UNIV", sebutan: ["Pejabat Pembuat Komitmen,"] }],
  },
  {
    ...{
      key: "B1",
      nama: "Endah Puspita",
      nip: "198611142012122002",
      status: "PNS",
      golongan: "III/b",
      jabatan: "Bendahara Pengeluaran",
      unit: "UNIV",
    },
    username: "b1",
    roles: [{ peran: "bendahara", unit: "UNIV" }],
    offices: [{ jenis: "bendahara", unit: "UNIV", sebutan: ["Bendahara Pengeluaran,"] }],
  },
  {
    ...{
      key: "G1",
      nama: "Gita Purnama",
      status: "PNS",
      golongan: "III/a",
      nip: "199205052018012001",
      jabatan: "Agendaris",
      unit: "UNIV",
    },
    username: "g1",
    roles: [{ peran: "agendaris", unit: "UNIV" }],
  },
  {
    ...{
      key: "ADM",
      nama: "Rudi Hartono",
      status: "PNS",
      golongan: "III/a",
      nip: "198802022014041002",
      jabatan: "Pranata Komputer",
      unit: "UNIV",
    },
    username: "adm",
    roles: [{ peran: "admin", unit: "UNIV" }],
  },
];

/** Someone of a test's institution, who can ask the edge for things. */
export interface Actor {
  readonly token: string;
  readonly userId: string;
  readonly pegawaiId: string;
}

/** An institution of a test's own, with everybody of the acceptance scenarios. */
export interface TestInstitution extends CreatedInstitution {
  readonly slug: string;
  /** Logs somebody in, once. */
  actor(key: string): Promise<Actor>;
}

let hash: Promise<string> | undefined;

/**
 * Makes an institution of a test's own: a university in Semarang with a faculty of engineering (FT, with the programme TI)
 * and one of economics (FE, with EK), a budget line of 500 million, and a clock that stands at `today` (ISO date).
 */
export async function makeInstitution(
  options: { today?: string; pagu?: number; host?: string } = {},
): Promise<TestInstitution> {
  hash ??= hashForSeed(testPassword);
  const slug = `uji-${crypto.randomUUID()}`;
  const spec: InstitutionSpec = {
    slug,
    ...(options.host ? { host: options.host } : {}),
    nama: "Universitas Uji Semarang",
    kota: "Semarang",
    kop: {
      baris: ["KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI", "UNIVERSITAS UJI SEMARANG"],
      alamat: "Jalan Pemuda 1, Semarang 50132",
      kontak: "Telepon (024) 7000000, laman uji.example",
    },
    units: [
      { kode: "UNIV", nama: "Universitas Uji Semarang", jenis: "institusi", kode_surat: "UUS" },
      {
        kode: "FT",
        nama: "Fakultas Teknik",
        jenis: "fakultas",
        induk: "UNIV",
        kode_surat: "FT",
        kop_baris: ["FAKULTAS TEKNIK"],
      },
      { kode: "TI", nama: "Teknik Informatika", jenis: "prodi", induk: "FT" },
      {
        kode: "FE",
        nama: "Fakultas Ekonomi",
        jenis: "fakultas",
        induk: "UNIV",
        kode_surat: "FE",
        kop_baris: ["FAKULTAS EKONOMI"],
      },
      { kode: "EK", nama: "Ekonomi Pembangunan", jenis: "prodi", induk: "FE" },
    ],
    people,
    budgets: [2025, 2026, 2027].map((tahun) => ({
      ...{ tahun, unit: "FT", kegiatan: "4471.EBA.994", akun: "524111", uraian: "Belanja perjalanan dinas biasa" },
      pagu: options.pagu ?? 500_000_000,
    })),
  };
  const created = await asOwner(async (client) => {
    const institution = await createInstitution(client, spec, (await hash) ?? "");
    if (options.today) await setToday(client, institution.id, options.today);
    return institution;
  });
  const actors = new Map<string, Promise<Actor>>();
  return {
    ...created,
    slug,
    actor(key) {
      const known = actors.get(key) ?? logIn(slug, key, created);
      actors.set(key, known);
      return known;
    },
  };
}

/** Lets an institution live on another day; 10:00 in the morning, WIB. */
export async function setToday(client: pg.ClientBase, institutionId: string, today: string): Promise<void> {
  await client.query(
    `insert into institution_clocks (institution_id, shift) values ($1, ($2 || ' 10:00+07')::timestamptz - now())
     on conflict (institution_id) do update set shift = excluded.shift`,
    [institutionId, today],
  );
}

/** Runs something with the owner's connection: what a test may set up or look at, and the product may not. */
export async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: inject("stack").ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function logIn(slug: string, key: string, created: CreatedInstitution): Promise<Actor> {
  const response = await fetch(`${inject("stack").urls.edge}/api/v1/identity/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ identifier: key.toLowerCase(), password: testPassword, institution: slug }),
  });
  if (response.status !== 200) throw new Error(`login of ${key} answered ${response.status}: ${await response.text()}`);
  const { token } = (await response.json()) as { token: string };
  const person = created.people[key];
  if (!person?.user_id) throw new Error(`nobody called ${key}`);
  return { token, userId: person.user_id, pegawaiId: person.pegawai_id };
}
