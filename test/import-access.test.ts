import { readXlsx } from "hucre/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./setup/http.ts";
import { checked, fileAt, fileOf, importOf, saved, upload } from "./setup/imports.ts";
import { endOf } from "./setup/deliveries.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  adm = await institution.actor("ADM");
});

/** A file with one person in it. */
const one = fileOf([
  ["Nama", "NIM"],
  ["Bima Sakti", "20264001"],
]);

describe("an import", () => {
  it("is begun once under a key; another file under it is refused", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const small = fileOf([
      ["Nama", "NIM"],
      ["Ani", "20262001"],
    ]);
    const [once, twice] = [await upload(adm, small, key), await upload(adm, small, key)];
    expect([once.status, twice.status, twice.body]).toEqual([202, 202, once.body]);
    const other = await upload(adm, one, key);
    expect([other.status, other.body.code]).toEqual([422, "KUNCI_IDEMPOTENSI_DIPAKAI"]);
  });

  it("is saved by those alone who may give any role: a role of one's own with the permission is no way to make administrators", async () => {
    const place = await makeInstitution();
    await ownerRows(
      `with peran as (insert into peran_lembaga (institution_id, kode, nama, izin)
         values ($1, 'pengimpor', 'Pengimpor', '{"identity.users.import":"all"}') returning institution_id, kode)
       insert into user_roles (institution_id, user_id, peran, unit_id) select institution_id, $2, kode, $3 from peran`,
      [place.id, place.people["D1"]?.user_id, place.units["UNIV"]],
    );
    const importer = await place.actor("D1");
    const sheet = fileOf([
      ["Nama", "NIM", "Peran", "Unit"],
      ["Bima Sakti", "20264001", "admin", "UNIV"],
    ]);
    const { id } = await checked(importer, sheet);
    const refused = await ask(importer, "POST", `/identity/imports/${id}/commit`);
    expect([refused.status, refused.body["code"]]).toEqual([403, "DI_LUAR_KEWENANGAN"]);
  });

  it("makes accounts that nobody logs in to before a password is chosen", async () => {
    const done = await saved(
      adm,
      (
        await checked(
          adm,
          fileOf([
            ["Nama", "NIM"],
            ["Baru", "20263001"],
          ]),
        )
      ).id,
    );
    expect(done.jumlah.tersimpan).toBe(1);
    for (const password of ["", "null", "20263001"]) {
      const { status } = await ask(null, "POST", "/identity/login", {
        identifier: "20263001",
        password: password || " ",
        institution: institution.slug,
      });
      expect([password, status]).toEqual([password, 401]);
    }
  });

  it("invites those who have an address, where that is asked for: each once, by a link of their own", async () => {
    const found = await checked(
      adm,
      fileOf([
        ["Nama", "Surel", "NIM"],
        ["Ada Surel", "ada.surel@kampus.example", ""],
        ["Tanpa Surel", "", "20266001"],
      ]),
    );
    const { body } = await ask<{ job_id: string }>(adm, "POST", `/identity/imports/${found.id}/commit?undang=true`);
    expect(await endOf(adm, body.job_id)).toMatchObject({ status: "done" });
    const invited = await ownerRows(
      `select u.nama, s.kepada, s.templat, (s.data ->> 'tautan')::uuid = l.id as tautan, l.expires_at > now() + interval '6 days' as berlaku
         from impor_baris b join users u on u.id = b.user_id join tautan_akun l on l.user_id = u.id join surel s on s.user_id = u.id
        where b.impor_id = $1`,
      [found.id],
    );
    expect(invited).toEqual([
      { nama: "Ada Surel", kepada: "ada.surel@kampus.example", templat: "undangan", tautan: true, berlaku: true },
    ]);
  });

  it("is an administrator's to send, and their institution's to see", async () => {
    const found = await checked(adm, one);
    const [op, stranger] = [await institution.actor("OP"), await (await makeInstitution()).actor("ADM")];
    expect((await upload(op, one)).status).toBe(403);
    for (const path of ["", "/rows", "/errors.xlsx"]) {
      expect((await fileAt(op, `/identity/imports/${found.id}${path}`)).status).toBe(403);
      expect((await fileAt(stranger, `/identity/imports/${found.id}${path}`)).status).toBe(404);
    }
    expect((await ask(stranger, "POST", `/identity/imports/${found.id}/commit`)).status).toBe(404);
    expect((await importOf(adm, found.id)).status).toBe("siap");
  });

  it("begins with the template, whose headings are all known and whose cells are all text", async () => {
    const { bytes } = await fileAt(adm, "/identity/imports/template.xlsx");
    const { sheets } = await readXlsx(bytes);
    expect(sheets[0]?.rows[0]).toEqual(expect.arrayContaining(["Nama", "Nama Pengguna", "NIM", "Peran", "Unit"]));
    const found = await checked(adm, bytes);
    expect([found.status, found.error_code, found.job.status]).toEqual(["gagal", "BERKAS_KOSONG", "dead"]);
  });
});
