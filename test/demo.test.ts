import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readConfig } from "../db/core/env.ts";
import { roles } from "../db/core/manifest.ts";
import { migrate } from "../db/migrate.ts";
import { STATUS_SPPD } from "../db/modules/sppd/rules/status.ts";
import { localLicences } from "../infra/local/secrets.ts";
import { seedDemo, type SeededDemo } from "../db/seed/demo.ts";
import { startSilentQueue, type SilentQueue } from "./setup/silent-queue.ts";

/** A database of this test's own: the demo's slug can be taken once. */
const name = `serambi_demo_${process.pid}`;
const stack = inject("stack");
const inOurs = (url: string): string => url.replace(/\/serambi$/, `/${name}`);
const ownerUrl = inOurs(stack.ownerUrl);
/** Files that it brought, by their keys, and what it said. */
const kept = new Map<string, number>();
const said: string[] = [];
/** The stack's Workers look into another database. */
let queue: SilentQueue;
let demo: SeededDemo;

beforeAll(async () => {
  await run(stack.adminUrl, `create database ${name} owner serambi_owner`);
  const appPassword = decodeURIComponent(new URL(stack.appUrl).password);
  await migrate({ ownerUrl, appPassword, opsPassword: crypto.randomUUID() });
  queue = await startSilentQueue();
  demo = await seed(queue.url);
}, 240_000);

afterAll(async () => {
  queue.stop();
  await run(stack.adminUrl, `drop database ${name} with (force)`);
});

describe("the demo university", () => {
  it("has 40 people in all roles, and says who can sign in as each", async () => {
    expect(
      await rows(`select (select count(*) from pegawai)::int as pegawai,
        (select count(distinct user_id) from user_roles)::int as akun`),
    ).toEqual([{ pegawai: 40, akun: 40 }]);
    expect(new Set(demo.people.flatMap(({ peran }) => peran.split(", ")))).toEqual(new Set(roles));
    const known = await rows<{ value: string }>("select value from user_identifiers where kind = 'username'");
    expect(known.map(({ value }) => value)).toEqual(
      expect.arrayContaining(demo.people.map(({ username }) => username)),
    );
  });

  it("has some 2,000 orders of three years, in every state", async () => {
    const found = await rows<{ status: string; jumlah: number }>(
      "select status, count(*)::int as jumlah from sppd group by status",
    );
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(STATUS_SPPD));
    expect(found.reduce((sum, { jumlah }) => sum + jumlah, 0)).toBe(2_000);
  });

  it("keeps books that agree: each budget line holds what its orders do, and less than 70 % of its ceiling", async () => {
    expect(
      await rows(`select a.id from anggaran a left join lateral (
          select coalesce(sum(total_estimasi) filter (where status not in ('draft', 'ditolak', 'dibatalkan', 'dibatalkan_terbit', 'selesai', 'diarsipkan')), 0) as janji,
                 coalesce(sum(realisasi), 0) as bayar
            from sppd s where s.anggaran_id = a.id) o on true
        where a.komitmen <> o.janji or a.realisasi <> o.bayar or a.komitmen + a.realisasi > a.pagu * 0.7`),
    ).toEqual([]);
    expect(
      await rows(`select s.id from sppd s where s.total_estimasi <> (select sum(t.total) from sppd_pelaksana t where t.sppd_id = s.id)
        or exists (select from sppd_pelaksana t where t.sppd_id = s.id
             and t.total <> (select sum((b ->> 'jumlah')::bigint) from jsonb_array_elements(t.estimasi) b))`),
    ).toEqual([]);
  });

  it("knows what each trip that was made really cost, line by line, and that it was paid", async () => {
    expect(
      await rows(`select s.id, s.status from sppd s join sppd_pelaksana t on t.institution_id = s.institution_id and t.sppd_id = s.id
          left join sppd_spj h on h.institution_id = s.institution_id and h.sppd_id = s.id and h.pegawai_id = t.pegawai_id
          left join sppd_pembayaran p on p.institution_id = s.institution_id and p.sppd_id = s.id and p.pegawai_id = t.pegawai_id and p.jenis <> 'uang_muka'
          left join lateral (select sum(b.ditetapkan) as ditetapkan, bool_or(b.putusan = 'menunggu') as menunggu from sppd_biaya b
            where b.institution_id = s.institution_id and b.sppd_id = s.id and b.pegawai_id = t.pegawai_id) b on true
        where (h.sppd_id is not null) <> (s.status in ('pertanggungjawaban', 'rampung', 'selesai', 'diarsipkan'))
           or (h.disahkan_pada is not null) <> (s.status in ('rampung', 'selesai', 'diarsipkan'))
           or (p.id is not null) <> (s.status in ('selesai', 'diarsipkan'))
           or b.menunggu <> (s.status = 'pertanggungjawaban') or h.ditetapkan <> b.ditetapkan or h.ditetapkan > t.total
           or p.jumlah <> h.ditetapkan - h.dibayar_semula`),
    ).toEqual([]);
    expect(
      await rows(`select s.id from sppd s where s.realisasi <> case when s.status in ('selesai', 'diarsipkan')
        then (select sum(h.ditetapkan) from sppd_spj h where h.institution_id = s.institution_id and h.sppd_id = s.id) else 0 end`),
    ).toEqual([]);
    const [year] = await rows<{ bayar: string; janji: string }>(
      `select sum(s.realisasi) as bayar, sum(s.total_estimasi) as janji from sppd s where s.status = 'selesai'`,
    );
    expect(Number(year?.bayar) / Number(year?.janji)).toBeGreaterThan(0.85);
  });

  it("claims each traveller's days for the orders that are alive, and for no others", async () => {
    expect(
      await rows(`select t.sppd_id from sppd_pelaksana t join sppd s on s.id = t.sppd_id
        left join sppd_klaim k on k.sppd_id = t.sppd_id and k.pegawai_id = t.pegawai_id
          and k.periode = daterange(s.tanggal_berangkat, s.tanggal_kembali, '[]')
       where (k.sppd_id is null) <> (s.status in ('draft', 'ditolak', 'dibatalkan', 'dibatalkan_terbit'))`),
    ).toEqual([]);
  });

  it("numbers its letters without gaps, by its templates", async () => {
    expect(
      await rows(`select n.jenis from nomor_urut n join lateral (
          select count(*) as banyak, max(urut) as terbesar, min(urut) as terkecil from nomor_surat s
           where (s.jenis, s.unit_id, s.tahun) = (n.jenis, n.unit_id, n.tahun)) s on true
        where (s.banyak, s.terbesar, s.terkecil) is distinct from (n.terakhir, n.terakhir, 1)`),
    ).toEqual([]);
    // The month does not stand in the templates, so any day of the year fills them.
    expect(
      await rows(`select n.nomor from nomor_surat n join unit_kerja u on u.id = n.unit_id join nomor_templat t on t.jenis = n.jenis
        where n.nomor <> isi_nomor(t.templat, n.urut, n.jenis, u.kode_surat, '000.1.2.3', make_date(n.tahun, 1, 1))`),
    ).toEqual([]);
    expect(
      await rows(`select s.id from sppd s where (s.nomor_st is null) <> (not exists (
          select from nomor_surat n where n.sppd_id = s.id and n.jenis = 'st' and n.nomor = s.nomor_st))`),
    ).toEqual([]);
  });

  it("tells of every order how it came to where it stands", async () => {
    expect(
      await rows(`select * from (
          select l.sppd_id, l.dari, l.ke, lag(l.ke) over w as sebelum, lead(l.ke) over w as sesudah, l.created_at, s.status
            from approval_logs l join sppd s on s.id = l.sppd_id window w as (partition by l.sppd_id order by l.id)) x
        where dari is distinct from sebelum or (sesudah is null and ke <> status) or created_at > now()`),
    ).toEqual([]);
    expect(
      await rows("select id from sppd s where not exists (select from approval_logs l where l.sppd_id = s.id)"),
    ).toEqual([]);
  });

  it("awaits a report of everybody who has come back and has not handed one in", async () => {
    const found = await rows<{ status: string; laporan: string[] }>(
      "select s.status, array_agg(distinct l.status) as laporan from laporan_perjalanan l join sppd s on s.id = l.sppd_id group by 1",
    );
    expect(Object.fromEntries(found.map(({ status, laporan }) => [status, laporan]))).toEqual({
      menunggu_laporan: ["draft"],
      pertanggungjawaban: ["dikirim"],
      rampung: ["diterima"],
      selesai: ["diterima"],
      diarsipkan: ["diterima"],
    });
  });

  it("has issued its open letters as the product does: frozen, verifiable, and given to the queue to be rendered", async () => {
    const papers = await rows<{ sppd_id: string; url: string }>(
      "select sppd_id, snapshot #>> '{verifikasi,url}' as url from dokumen where status = 'berlaku'",
    );
    const open = await rows<{ id: string }>(
      "select id from sppd where status in ('st_terbit', 'spd_terbit') and tanggal_berangkat > app_today()",
    );
    expect(papers.map(({ sppd_id }) => sppd_id)).toEqual(expect.arrayContaining(open.map(({ id }) => id)));
    expect(open.length).toBeGreaterThanOrEqual(10);
    expect(papers.every(({ url }) => url.startsWith(`${stack.env.PUBLIC_URL}/verify/`))).toBe(true);
    const jobs = await rows<{ id: string; status: string }>("select id, status from jobs");
    expect(new Set(jobs.map(({ status }) => status))).toEqual(new Set(["sent"]));
    expect(queue.published.toSorted()).toEqual(jobs.map(({ id }) => id).toSorted());
  });

  it("has led the orders of one faculty's last weeks through every step, with receipts and papers, each on its day", async () => {
    expect(said.filter((line) => line.includes("not issued"))).toEqual([]);
    const found = await rows<{ jenis: string; jumlah: number }>(
      "select jenis, count(*)::int as jumlah from dokumen group by 1",
    );
    const papers = Object.fromEntries(found.map(({ jenis, jumlah }) => [jenis, jumlah]));
    for (const jenis of ["surat_tugas", "spd", "laporan", "rincian_biaya", "pengeluaran_riil", "kuitansi"])
      expect([jenis, (papers[jenis] ?? 0) >= 10]).toEqual([jenis, true]);
    // Whoever declared what they spent, and nobody else, has said so on paper.
    expect(
      await rows(`select d.id from dokumen d where d.jenis = 'rincian_biaya'
        and exists (select from sppd_biaya b where b.sppd_id = d.sppd_id and b.pegawai_id = d.pegawai_id and b.riil and b.ditetapkan > 0)
         <> exists (select from dokumen r where r.sppd_id = d.sppd_id and r.pegawai_id = d.pegawai_id and r.jenis = 'pengeluaran_riil')`),
    ).toEqual([]);
    const settled = await rows<{ id: string }>(
      `select s.id from sppd s where s.status = 'selesai' and exists (select from dokumen d where d.sppd_id = s.id and d.jenis = 'spd')`,
    );
    expect(settled.length).toBeGreaterThanOrEqual(10);
    expect(
      await rows(`select d.id, d.jenis, d.tanggal, l.created_at from dokumen d join approval_logs l on l.sppd_id = d.sppd_id and l.aksi = case d.jenis
          when 'surat_tugas' then 'terbitkan_st' when 'spd' then 'terbitkan_spd' when 'laporan' then 'kirim_laporan' else 'sahkan_rampung' end
        where d.jenis <> 'kuitansi' group by d.id, d.jenis, d.tanggal, l.created_at
       having d.tanggal <> (l.created_at at time zone 'Asia/Jakarta')::date`),
    ).toEqual([]);
    const files = await rows<{ kunci: string; ukuran: number }>("select kunci, ukuran from sppd_berkas");
    expect(new Map(files.map(({ kunci, ukuran }) => [kunci, ukuran]))).toEqual(kept);
    expect(await rows("select institution_id from institution_clocks")).toEqual([]);
    expect(await rows("select id from approval_logs where created_at > now()")).toEqual([]);
  });

  it("is hidden from the application until it acts for it", async () => {
    const count = "select count(*)::int as jumlah from sppd";
    const [{ id } = { id: "" }] = await rows<{ id: string }>("select id from institutions");
    const seen = async (institution: string): Promise<unknown> => {
      const set = `select set_config('app.institution_id', '${institution}', false)`;
      return await run(inOurs(stack.appUrl), set, count);
    };
    expect(await seen("")).toEqual([{ jumlah: 0 }]);
    expect(await seen(crypto.randomUUID())).toEqual([{ jumlah: 0 }]);
    expect(await seen(id)).toEqual([{ jumlah: 2_000 }]);
  });

  it("cannot be set up twice, and nothing is changed by trying", async () => {
    const state = `select (select count(*) from sppd) as sppd, (select count(*) from pegawai) as pegawai,
      (select count(*) from approval_logs) as log, (select sum(komitmen) from anggaran) as komitmen`;
    const before = await rows(state);
    await expect(seed("http://127.0.0.1:9")).rejects.toThrow("institutions_slug_key");
    expect(await rows(state)).toEqual(before);
  });
});

function seed(queueUrl: string): Promise<SeededDemo> {
  const env = { ...stack.env, DATABASE_URL: inOurs(stack.env.DATABASE_URL), QSTASH_URL: queueUrl };
  const signer = { kid: localLicences, privateKey: stack.licencePrivateKey };
  const keepFile = (key: string, bytes: Uint8Array): Promise<void> => {
    kept.set(key, bytes.length);
    return Promise.resolve();
  };
  return seedDemo({ ownerUrl, config: readConfig(env), signer, keepFile, say: (line) => said.push(line) });
}

/** Rows of one statement with the owner's connection, which row-level security does not bind. */
async function rows<Row = unknown>(text: string): Promise<Row[]> {
  return (await run(ownerUrl, text)) as Row[];
}

/** Runs statements on one connection; the rows of the last. */
async function run(connectionString: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements.slice(0, -1)) await client.query(statement);
    return (await client.query(statements.at(-1) ?? "")).rows as unknown[];
  } finally {
    await client.end();
  }
}
