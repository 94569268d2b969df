import { until } from "./http.ts";
import pg from "pg";
import type { StackAddresses } from "../../infra/local/stack.ts";
import { migrate } from "../../db/migrate.ts";
import type { Principal } from "../../db/modules/identity/principal.ts";
import { insertInBulk } from "../../db/seed/bulk.ts";
import { createInstitution, type CreatedInstitution } from "../../db/seed/institution.ts";
import type { InstitutionSpec, PersonSpec } from "../../db/seed/institution-spec.ts";

/** A database of its own with a university and its neighbours, of whom there is much. */
export interface Crowd {
  readonly adminUrl: string;
  readonly ownerUrl: string;
  /** The large one. */
  readonly id: string;
  readonly units: Readonly<Record<string, string>>;
  /** Of the large one, by key: `rektor`, `dekan-0` … `dekan-3`, `dosen-0-0` (faculty, programme). */
  readonly people: CreatedInstitution["people"];
  /** Lets the large one live at another instant. */
  setNow(instant: string): Promise<void>;
  /** The first row of a statement, with the owner's rights. */
  pick<Row>(statement: string): Promise<Row>;
  remove(): Promise<void>;
}

const tablesThatGrow =
  "sppd sppd_pelaksana cari_sppd approval_logs dokumen jobs notifikasi users user_identifiers user_roles users_letak cari_users aktivitas arsip_pelaksana";
const faculties = [0, 1, 2, 3];
const programmes = [0, 1, 2, 3, 4, 5];

/**
 * Makes a crowd beside the stack's own database, in the same cluster: two institutions, `besar` and `kecil`, and what these
 * statements say of them. Takes some seconds.
 */
export async function makeCrowd(
  stack: Pick<StackAddresses, "adminUrl" | "ownerUrl" | "appUrl" | "opsUrl">,
  statements: readonly string[],
): Promise<Crowd> {
  const name = `serambi_crowd_${crypto.randomUUID().slice(0, 8)}`;
  await within(stack.ownerUrl, (owner) => owner.query(`create database ${name}`));
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);
  const ownerUrl = at(stack.ownerUrl);
  await migrate({ ownerUrl, appPassword: passwordOf(stack.appUrl), opsPassword: passwordOf(stack.opsUrl) });
  const large = await within(ownerUrl, async (owner) => {
    await owner.query("select open_year(tahun) from generate_series(2024, 2027) tahun");
    await createInstitution(owner, describe("kecil"), "-");
    return await createInstitution(owner, describe("besar"), "-");
  });
  await within(at(stack.adminUrl), (admin) => insertInBulk(admin, tablesThatGrow.split(" "), statements));
  return {
    adminUrl: at(stack.adminUrl),
    ownerUrl,
    id: large.id,
    units: large.units,
    people: large.people,
    setNow: (instant) =>
      within(ownerUrl, async (owner) => {
        await owner.query(
          `insert into institution_clocks (institution_id, shift) values ($1, $2::timestamptz - now())
           on conflict (institution_id) do update set shift = excluded.shift`,
          [large.id, instant],
        );
      }),
    pick: <Row>(statement: string) =>
      within(ownerUrl, async (owner) => (await owner.query(statement, [large.id])).rows[0] as Row),
    remove: () => dropDatabase(stack.ownerUrl, name),
  };
}

/** Postgres's own upkeep may be at work in it, which the owner cannot end: it is over in a moment. */
async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  const drop = (): Promise<boolean> =>
    within(ownerUrl, (owner) => owner.query(`drop database ${name} with (force)`)).then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: string }).code === "42501") return false;
        throw error;
      },
    );
  if (!(await until(drop, (done) => done))) throw new Error(`${name} could not be removed`);
}

async function within<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A university of four faculties with six programmes each: a rektor, four deans, a head and a lecturer for each programme. */
function describe(slug: string): InstitutionSpec {
  const person = (key: string, unit: string, jenis?: "rektor" | "dekan" | "kaprodi"): PersonSpec => ({
    key,
    nama: `Orang ${key}`,
    status: "PNS",
    jabatan: jenis ?? "Dosen",
    unit,
    username: key,
    roles: [{ peran: "dosen", unit }],
    ...(jenis ? { offices: [{ jenis, unit, sebutan: [jenis], penerbit_st: jenis === "rektor" }] } : {}),
  });
  const pairs = faculties.flatMap((faculty) => programmes.map((programme) => `${faculty}-${programme}`));
  return {
    slug,
    nama: slug,
    kota: "Semarang",
    kop: { baris: [], alamat: "", kontak: "" },
    units: [
      { kode: "UNIV", nama: "Universitas", jenis: "institusi", kode_surat: "UN" },
      ...faculties.map((faculty) => ({
        kode: `F${faculty}`,
        nama: `Fakultas ${faculty}`,
        jenis: "fakultas" as const,
        induk: "UNIV",
      })),
      ...pairs.map((pair) => ({
        kode: `P${pair}`,
        nama: `Prodi ${pair}`,
        jenis: "prodi" as const,
        induk: `F${pair[0]}`,
      })),
    ],
    people: [
      person("rektor", "UNIV", "rektor"),
      ...faculties.map((faculty) => person(`dekan-${faculty}`, `F${faculty}`, "dekan")),
      ...pairs.flatMap((pair) => [
        person(`kaprodi-${pair}`, `P${pair}`, "kaprodi"),
        person(`dosen-${pair}`, `P${pair}`),
      ]),
    ],
    budgets: [{ tahun: 2026, unit: "UNIV", kegiatan: "1", akun: "524111", uraian: "Perjalanan", pagu: 1e12 }],
  };
}

/** Somebody of the large institution, as if they had logged in, with the role that the key names. */
export function principalIn(crowd: Crowd, key: string): Principal {
  const { pegawai_id = "", user_id } = crowd.people[key] ?? {};
  return {
    session_id: "",
    user_id: user_id ?? "",
    institution_id: crowd.id,
    nama: key,
    pegawai_id,
    zona_waktu: "Asia/Jakarta",
    host: null,
    modul: [],
    roles: [{ peran: key.replace(/-.*/, ""), unit: "", units: [] }],
  };
}
