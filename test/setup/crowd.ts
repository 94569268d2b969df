import pg from "pg";
import type { StackAddresses } from "../../infra/local/stack.ts";
import { migrate } from "../../db/migrate.ts";
import { createInstitution, type CreatedInstitution } from "../../db/seed/institution.ts";
import type { InstitutionSpec, PersonSpec } from "../../db/seed/institution-spec.ts";

/** A database of its own with 200,000 orders: 180,000 of one university in three years, the others of its neighbours. */
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

const faculties = [0, 1, 2, 3];
const programmes = [0, 1, 2, 3, 4, 5];

/**
 * Makes the crowd beside the stack's own database, in the same cluster; takes some twenty seconds. Of other statements it is
 * another crowd, in the same two institutions.
 */
export async function makeCrowd(
  stack: Pick<StackAddresses, "adminUrl" | "ownerUrl" | "appUrl" | "opsUrl">,
  statements: readonly string[] = crowd,
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
  // As the superuser, who alone may leave out the checks of foreign keys, row by row.
  await within(at(stack.adminUrl), async (admin) => {
    await admin.query("set session_replication_role = replica");
    // Indexes are made faster over what is there than row by row.
    const { rows } = await admin.query<{ name: string; definition: string }>(secondaryIndexes);
    for (const { name } of rows) await admin.query(`drop index ${name}`);
    for (const statement of statements) await admin.query(statement);
    for (const { definition } of rows) await admin.query(definition);
    await admin.query("analyze");
  });
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
    remove: () =>
      within(stack.ownerUrl, async (owner) => void (await owner.query(`drop database ${name} with (force)`))),
  };
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
    ...(jenis ? { offices: [{ jenis, unit, sebutan: [jenis] }] } : {}),
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

const secondaryIndexes = `select c.oid::regclass::text as name, replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
 where t.relname in ('sppd', 'sppd_pelaksana', 'cari_sppd', 'approval_logs', 'dokumen', 'users', 'user_identifiers', 'user_roles', 'users_letak', 'cari_users', 'notifikasi') and not i.indisunique`;

/** Staff, then orders with what hangs on them. Nothing is left to chance: row `i` of a year is always the same. */
const crowd = [
  `insert into pegawai (institution_id, nip, status, nama, jabatan, unit_id)
   select u.institution_id, (190000000000000000 + row_number() over ())::text, 'PNS',
          (array['Ahmad','Budi','Citra','Dewi','Eko','Fitri','Gunawan','Hesti','Indra','Joko'])[1 + i % 10] || ' ' ||
          (array['Saputra','Wijaya','Lestari','Hidayat','Santoso','Permata','Nugroho'])[1 + i % 7] || ' ' || row_number() over (), 'Dosen', u.id
     from unit_kerja u, generate_series(1, 40) i where u.jenis = 'prodi'`,
  `insert into users (institution_id, nama, password_hash, pegawai_id)
   select g.institution_id, g.nama, '-', g.id from pegawai g where not exists (select from users u where u.pegawai_id = g.id)`,
  `create temporary table orang as
   select g.institution_id, g.id as pegawai_id, u.id as user_id, g.unit_id, g.nama, row_number() over (partition by g.institution_id order by g.id) - 1 as ke
     from pegawai g join users u on u.institution_id = g.institution_id and u.pegawai_id = g.id`,
  "analyze orang",
  `create temporary table rencana as
   select o.*, x.tahun, x.i, uuidv7(make_timestamptz(x.tahun, 1, 1, 1, 0, 0, 'UTC') + x.i * ((364 * 86400) / x.jumlah::float8) * interval '1 second' - now()) as id,
          (array['selesai','selesai','selesai','selesai','selesai','selesai','spd_terbit','draft','ditolak','diarsipkan'])[1 + (x.i / 7) % 10] as umum
     from (select s.id as institution_id, tahun, jumlah, i, (i * 7919) % 1000 as ke
             from (values ('besar', 2026, 150000), ('besar', 2025, 20000), ('besar', 2027, 10000), ('kecil', 2026, 20000)) x(slug, tahun, jumlah)
             join institutions s on s.slug = x.slug, generate_series(1, x.jumlah) i) x
     join orang o on o.institution_id = x.institution_id and o.ke = x.ke`,
  "analyze rencana",
  `insert into sppd (institution_id, id, created_at, user_id, unit_id, tahun_anggaran, status, jenis_perjalanan, kategori, maksud, alat_angkut,
       asal_kode, tujuan_kode, tempat, tanggal_berangkat, tanggal_kembali, etape, anggaran_id, biaya, total_estimasi, rantai, level_menunggu)
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), r.user_id, r.unit_id, r.tahun, case when (i / 3) % 50 = 3 then 'diajukan' else r.umum end,
       'luar_kota', 'biasa', (array['Rapat koordinasi','Seminar nasional','Pelatihan auditor','Kunjungan industri'])[1 + (i / 11) % 4] || ' ke-' || i
         || case when i % 5000 = 0 then ' akreditasi' else '' end, 'Kereta api',
       '33.74', (array['31.71','32.73','34.71','35.78'])[1 + (i / 13) % 4], 'Hotel ' || i % 300, d, d + 2, '[]',
       (select a.id from anggaran a where a.institution_id = r.institution_id), '{}', 1000000 + i, '{2,4}', case when (i / 3) % 50 = 3 then 2 + 2 * ((i / 150) % 2) end
     from rencana r, lateral (select uuid_extract_timestamp(r.id)::date + 7 + i % 20 as d) x`,
  `insert into sppd_pelaksana (institution_id, sppd_id, sppd_created_at, urut, pegawai_id, tingkat_biaya, estimasi, total)
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), 1::smallint, r.pegawai_id, 'C', '[]'::jsonb, 0 from rencana r
   union all
   select r.institution_id, r.id, uuid_extract_timestamp(r.id), 2, o.pegawai_id, 'C', '[]', 0 from rencana r
     join orang o on o.institution_id = r.institution_id and o.ke = (r.ke + 1) % 1000 where r.i % 4 = 0`,
  `insert into cari_sppd (institution_id, id, created_at, teks)
   select r.institution_id, r.id, s.created_at, lower(concat_ws(' ', s.maksud, s.tempat, w.nama, r.nama, o.nama))
     from rencana r join sppd s on s.institution_id = r.institution_id and s.id = r.id join wilayah w on w.kode = s.tujuan_kode
     left join orang o on o.institution_id = r.institution_id and o.ke = (r.ke + 1) % 1000 and r.i % 4 = 0`,
  `insert into approval_logs (institution_id, id, created_at, sppd_id, aksi, ke, oleh)
   select institution_id, langkah, uuid_extract_timestamp(langkah), id, aksi, 'x', user_id
     from (select r.*, aksi, uuidv7(uuid_extract_timestamp(r.id) + interval '1 hour' - now()) as langkah
             from rencana r, unnest(array['setujui']) aksi where r.umum <> 'draft') x`,
  `insert into dokumen (institution_id, sppd_id, sppd_created_at, jenis, nomor, tanggal, kode, snapshot, folder)
   select institution_id, id, uuid_extract_timestamp(id), 'surat_tugas', i::text, '2026-01-01', 'K' || institution_id || tahun || i, '{}', '' from rencana
    where umum = 'selesai'`,
  `insert into jobs (institution_id, name, status, created_by)
   select institution_id, 'sppd.dokumen', (array['done','done','done','done','dead'])[1 + i % 5], user_id from rencana where tahun = 2025`,
  // What was said to four audiences of the large one, over two years, to people who were there from the beginning.
  "update users set created_at = '2024-01-01'",
  "update user_roles set sejak = '2024-01-01'",
  `create temporary table kabar as
   select s.id as institution_id, x.saluran_id, x.kepada, x.jumlah, uuidv7(timestamptz '2025-01-02' + n * (interval '680 days' / x.jumlah) - now()) as id, n
     from (values ('semua', 60000), ('dosen', 20000), ('F0', 10000), ('saya', 10000)) x0(kepada, jumlah),
          lateral (select x0.kepada, x0.jumlah, uuidv7() as saluran_id) x, institutions s, generate_series(1, x.jumlah) n where s.slug = 'besar'`,
  `insert into notifikasi_saluran (institution_id, id, user_id, peran, unit_id, terakhir)
   select k.institution_id, k.saluran_id, case kepada when 'saya' then u.id end, case kepada when 'dosen' then kepada end,
       case kepada when 'F0' then f.id end, k.jumlah
     from kabar k join users u on u.institution_id = k.institution_id and u.nama = 'Orang dosen-0-0'
     join unit_kerja f on f.institution_id = k.institution_id and f.kode = 'F0' where k.n = 1`,
  `insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode)
   select institution_id, id, uuid_extract_timestamp(id), saluran_id, n, case when n % 500 = 7 then 'error' else 'info' end, 'siaran' from kabar`,
  `insert into user_roles (institution_id, user_id, peran, unit_id, sejak) select institution_id, user_id, 'dosen', unit_id, '2024-01-01' from orang
   on conflict do nothing`,
  "insert into notifikasi_saluran (institution_id, user_id, terakhir) select institution_id, user_id, 1 from orang on conflict do nothing",
  `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
   select institution_id, user_id, id, '{[1,2)}', 1, '2024-01-01' from notifikasi_saluran where terakhir = 1`,
  // One of them has read all but the very first of what was said to everybody, and nothing else.
  `insert into notifikasi_tanda (institution_id, user_id, saluran_id, dibaca, jumlah, sejak)
   select s.institution_id, u.id, s.id, '{[2,60001)}', 59999, '2024-01-01' from notifikasi_saluran s join users u on u.institution_id = s.institution_id
    where s.terakhir = 60000 and u.nama = 'Orang dosen-0-0'`,
];
