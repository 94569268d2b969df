import { beforeAll, describe, expect, it } from "vitest";
import { books, checkBooks, findDisagreements, findInRecords } from "./setup/books.ts";
import { until } from "./setup/http.ts";
import { asOwner, makeInstitution, ownerRows, type TestInstitution } from "./setup/institution.ts";
import { approveFully, draft, issueBoth, orderE1 } from "./setup/orders.ts";

/** Ways to break each claim about institution $1, in which one order was issued. Each statement changes at least one row. */
const breaks: readonly (readonly [claim: string, statement: string])[] = [
  [
    "every step of an order follows the one before, and the last one is its state",
    "update approval_logs set dari = 'rampung' where institution_id = $1 and aksi = 'terbitkan_st'",
  ],
  [
    "every step of an order follows the one before, and the last one is its state",
    "update sppd set status = 'st_terbit' where institution_id = $1",
  ],
  ["an order without a log there is not", "delete from approval_logs where institution_id = $1"],
  [
    "letters are issued once",
    "update approval_logs set aksi = 'terbitkan_st' where institution_id = $1 and aksi = 'terbitkan_spd'",
  ],
  [
    "numbers run from 1 to the counter without a gap",
    "update nomor_urut set terakhir = terakhir + 1 where institution_id = $1",
  ],
  ["numbers run from 1 to the counter without a gap", "delete from nomor_urut where institution_id = $1"],
  ...[
    // behind a letter of a later day, behind none, and the second without the first
    ["urut", "a", "tanggal - 1"],
    ["urut + 1", "a", "tanggal"],
    ["urut", "b", "tanggal"],
  ].map(
    ([urut, sisipan, tanggal]) =>
      [
        "an inserted number stands between those of its day, its letter behind the one before",
        `insert into nomor_surat (institution_id, jenis, unit_id, tahun, urut, sisipan, nomor, tanggal, sppd_id)
         select institution_id, jenis, unit_id, tahun, ${urut}, '${sisipan}', nomor || '.${sisipan}', ${tanggal}, sppd_id
           from nomor_surat where institution_id = $1 and jenis = 'st'`,
      ] as const,
  ),
  ["a number is dated as its letter is", "update nomor_surat set tanggal = tanggal + 1 where institution_id = $1"],
  [
    "an order has the numbers of the letters that were issued, and no others",
    "delete from nomor_surat where institution_id = $1 and jenis = 'spd'",
  ],
  [
    "an order has the numbers of the letters that were issued, and no others",
    "update nomor_surat set batal = true where institution_id = $1 and jenis = 'st'",
  ],
  [
    "an order has one document for each number, rendered",
    "update dokumen set rendered_at = null, pdf_sha256 = null, docx_sha256 = null where institution_id = $1 and jenis = 'spd'",
  ],
  [
    "an order has one document for each number, rendered",
    "delete from dokumen where institution_id = $1 and jenis = 'surat_tugas'",
  ],
  [
    "a document's number is its order's",
    "update dokumen set nomor = nomor || '/lain' where institution_id = $1 and jenis = 'spd'",
  ],
  [
    "an order and its travellers bear the numbers of their letters",
    "update sppd set nomor_st = null where institution_id = $1",
  ],
  [
    "an order and its travellers bear the numbers of their letters",
    "update sppd_pelaksana set nomor_spd = null where institution_id = $1",
  ],
  [
    "every step that issues letters or papers has its one job, which is done",
    "update jobs set status = 'dead' where institution_id = $1 and name = 'sppd.dokumen'",
  ],
  [
    "every step that issues letters or papers has its one job, which is done",
    `insert into jobs (institution_id, name, payload, status)
     select institution_id, name, payload, status from jobs where institution_id = $1 and name = 'sppd.dokumen' limit 1`,
  ],
  [
    "of a step everybody is told once, and of none that was not made",
    `insert into notifikasi (institution_id, id, created_at, saluran_id, nomor, jenis, kode, data, tautan, oleh)
     select institution_id, baru, uuid_extract_timestamp(baru), saluran_id, nomor + 1, jenis, kode, data, tautan, oleh
       from (select n.*, uuidv7() as baru from notifikasi n where institution_id = $1 and data ? 'langkah' limit 1) n`,
  ],
  [
    "of a step everybody is told once, and of none that was not made",
    `update notifikasi set data = jsonb_set(data, '{langkah}', to_jsonb(gen_random_uuid()))
      where institution_id = $1 and data ? 'langkah'`,
  ],
  [
    "whose turn it came to was told so",
    "delete from notifikasi where institution_id = $1 and kode like 'sppd.menunggu%'",
  ],
  [
    "whoever an outcome concerns was told of it, unless it was their own doing",
    "delete from notifikasi where institution_id = $1 and data ? 'langkah' and kode not like 'sppd.menunggu%'",
  ],
  [
    "that a kind of letter is there was told once to each whom it concerns, unless it was cancelled first",
    "delete from notifikasi where institution_id = $1 and kode like 'sppd.%siap'",
  ],
  [
    "what was said to an audience is numbered without a gap, in the order of its ids",
    "update notifikasi_saluran set terakhir = terakhir + 1 where institution_id = $1",
  ],
  [
    "a day's digests are one job, and each of them is one mail, of something that no other told",
    `insert into jobs (institution_id, name, payload, status)
     select $1::uuid, 'surel.ringkasan', '{"hari": "2026-04-06"}', 'done' from generate_series(1, 2)`,
  ],
  [
    "a day's digests are one job, and each of them is one mail, of something that no other told",
    `insert into surel (institution_id, kepada, templat, data)
     values ($1, 'd1@uji.example', 'ringkasan', '{"belum_dibaca": 1, "terbaru": [{"kode": "umum"}]}')`,
  ],
  ["no tag is left to be dropped", "insert into tag_bumps (institution_id, tags) values ($1, '{sppd}')"],
  [
    "a budget line's commitment is what open accounts hold of it, and what was spent is what the settled ones came to",
    "update anggaran set komitmen = komitmen + 1 where institution_id = $1",
  ],
  [
    "a budget line's commitment is what open accounts hold of it, and what was spent is what the settled ones came to",
    "update anggaran set realisasi = realisasi + 1 where institution_id = $1",
  ],
  [
    "orders hold of a budget line what it has committed, and what was spent on them is what it has realised",
    "update sppd set realisasi = realisasi + 1 where institution_id = $1",
  ],
  [
    "orders hold of a budget line what it has committed, and what was spent on them is what it has realised",
    "update sppd set komitmen_lain = -1 where institution_id = $1",
  ],
  [
    "an order is in one place: among the orders or in the archive",
    `insert into arsip (institution_id, id, user_id, unit_id, anggaran_id, status, tahun_anggaran, maksud, tempat, tanggal_berangkat, tanggal_kembali,
       total_estimasi, komitmen, realisasi, teks, berkas, sha256, ukuran, isi_sha256, baris)
     select institution_id, id, user_id, unit_id, anggaran_id, 'selesai', 2026, maksud, tempat, tanggal_berangkat, tanggal_kembali,
       0, 0, 0, '', institution_id || '/uji', repeat('0', 64), 1, repeat('0', 64), 1 from sppd where institution_id = $1`,
  ],
  ["orders are counted as they are", "update sppd_hitungan set jumlah = jumlah + 1 where institution_id = $1"],
  ["orders are counted as they are", "delete from sppd_hitungan where institution_id = $1"],
  [
    "days are claimed by the travellers of the orders that hold them, and stay so of trips that were made",
    "delete from sppd_klaim where institution_id = $1",
  ],
  [
    "the files that are stored are those that are recorded",
    "update dokumen set pdf_sha256 = repeat('0', 64) where institution_id = $1",
  ],
  [
    "every mail that is recorded was sent once, and noted",
    "insert into surel (institution_id, kepada, templat) values ($1, 'd1@uji.example', 'sandi_diganti')",
  ],
];

describe("the books", () => {
  let institution: TestInstitution;
  beforeAll(async () => {
    institution = await makeInstitution({ today: "2026-04-06" });
    const d1 = await institution.actor("D1");
    const order = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    await approveFully(institution, d1, order);
    await issueBoth(institution, order);
    const p1 = await institution.actor("P1");
    await until(
      () => findDisagreements(institution, p1),
      (wrong) => Object.keys(wrong).length === 0,
    );
  });

  it("agree once an order is issued and all is done", async () => {
    await checkBooks(institution);
  });

  it("have a way to break every claim", () => {
    const broken = new Set(breaks.map(([claim]) => claim));
    expect(Object.keys(books).filter((claim) => !broken.has(claim))).toEqual([]);
  });

  it.each(breaks)("name it when it is broken: %s (%#)", async (claim, statement) => {
    await asOwner(async (client) => {
      await client.query("begin");
      const { rowCount } = await client.query(statement, [institution.id]);
      expect(rowCount).toBeGreaterThan(0);
      expect(Object.keys(await findInRecords(client, institution.id))).toContain(claim);
    });
  });

  it("agree again after all that: nothing of it was kept", async () => {
    await checkBooks(institution);
  });

  it("name it when an answer is not what is true", async () => {
    await ownerRows("update sppd set nomor_st = 'lain' where institution_id = $1", [institution.id]);
    const wrong = await findDisagreements(institution, await institution.actor("P1"));
    expect(Object.keys(wrong)).toContain("what is read through the caches is what is true");
  });
});
