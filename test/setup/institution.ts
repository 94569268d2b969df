import pg from "pg";
import { inject } from "vitest";
import type { KebijakanPerangkat } from "../../db/modules/identity/rules/kebijakan.ts";
import type { InstitutionSpec } from "../../db/seed/institution-spec.ts";
import { createInstitution, type CreatedInstitution } from "../../db/seed/institution.ts";
import { hashForSeed } from "../../db/seed/password.ts";
import { resetSession } from "../../infra/local/neon/sessions.ts";
import { openSessionOf } from "./log-in.ts";
import { people } from "./people.ts";

/** The password of every account that tests make. */
export const testPassword = "kata-sandi-uji-2026";

/** Someone of a test's institution, who can ask the edge for things. */
export interface Actor {
  readonly token: string;
  readonly userId: string;
  readonly pegawaiId: string;
}

/** An institution of a test's own, with everybody of the acceptance scenarios. */
export interface TestInstitution extends CreatedInstitution {
  readonly slug: string;
  /** Somebody of it in a session, the same one every time. */
  actor(key: string): Promise<Actor>;
}

let hash: Promise<string> | undefined;

/**
 * Makes an institution of a test's own: a university in Semarang with a faculty of engineering (FT, with the programme TI)
 * and one of economics (FE, with EK), a budget line of 500 million for all of them, and a clock that stands at `today` (ISO date).
 * Its people may be logged in as often as a test likes; `perangkat: null` leaves it to the platform's default.
 */
export async function makeInstitution(
  options: {
    today?: string;
    pagu?: number;
    host?: string;
    perangkat?: KebijakanPerangkat | null;
    pengaturan?: Readonly<Record<string, unknown>>;
  } = {},
): Promise<TestInstitution> {
  hash ??= hashForSeed(testPassword);
  const { perangkat = "bebas" } = options;
  const slug = `uji-${crypto.randomUUID()}`;
  const spec: InstitutionSpec = {
    slug,
    ...(options.host ? { host: options.host } : {}),
    nama: "Universitas Uji Semarang",
    kota: "Semarang",
    // Administrators log in without a second factor, unless the test says otherwise.
    pengaturan: { wajib_otp: [], ...(perangkat === null ? {} : { perangkat }), ...options.pengaturan },
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
      tahun,
      unit: "UNIV",
      kegiatan: "4471.EBA.994",
      akun: "524111",
      uraian: "Belanja perjalanan dinas biasa",
      pagu: options.pagu ?? 500_000_000,
    })),
  };
  const created = await asOwner(async (client) => {
    const institution = await createInstitution(client, spec, (await hash) ?? "");
    if (options.today) await shiftClock(client, institution.id, `${options.today} 10:00+07`);
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

/** Lets an institution live at another moment, from which its time goes on: `2026-04-06 10:00+07`. */
export function setClock(institutionId: string, moment: string): Promise<void> {
  return asOwner((client) => shiftClock(client, institutionId, moment));
}

async function shiftClock(client: pg.ClientBase, institutionId: string, moment: string): Promise<void> {
  await client.query(
    `insert into institution_clocks (institution_id, shift) values ($1, $2::timestamptz - now())
     on conflict (institution_id) do update set shift = excluded.shift`,
    [institutionId, moment],
  );
}

/** Runs something with the owner's connection: what a test may set up or look at, and the product may not. */
export function asOwner<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  return connected(inject("stack").ownerUrl, work);
}

/** The rows of one statement with the owner's connection; the test says what a row looks like. */
export function ownerRows<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
  return asOwner(async (client) => (await client.query(text, values)).rows as Row[]);
}

/** The rows of one statement as the application, in an institution or in none. */
export function appRows<Row>(institutionId: string | null, text: string, values: unknown[] = []): Promise<Row[]> {
  return asApplication(institutionId, async (client) => (await client.query(text, values)).rows as Row[]);
}

/** Runs something as the application does, in a transaction of this institution (or of none) that is rolled back. */
export function asApplication<T>(
  institutionId: string | null,
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  return connected(inject("stack").appUrl, async (client) => {
    await client.query("begin");
    await client.query("select set_config('app.institution_id', $1, true)", [institutionId ?? ""]);
    return await work(client);
  });
}

const pools = new Map<string, pg.Pool>();

/** Runs something on a connection that nobody else uses meanwhile, and leaves nothing on it that was not committed. */
async function connected<T>(connectionString: string, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const pool = pools.get(connectionString) ?? openPool(connectionString);
  pools.set(connectionString, pool);
  const client = await pool.connect();
  let broken = true;
  try {
    const result = await work(client);
    await client.query("rollback");
    await client.query(resetSession);
    broken = false;
    return result;
  } finally {
    client.release(broken);
  }
}

function openPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 12, idleTimeoutMillis: 10_000, allowExitOnIdle: true });
  // Tests kill the database, and with it what is open: who asks is told, and the next to ask opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

async function logIn(slug: string, key: string, created: CreatedInstitution): Promise<Actor> {
  const person = created.people[key];
  if (!person?.user_id) throw new Error(`nobody called ${key}`);
  const token = await openSessionOf(slug, key.toLowerCase());
  return { token, userId: person.user_id, pegawaiId: person.pegawai_id };
}
