import type pg from "pg";
import { expect } from "vitest";
import { asOwner, type Actor, type TestInstitution } from "./institution.ts";
import { booksOfNumbers } from "./books-of-numbers.ts";
import { until } from "./http.ts";
import { mailsOf } from "./mails.ts";
import { findOutdated } from "./outdated.ts";
import { listFiles } from "./stores.ts";

/** What a book is wrong about: one row for each disagreement, in whatever columns explain it. */
export type Disagreement = Readonly<Record<string, unknown>>;

/** States in which an order holds its days and its money. */
const holding = `('diajukan', 'disetujui', 'st_terbit', 'spd_terbit', 'berjalan', 'menunggu_laporan', 'pertanggungjawaban', 'rampung')`;

/**
 * Each book as a statement over institution $1 that finds what does not agree with the log of what was done. A new kind of
 * record that an order causes (a mail, a report) gets a statement here.
 */
export const books: Readonly<Record<string, string>> = {
  "every step of an order follows the one before, and the last one is its state": `
    select s.id, s.status, l.aksi, l.dari, l.sebelum, l.ke from sppd s
      join lateral (select aksi, dari, ke, lag(ke) over w as sebelum, row_number() over w = count(*) over () as terakhir
             from approval_logs where institution_id = $1 and sppd_id = s.id
           window w as (order by id)) l on true
     where s.institution_id = $1 and (l.dari is distinct from l.sebelum or (l.terakhir and l.ke <> s.status))`,
  "an order without a log there is not": `
    select s.id from sppd s where s.institution_id = $1
       and not exists (select from approval_logs l where l.institution_id = $1 and l.sppd_id = s.id)`,
  "letters are issued once": `
    select sppd_id, aksi, count(*) from approval_logs where institution_id = $1 and aksi like 'terbitkan%'
     group by sppd_id, aksi having count(*) > 1`,
  ...booksOfNumbers,
  "an order has the numbers of the letters that were issued, and no others": `
    select o.id, o.jenis, o.wanted, count(n.nomor) as taken from (${issued()}) o
      left join nomor_surat n on n.institution_id = $1 and n.sppd_id = o.id and n.jenis = o.jenis
     group by o.id, o.jenis, o.wanted, o.batal
    having count(n.nomor) <> o.wanted or coalesce(bool_or(n.batal <> o.batal), false)`,
  "an order has one document for each number, rendered": `
    select o.id, o.jenis, o.wanted, array_agg(d.nomor) as documents from (${issued()}) o
      left join dokumen d on d.institution_id = $1 and d.sppd_id = o.id and d.jenis = case o.jenis when 'st' then 'surat_tugas' else 'spd' end
     group by o.id, o.jenis, o.wanted, o.batal
    having count(d.id) <> o.wanted or count(distinct d.nomor) <> o.wanted or bool_or(d.id is not null and d.rendered_at is null)
        or bool_or((d.status = 'dibatalkan') <> o.batal)`,
  "a document's number is its order's": `
    select d.id, d.nomor from dokumen d where d.institution_id = $1
       and not exists (select from nomor_surat n where n.institution_id = $1 and n.sppd_id = d.sppd_id and n.nomor = d.nomor)`,
  "an order and its travellers bear the numbers of their letters": `
    select s.id, s.nomor_st from sppd s where s.institution_id = $1 and s.nomor_st is distinct from
      (select d.nomor from dokumen d where d.institution_id = $1 and d.sppd_id = s.id and d.jenis = 'surat_tugas')
    union all
    select t.sppd_id, t.nomor_spd from sppd_pelaksana t where t.institution_id = $1 and t.nomor_spd is distinct from
      (select d.nomor from dokumen d where d.institution_id = $1 and d.sppd_id = t.sppd_id and d.pegawai_id = t.pegawai_id and d.jenis = 'spd')`,
  "every step that issues letters or papers has its one job, which is done": `
    select l.sppd_id, l.letters, j.jobs, j.states from
      (select sppd_id, count(*) as letters from approval_logs where institution_id = $1 and (aksi like 'terbitkan%'
         or aksi in ('bayar_uang_muka', 'ubah_perjalanan', 'kirim_laporan', 'sahkan_rampung', 'bayar') and ke <> 'dibatalkan_terbit'
         or aksi = 'sahkan_pembatalan') group by 1) l
      full join (select (payload ->> 'sppd_id')::uuid as sppd_id, count(*) as jobs, array_agg(status) as states from jobs
                  where institution_id = $1 and name = 'sppd.dokumen' and not ${archived("payload ->> 'sppd_id'")} group by 1) j using (sppd_id)
     where l.letters is distinct from j.jobs or j.states <> array_fill('done'::text, array[j.jobs::int])`,
  "of a step everybody is told once, and of none that was not made": `
    select n.data ->> 'langkah' as langkah, n.saluran_id, count(*), count(l.id) as made from notifikasi n
      left join approval_logs l on l.institution_id = $1 and l.id = (n.data ->> 'langkah')::uuid and n.tautan = '/sppd/' || l.sppd_id
     where n.institution_id = $1 and n.data ? 'langkah' and not ${archived("substr(n.tautan, 7)")} group by 1, 2 having count(*) > 1 or count(l.id) = 0`,
  "whose turn it came to was told so": `
    select l.sppd_id, l.aksi, l.ke from approval_logs l where l.institution_id = $1 and l.ke in ('diajukan', 'disetujui', 'st_terbit')
       and not exists (select from notifikasi n where n.institution_id = $1 and n.data ->> 'langkah' = l.id::text and n.kode like 'sppd.menunggu%')`,
  "whoever an outcome concerns was told of it, unless it was their own doing": `
    select l.sppd_id, l.aksi, l.ke, p.user_id from approval_logs l
      join (${parties()}) p on p.id = l.sppd_id and p.user_id is distinct from l.oleh
     where l.institution_id = $1 and l.ke in ('disetujui', 'ditolak', 'st_terbit', 'spd_terbit', 'dibatalkan', 'dibatalkan_terbit') and l.dari <> 'draft'
       and not exists (select from notifikasi n join notifikasi_saluran c on c.institution_id = $1 and c.id = n.saluran_id
             where n.institution_id = $1 and n.data ->> 'langkah' = l.id::text and c.user_id = p.user_id)`,
  "that a kind of letter is there was told once to each whom it concerns, unless it was cancelled first": `
    select p.id, p.status, p.user_id, d.jenis, count(n.id) as told from (${parties()}) p
      join (select sppd_id, jenis from dokumen where institution_id = $1 and jenis in ('surat_tugas', 'spd') group by 1, 2 having bool_and(rendered_at is not null)) d on d.sppd_id = p.id
      left join notifikasi_saluran c on c.institution_id = $1 and c.user_id = p.user_id
      left join notifikasi n on n.institution_id = $1 and n.saluran_id = c.id and n.kode = 'sppd.' || d.jenis || '_siap' and n.tautan = '/sppd/' || p.id
     group by 1, 2, 3, 4 having count(n.id) > 1 or (count(n.id) = 0 and p.status <> 'dibatalkan_terbit')`,
  "what was said to an audience is numbered without a gap, in the order of its ids": `
    select s.id, s.terakhir, count(n.id) as said from notifikasi_saluran s
      left join (select *, rank() over (partition by saluran_id order by id) as urut from notifikasi where institution_id = $1) n on n.saluran_id = s.id
     where s.institution_id = $1 group by 1, 2 having s.terakhir <> count(n.id) or bool_or(n.urut <> n.nomor)`,
  "a day's digests are one job, and each of them is one mail, of something that no other told": `
    select payload ->> 'hari' as hari, null as user_id, count(*) from jobs where institution_id = $1 and name = 'surel.ringkasan' group by 1 having count(*) > 1
    union all
    select split_part(kunci, ' ', 2), user_id, jsonb_array_length(data -> 'terbaru') from surel where institution_id = $1 and templat = 'ringkasan'
       and (kunci is null or kunci not like '% ' || user_id or jsonb_array_length(data -> 'terbaru') not between 1 and (data ->> 'belum_dibaca')::int)
    union all
    select t ->> 'kode', user_id, count(*) from surel, jsonb_array_elements(data -> 'terbaru') t
     where institution_id = $1 and templat = 'ringkasan' group by user_id, t having count(*) > 1`,
  "no tag is left to be dropped": `select id, tags from tag_bumps where institution_id = $1`,
  "a budget line's commitment is what open accounts hold of it, and what was spent is what the settled ones came to": `
    select a.id, a.komitmen, a.realisasi, x.* from anggaran a left join (
      select s.anggaran_id, coalesce(sum(case when s.status = 'dibatalkan_terbit' then b.biaya else t.total end)
                 filter (where bayar.id is null and (s.status in ${holding} or b.biaya is not null)), 0) as held,
             coalesce(sum(case when bayar.id is null then t.total else coalesce(b.biaya, h.ditetapkan) end)
                 filter (where bayar.id is not null or s.status in ('selesai', 'diarsipkan')), 0) as spent
        from sppd s join sppd_pelaksana t on t.institution_id = $1 and t.sppd_id = s.id
        left join sppd_spj h on h.institution_id = $1 and h.sppd_id = s.id and h.pegawai_id = t.pegawai_id
        left join sppd_pembayaran bayar on bayar.institution_id = $1 and bayar.sppd_id = s.id and bayar.pegawai_id = t.pegawai_id and bayar.jenis <> 'uang_muka'
        left join lateral (select sum((y ->> 'jumlah')::bigint) as biaya from sppd_pembatalan p, jsonb_array_elements(p.biaya) y
          where p.institution_id = $1 and p.sppd_id = s.id and p.disahkan_pada is not null and y ->> 'pegawai_id' = t.pegawai_id::text) b on true
       where s.institution_id = $1 group by 1) x on x.anggaran_id = a.id
          left join (${inArchive()}) r on r.anggaran_id = a.id
     where a.institution_id = $1 and (a.komitmen <> coalesce(x.held, 0) + coalesce(r.held, 0) or a.realisasi <> coalesce(x.spent, 0) + coalesce(r.spent, 0))`,
  "orders hold of a budget line what it has committed, and what was spent on them is what it has realised": `
    select a.id, a.komitmen, a.realisasi, s.* from anggaran a
      left join lateral (select coalesce(sum(komitmen_sppd(s.status, s.total_estimasi, s.komitmen_lain)), 0) as held, coalesce(sum(s.realisasi), 0) as spent
        from sppd s where s.institution_id = $1 and s.anggaran_id = a.id) s on true
      left join (${inArchive()}) r on r.anggaran_id = a.id
     where a.institution_id = $1 and (a.komitmen <> s.held + coalesce(r.held, 0) or a.realisasi <> s.spent + coalesce(r.spent, 0))`,
  "an order is in one place: among the orders or in the archive": `
    select a.id, s.id is not null as in_both, count(d.id) as documents, count(n.nomor) as numbers from arsip a
      left join sppd s on s.institution_id = $1 and s.id = a.id
      left join arsip_dokumen d on d.institution_id = $1 and d.arsip_id = a.id and d.jenis in ('surat_tugas', 'spd')
      left join nomor_surat n on n.institution_id = $1 and n.sppd_id = a.id and n.nomor = d.nomor
     where a.institution_id = $1 group by 1, 2 having s.id is not null or count(d.id) <> count(n.nomor)`,
  "orders are counted as they are": `
    select * from (select tahun, unit_id, bulan, status, sum(jumlah) as jumlah, sum(total_estimasi) as total, sum(komitmen) as komitmen, sum(realisasi) as realisasi
        from sppd_hitungan where institution_id = $1 group by 1, 2, 3, 4
       having (sum(jumlah), sum(total_estimasi), sum(komitmen), sum(realisasi)) <> (0, 0, 0, 0)) h
      full join (select extract(year from created_at at time zone 'UTC')::int2 as tahun, unit_id, extract(month from tanggal_berangkat)::int2 as bulan, status,
          count(*) as jumlah, sum(total_estimasi) as total, sum(komitmen_sppd(status, total_estimasi, komitmen_lain)) as komitmen, sum(realisasi) as realisasi
        from (select created_at, unit_id, tanggal_berangkat, status, total_estimasi, komitmen_lain, realisasi from sppd where institution_id = $1
          union all select uuid_extract_timestamp(id), unit_id, tanggal_berangkat, 'diarsipkan', total_estimasi, komitmen - total_estimasi, realisasi
            from arsip where institution_id = $1) o group by 1, 2, 3, 4) s using (tahun, unit_id, bulan, status)
     where (h.jumlah, h.total, h.komitmen, h.realisasi) is distinct from (s.jumlah, s.total, s.komitmen, s.realisasi)`,
  "days are claimed by the travellers of the orders that hold them, and stay so of trips that were made": `
    select sppd_id, pegawai_id, k.periode, t.status from sppd_klaim k
      full join (select t.institution_id, t.sppd_id, t.pegawai_id, s.status from sppd_pelaksana t
                   join sppd s on s.institution_id = $1 and s.id = t.sppd_id
                  where t.institution_id = $1 and (s.status = 'selesai' or s.status in ${holding})) t using (institution_id, sppd_id, pegawai_id)
     where institution_id = $1 and (k.periode is null and t.status <> 'selesai' or t.status is null)`,
};

/** Whether the order of this id lies in the archive, and its log with it. */
function archived(id: string): string {
  return `exists (select from arsip a where a.institution_id = $1 and a.id::text = ${id})`;
}

/** What archived orders hold of budget lines, and what was spent on them. */
function inArchive(): string {
  return `select anggaran_id, sum(komitmen) as held, sum(realisasi) as spent from arsip where institution_id = $1 group by 1`;
}

/** Whom each order concerns: its applicant and its travellers, by their accounts. */
function parties(): string {
  return `select s.id, s.status, u.id as user_id from sppd s join users u on u.institution_id = $1 and u.aktif and (u.id = s.user_id
      or exists (select from sppd_pelaksana t where t.institution_id = $1 and t.sppd_id = s.id and t.pegawai_id = u.pegawai_id))
    where s.institution_id = $1`;
}

/** Orders with each kind of letter: how many there must be, and whether they were taken back. */
function issued(): string {
  return `select s.id, k.jenis, s.status = 'dibatalkan_terbit' as batal, case
        when not exists (select from approval_logs l where l.institution_id = $1 and l.sppd_id = s.id and l.aksi = 'terbitkan_' || k.jenis) then 0
        when k.jenis = 'st' then 1
        else (select count(*) from sppd_pelaksana t where t.institution_id = $1 and t.sppd_id = s.id) end as wanted
      from sppd s, (values ('st'), ('spd')) k(jenis) where s.institution_id = $1`;
}

/** Fails unless everything that is recorded of an institution agrees (`findDisagreements`). */
export async function checkBooks(institution: TestInstitution): Promise<void> {
  expect(await findDisagreements(institution, await institution.actor("P1"))).toEqual({});
}

/** Fails unless what is recorded of numbers agrees, once the letters are rendered: of orders that did not come about as orders do. */
export async function checkNumbers(institution: TestInstitution): Promise<void> {
  const ofNumbers = Object.keys(books).filter((claim) => claim.includes("number"));
  const read = async () => {
    const wrong = await asOwner((client) => findInRecords(client, institution.id));
    return Object.fromEntries(ofNumbers.flatMap((claim) => (wrong[claim] ? [[claim, wrong[claim]]] : [])));
  };
  expect(await until(read, (wrong) => Object.keys(wrong).length === 0)).toEqual({});
}

/**
 * What does not agree in the records of an institution, under the claim that is broken: orders, log, numbers, documents and their files, mails, jobs,
 * money, days, and what `reader`, who may see all, is shown through the caches. For when all is well again and everything
 * has been swept.
 */
export async function findDisagreements(
  institution: TestInstitution,
  reader: Actor,
): Promise<Readonly<Record<string, readonly Disagreement[]>>> {
  const recorded = await asOwner((client) => findInRecords(client, institution.id));
  const outdated = await findOutdated(institution, reader);
  return outdated.length > 0 ? { ...recorded, "what is read through the caches is what is true": outdated } : recorded;
}

/** What is wrong by the records alone, the files and the mails beside them: as this connection sees them, within its transaction. */
export async function findInRecords(
  client: pg.ClientBase,
  institutionId: string,
): Promise<Readonly<Record<string, readonly Disagreement[]>>> {
  const wrong: Record<string, readonly Disagreement[]> = {};
  for (const [claim, statement] of Object.entries(books)) {
    const { rows } = await client.query<Disagreement>(statement, [institutionId]);
    if (rows.length > 0) wrong[claim] = rows;
  }
  const recorded = await client.query<{ key: string; bytes: number; sha256: string }>(
    `select folder || id || '-batal.pdf' as key, batal_bytes as bytes, batal_sha256 as sha256 from dokumen where institution_id = $1 and batal_sha256 is not null
     union all select folder || id || '.' || kind as key, bytes, sha256 from dokumen,
       lateral (values ('pdf', pdf_bytes, pdf_sha256), ('docx', docx_bytes, docx_sha256)) f(kind, bytes, sha256)
      where institution_id = $1
     union all select berkas, ukuran, sha256 from arsip where institution_id = $1
     union all select folder || id || kind, bytes, sha256 from arsip_dokumen,
       lateral (values ('.pdf', pdf_bytes, pdf_sha256), ('.docx', docx_bytes, docx_sha256), ('-batal.pdf', batal_bytes, batal_sha256)) f(kind, bytes, sha256)
      where institution_id = $1 and sha256 is not null`,
    [institutionId],
  );
  const leaving = await client.query<{ kunci: string }>(
    "select kunci from berkas_sementara where institution_id = $1",
    [institutionId],
  );
  const stored = (await listFiles("documents", institutionId)).filter(
    ({ key }) => !leaving.rows.some(({ kunci }) => kunci === key),
  );
  const describe = ({ key, bytes, sha256 }: (typeof stored)[number]) => `${key} ${bytes} ${sha256}`;
  const differing = oneSided(stored.map(describe), recorded.rows.map(describe));
  if (differing.length > 0) wrong["the files that are stored are those that are recorded"] = differing;
  const mails = await findUnsentOrTwice(client, institutionId);
  if (mails.length > 0) wrong["every mail that is recorded was sent once, and noted"] = mails;
  return wrong;
}

/** What is in one of the two lists alone. */
function oneSided(stored: readonly string[], recorded: readonly string[]): Disagreement[] {
  return [
    ...stored.filter((file) => !recorded.includes(file)).map((file) => ({ stored: file })),
    ...recorded.filter((file) => !stored.includes(file)).map((file) => ({ recorded: file })),
  ];
}

/** Mails that do not lie in the mailbox once, for whom they were recorded; those that a provider refuses, or nobody needs, not at all. */
async function findUnsentOrTwice(client: pg.ClientBase, institutionId: string): Promise<Disagreement[]> {
  const { rows } = await client.query<{ id: string; kepada: string; sent: boolean; galat: string | null }>(
    "select id, kepada, sent_at is not null as sent, galat from surel where institution_id = $1",
    [institutionId],
  );
  const box = await mailsOf(rows.map(({ id }) => id));
  return rows.flatMap((mail) => {
    const boxed = box.filter(({ key }) => key === mail.id).map(({ to }) => to);
    const wanted = mail.galat === null ? [mail.kepada] : [];
    const agrees = mail.sent === (mail.galat === null) && boxed.join() === wanted.join();
    return agrees ? [] : [{ ...mail, boxed }];
  });
}
