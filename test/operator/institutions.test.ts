import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf } from "../setup/http.ts";
import { appRows, makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { operatorOf } from "../setup/operators.ts";

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly nama: string;
  readonly lisensi: { readonly status: string; readonly sampai: string; readonly kursi: number | null };
  readonly orang: number;
  readonly modul: number;
}
interface Page {
  readonly data: readonly Row[];
  readonly berikutnya: string | null;
}
interface Look {
  readonly apa: string;
  readonly diminta: Record<string, unknown>;
  readonly oleh: { readonly id: string };
  readonly alamat: string;
}

/** A word that stands in the names of these institutions and of no others. */
const mark = `zamrud${crypto.randomUUID().slice(0, 8)}`;
let platform: TestInstitution;
let schools: TestInstitution[];
let operator: Actor;

beforeAll(async () => {
  [platform, ...schools] = await Promise.all([
    makeInstitution(),
    makeInstitution(),
    makeInstitution(),
    makeInstitution(),
  ]);
  await Promise.all(
    schools.map(({ id }, at) => ownerRows("update institutions set nama = $2 where id = $1", [id, `${mark} ${at}`])),
  );
  const [, second, third] = schools;
  await ownerRows(
    `insert into licences (institution_id, id, kunci, type, jenjang_aktif, modules, seats, valid_from, valid_until, issued_at)
     values ($1, gen_random_uuid(), 'uji', 'multi', '{}', '{}', 40, '2026-01-01', '2099-12-31', '2026-01-01'),
            ($2, gen_random_uuid(), 'uji', 'multi', '{}', null, null, '2020-01-01', '2020-12-31', '2020-01-01')`,
    [second?.id, third?.id],
  );
  operator = await operatorOf(platform);
});

const list = (query: string, as = operator) => ask<Page>(as, "GET", `/operator/institutions?${query}`);
const looks = async (as = operator) => (await ask<{ data: Look[] }>(as, "GET", "/operator/access-log")).body.data;
const counted = async () =>
  (await ownerRows("select id from operator_access_log where institution_id = $1", [platform.id])).length;

describe("the platform's operator", () => {
  it("sees all institutions, found by name, slug and what their licence comes to, a page at a time", async () => {
    const found = await list(`filter[cari]=${mark}`);
    expect(found.body.data.map(({ nama }) => nama)).toEqual([0, 1, 2].map((at) => `${mark} ${at}`));
    expect(found.body.data.map(({ lisensi }) => lisensi.status)).toEqual(["percobaan", "aktif", "kedaluwarsa"]);
    expect(found.body.data[1]).toMatchObject({ lisensi: { sampai: "2099-12-31", kursi: 40 }, modul: 1 });
    const [people] = await ownerRows<{ n: number }>(
      "select count(*)::int as n from users where institution_id = $1 and aktif",
      [schools[0]?.id],
    );
    expect(found.body.data[0]?.orang).toBe(people?.n);
    for (const [at, status] of ["percobaan", "aktif", "kedaluwarsa"].entries()) {
      const { body } = await list(`filter[cari]=${mark}&filter[lisensi]=${status}`);
      expect(body.data.map(({ id }) => id)).toEqual([schools[at]?.id]);
    }
    expect((await list(`filter[cari]=${schools[2]?.slug}`)).body.data.map(({ id }) => id)).toEqual([schools[2]?.id]);
    for (const sort of ["nama", "-nama", "dibuat", "-dibuat"]) {
      const whole = (await list(`filter[cari]=${mark}&sort=${sort}`)).body.data.map(({ id }) => id);
      const paged: string[] = [];
      for (let next: string | null = ""; next !== null;) {
        const { body }: { body: Page } = await list(
          `filter[cari]=${mark}&sort=${sort}&per_page=1${next ? `&setelah=${next}` : ""}`,
        );
        paged.push(...body.data.map(({ id }) => id));
        next = body.berikutnya;
      }
      expect([sort, paged]).toEqual([sort, whole]);
      expect(whole.toSorted()).toEqual(schools.map(({ id }) => id).toSorted());
    }
  });

  it("sees of one its licence, modules and jobs, and nothing personal; its administrators see that they did", async () => {
    const school = schools[1];
    if (!school) throw new Error("no school");
    const seen = await ask(operator, "GET", `/operator/institutions/${school.id}`);
    expect(seen).toMatchObject({
      status: 200,
      body: {
        slug: school.slug,
        lisensi: { status: "aktif", type: "multi", modules: [], kursi: 40 },
        modul: [{ slug: "sppd", aktif: true, berlisensi: false }],
        pekerjaan: { menunggu: 0, gagal: 0 },
      },
    });
    for (const word of ["Ratna", "d1", "@"]) expect(JSON.stringify(seen.body)).not.toContain(`"${word}`);
    const adm = await school.actor("ADM");
    const log = await ask<{ data: { aksi: string; oleh: null }[] }>(
      adm,
      "GET",
      "/identity/activity?filter[aksi]=dilihat_operator",
    );
    expect(log.body.data).toMatchObject([{ aksi: "dilihat_operator", oleh: null, rincian: {} }]);
    expect(codeOf(await ask(operator, "GET", `/operator/institutions/${crypto.randomUUID()}`))).toBe(
      "404 TIDAK_DITEMUKAN",
    );
  });

  it("leaves a line for each look, also at the same again, at what is not there, and at the lines", async () => {
    const before = await counted();
    const nobody = crypto.randomUUID();
    await list(`filter[cari]=${mark}&filter[lisensi]=aktif`);
    const again = await list(`filter[cari]=${mark}&filter[lisensi]=aktif`);
    const { etag } = { etag: again.headers.get("etag") ?? "" };
    const same = await ask(
      operator,
      "GET",
      `/operator/institutions?filter[cari]=${mark}&filter[lisensi]=aktif`,
      undefined,
      {
        "if-none-match": etag,
      },
    );
    expect(same.status).toBe(304);
    await ask(operator, "GET", `/operator/institutions/${nobody}`);
    const [last, missed, ...lists] = await looks();
    expect(last).toMatchObject({ apa: "catatan", oleh: { id: operator.userId } });
    expect(missed).toMatchObject({ apa: "institusi", diminta: { institusi: nobody } });
    const asked = { apa: "daftar", diminta: { cari: [mark], lisensi: "aktif" } };
    expect(lists.slice(0, 3)).toMatchObject([asked, asked, asked]);
    expect(await counted()).toBe(before + 5);
  });

  it("is nobody by a role, an institution's own role, or a key; who is refused leaves no line", async () => {
    const before = await counted();
    const adm = await platform.actor("ADM");
    const elsewhere = await schools[0]?.actor("ADM");
    for (const actor of [adm, await platform.actor("OP"), await platform.actor("D1"), elsewhere ?? adm]) {
      for (const path of ["/operator/institutions", `/operator/institutions/${platform.id}`, "/operator/access-log"])
        expect(codeOf(await ask(actor, "GET", path))).toBe("403 TIDAK_BERWENANG");
    }
    const izin = { "operator.institutions.read": "all" };
    const role = { kode: "pengintip", nama: "Pengintip", izin };
    expect(codeOf(await ask(adm, "POST", "/identity/roles", role))).toBe("422 DATA_TIDAK_SAH");
    const key = { nama: "Pengintip", izin: ["operator.institutions.read"] };
    expect(codeOf(await ask(operator, "POST", "/identity/keys", key))).toBe("422 DATA_TIDAK_SAH");
    // A role that came to it past the product carries nothing of it.
    await ownerRows(
      `with peran as (insert into peran_lembaga (institution_id, kode, nama, izin) values ($1, 'pengintip', 'Pengintip', $3) returning *)
       insert into user_roles (institution_id, user_id, peran, unit_id) select institution_id, $2, kode, $4 from peran`,
      [platform.id, platform.people["D3"]?.user_id, JSON.stringify(izin), platform.units["UNIV"]],
    );
    expect(codeOf(await list("", await platform.actor("D3")))).toBe("403 TIDAK_BERWENANG");
    expect(await counted()).toBe(before);
  });

  it("has no right to what institutions keep: in the database their session is as bound as anybody's", async () => {
    expect(await appRows(platform.id, "select 1 from users where institution_id <> $1", [platform.id])).toEqual([]);
    expect(codeOf(await ask(operator, "GET", "/identity/users"))).toBe("403 TIDAK_BERWENANG");
  });

  it("must set up a second factor first, and is refused as soon as the database no longer names them", async () => {
    const institution = await makeInstitution();
    const one = await operatorOf(institution);
    expect((await list("per_page=1", one)).status).toBe(200);
    expect((await ask(one, "GET", "/identity/me")).body).toMatchObject({ operator: true, wajib_otp: false });
    await ownerRows("delete from platform_operators where user_id = $1", [one.userId]);
    expect(codeOf(await list("per_page=1", one))).toBe("403 TIDAK_BERWENANG");
    await ownerRows("insert into platform_operators (institution_id, user_id) values ($1, $2)", [
      institution.id,
      one.userId,
    ]);
    await ownerRows("update users set totp_sejak = null where id = $1", [one.userId]);
    expect(codeOf(await list("per_page=1", one))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await list("per_page=1", await operatorOf(institution)))).toBe("403 WAJIB_OTP");
  });
});
