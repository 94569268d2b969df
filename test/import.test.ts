import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./setup/http.ts";
import { checked, fileAt, fileOf, rowsOf, saved } from "./setup/imports.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
});

const headings = ["nama *", "NISN", "Surel", "NIK", "NIP", "Peran", "unit", "Catatan", "NIM"];

/** A file of five people as a school sends it: one right, one repaired, three wrong. */
const five = fileOf([
  headings,
  ["Siti Aminah", "0103000455", "SITI@Sekolah.example ", "3374010101010001", "-", "dosen", "ti", "pindahan"],
  ["Joko  Susilo", 103000456, "", "-", "19900314 201903 2 005"],
  ["Rina Hapsari", "0103000457", "", 3374010101010003],
  ["Budi Rahardjo", "0103000455"],
  ["Tri Wahyuni", "0103000458", "", "", "", "rektorat", "XX"],
]);

describe("a file of people", () => {
  it("is looked at row by row, and nobody is made of it before it is saved", async () => {
    const before = await countUsers();
    const found = await checked(adm, five);
    expect(found).toMatchObject({
      status: "siap",
      jumlah: { sah: 2, galat: 3, tak_berubah: 0, tersimpan: 0 },
      kolom_diabaikan: ["Catatan"],
    });
    const rows = await rowsOf(adm, found.id);
    expect(rows.map(({ nomor, putusan, galat, peringatan }) => ({ nomor, putusan, galat, peringatan }))).toEqual([
      { nomor: 2, putusan: "sah", galat: [], peringatan: [] },
      { nomor: 3, putusan: "sah", galat: [], peringatan: [{ kolom: "nisn", kode: "NOL_DIPULIHKAN" }] },
      { nomor: 4, putusan: "galat", galat: [{ kolom: "nik", kode: "NIK_SEL_NUMERIK" }], peringatan: [] },
      {
        nomor: 5,
        putusan: "galat",
        galat: [{ kolom: "nisn", kode: "DUPLIKAT", baris: 2, jenis: "nisn" }],
        peringatan: [],
      },
      {
        nomor: 6,
        putusan: "galat",
        galat: [
          { kolom: "peran", kode: "PERAN_TIDAK_DIKENAL" },
          { kolom: "unit", kode: "UNIT_TIDAK_DIKENAL" },
        ],
        peringatan: [],
      },
    ]);
    expect(rows.slice(0, 2).map(({ pengenal }) => pengenal)).toEqual([
      { nisn: "0103000455", email: "siti@sekolah.example" },
      { nisn: "0103000456", nip: "199003142019032005" },
    ]);
    expect(await rowsOf(adm, found.id, "&filter[putusan]=galat")).toHaveLength(3);
    expect(await countUsers()).toBe(before);

    const done = await saved(adm, found.id);
    expect(done).toMatchObject({ status: "selesai", jumlah: { sah: 0, galat: 3, tak_berubah: 0, tersimpan: 2 } });
    expect(await countUsers()).toBe(before + 2);
    const [siti] = await rowsOf(adm, found.id, "&filter[putusan]=tersimpan");
    expect(await everythingOf(siti?.user_id ?? "")).toEqual({
      nama: "Siti Aminah",
      pengenal: ["email siti@sekolah.example", "nisn 0103000455"],
      peran: ["dosen TI"],
      sandi: null,
      aktivitas: [`diimpor ${adm.userId}`],
    });
    const again = await ask(adm, "POST", `/identity/imports/${found.id}/commit`);
    expect([again.status, again.body["code"], again.body["status_sekarang"]]).toEqual([
      409,
      "IMPOR_BELUM_SIAP",
      "selesai",
    ]);
  });

  it("that is sent again makes nobody anew: whoever is there already is told as unchanged", async () => {
    const before = await countUsers();
    const found = await checked(adm, five);
    expect(found.jumlah).toEqual({ sah: 0, galat: 3, tak_berubah: 2, tersimpan: 0 });
    expect((await saved(adm, found.id)).jumlah).toEqual(found.jumlah);
    expect(await countUsers()).toBe(before);
  });

  it("comes back with its errors, as it was sent, each row with its reasons", async () => {
    const found = await checked(
      adm,
      fileOf([
        headings,
        ["Ani", "0103000901"],
        ["Rina Hapsari", "0103000902", "", 3374010101010003],
        ["Budi Rahardjo", "0103000901"],
        ["Tri Wahyuni", "0103000903", "", "", "", "rektorat", "XX"],
      ]),
    );
    const { status, bytes } = await fileAt(adm, `/identity/imports/${found.id}/errors.xlsx`);
    expect(status).toBe(200);
    const { sheets } = await readXlsx(bytes);
    const [first, ...rows] = sheets[0]?.rows ?? [];
    expect(first).toEqual([...headings, "Keterangan"]);
    const told = (row: readonly unknown[]) => row.filter((cell) => cell !== null && cell !== "");
    expect(rows.map(told)).toEqual([
      [
        "Rina Hapsari",
        "0103000902",
        "3374010101010003",
        "Baris 3. NIK: sel harus teks: angka di atas 15 digit sudah rusak",
      ],
      ["Budi Rahardjo", "0103000901", "Baris 4. NISN: sudah dipakai di berkas ini (baris 2)"],
      [
        "Tri Wahyuni",
        "0103000903",
        "rektorat",
        "XX",
        expect.stringMatching(/^Baris 5\. Peran: .*\. Unit: kode unit tidak ada$/),
      ],
    ]);
    // A formula that somebody wrote as a text comes back as that text.
    const formula = '=HYPERLINK("http://x";"klik")';
    const typed = await checked(adm, fileOf([headings, [formula, "123"]]));
    const sheet = await fileAt(adm, `/identity/imports/${typed.id}/errors.xlsx`);
    const [returned] = (await readXlsx(sheet.bytes, { readStyles: true })).sheets;
    expect(returned?.rows[1]?.[0]).toBe(formula);
    for (const cell of returned?.cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    const linked = await fetch(found.lembar_galat ?? "");
    expect([linked.status, new Uint8Array(await linked.arrayBuffer())]).toEqual([200, bytes]);
    const none = await checked(
      adm,
      fileOf([
        ["Nama", "NIM"],
        ["Ani", "20260001"],
      ]),
    );
    expect([none.lembar_galat, (await fileAt(adm, `/identity/imports/${none.id}/errors.xlsx`)).status]).toEqual([
      null,
      404,
    ]);
  });

  it("clashes with whoever has one of its names already, whatever kind of name it is there", async () => {
    await ownerRows(
      "insert into user_identifiers (institution_id, value, kind, user_id) values ($1, '20260777', 'nid', $2)",
      [institution.id, institution.people["D3"]?.user_id],
    );
    const found = await checked(
      adm,
      fileOf([
        ["Nama", "Surel", "NIM", "NIDN", "NISN"],
        // Somebody who is there; the same under another name, or with one name more; a name that is of another kind there; two
        // kinds in one row, and across rows.
        ["RATNA wulandari", "ratna@uji.example"],
        ["Orang Lain", "RATNA@uji.example "],
        ["Sari Ambarwati", "", "20260777"],
        ["Kembar Sendiri", "", "", "0401018501", "0401018501"],
        ["Satu", "", "0401018502"],
        ["Dua", "", "", "0401018502"],
      ]),
    );
    const rows = await rowsOf(adm, found.id);
    expect(rows.map(({ putusan, galat }) => [putusan, ...galat])).toEqual([
      ["tak_berubah"],
      [
        "galat",
        { kolom: "email", kode: "DUPLIKAT", baris: 2, jenis: "email" },
        { kolom: "email", kode: "PENGENAL_DIPAKAI", jenis: "email" },
      ],
      ["galat", { kolom: "nim", kode: "PENGENAL_DIPAKAI", jenis: "nid" }],
      ["galat", { kolom: "nisn", kode: "DUPLIKAT", jenis: "nidn" }],
      ["sah"],
      ["galat", { kolom: "nidn", kode: "DUPLIKAT", baris: 6, jenis: "nim" }],
    ]);
    const more = await checked(
      adm,
      fileOf([
        ["Nama", "Surel", "NIM"],
        ["Ratna Wulandari", "ratna@uji.example", "20269999"],
      ]),
    );
    expect((await rowsOf(adm, more.id)).map(({ galat }) => galat)).toEqual([
      [{ kolom: "email", kode: "PENGENAL_DIPAKAI", jenis: "email" }],
    ]);
  });

  it("loses only the rows whose names somebody took meanwhile, or whose role is gone", async () => {
    await ownerRows(
      "insert into peran_lembaga (institution_id, kode, nama, izin) values ($1, 'penjaga', 'Penjaga', '{}')",
      [institution.id],
    );
    const found = await checked(
      adm,
      fileOf([
        ["Nama", "NIM", "Peran", "Unit"],
        ["Tetap", "20261001"],
        ["Terlambat", "20261002"],
        ["Penjaga", "20261003", "penjaga", "FT"],
      ]),
    );
    expect(found.jumlah.sah).toBe(3);
    await ownerRows(
      "insert into user_identifiers (institution_id, value, kind, user_id) values ($1, '20261002', 'nid', $2)",
      [institution.id, institution.people["D2"]?.user_id],
    );
    await ownerRows("delete from peran_lembaga where institution_id = $1", [institution.id]);
    const done = await saved(adm, found.id);
    expect(done).toMatchObject({ status: "selesai", jumlah: { sah: 0, galat: 2, tersimpan: 1 } });
    const rows = await rowsOf(adm, found.id, "&filter[putusan]=galat");
    expect(rows.flatMap(({ galat }) => galat)).toEqual([
      { kolom: "nim", kode: "PENGENAL_DIPAKAI", jenis: "nid" },
      { kolom: "peran", kode: "PERAN_TIDAK_DIKENAL" },
    ]);
    expect(done.lembar_galat).not.toBeNull();
  });
});

async function countUsers(): Promise<number> {
  return (await ownerRows("select 1 from users where institution_id = $1", [institution.id])).length;
}

/** What an import wrote of somebody. */
async function everythingOf(userId: string): Promise<unknown> {
  const [row] = await ownerRows(
    `select u.nama, u.password_hash as sandi,
        array(select x.kind || ' ' || x.value from user_identifiers x where x.user_id = u.id order by 1) as pengenal,
        array(select r.peran || ' ' || k.kode from user_roles r join unit_kerja k on k.id = r.unit_id where r.user_id = u.id) as peran,
        array(select a.aksi || ' ' || a.oleh from aktivitas a where a.user_id = u.id) as aktivitas
      from users u where u.id = $1`,
    [userId],
  );
  return row;
}
