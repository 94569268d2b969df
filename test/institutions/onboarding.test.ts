import { describe, expect, it } from "vitest";
import { logInWith } from "../setup/accounts.ts";
import { ask, codeOf, newTrace, roundTrips, until, type Reply } from "../setup/http.ts";
import { ownerRows } from "../setup/institution.ts";
import { mailsTo } from "../setup/mails.ts";
import { declareModule } from "../setup/modules.ts";
import { newInstitution } from "../setup/onboarding.ts";

interface Registered {
  readonly id: string;
  readonly slug: string;
  readonly modul: readonly string[];
}

const register = (given: object, address: string = crypto.randomUUID()): Promise<Reply<Registered>> =>
  ask<Registered>(null, "POST", "/institutions", given, { "cf-connecting-ip": address });

/** A kind of institution that cannot do without a module, which needs another; a third is only recommended to it. */
async function makeKind() {
  const needed = await declareModule("dasar");
  const required = await declareModule("wajib", { needs: [needed] });
  const other = await declareModule("lain");
  const slug = `uji-${crypto.randomUUID().slice(0, 8)}`;
  await ownerRows(
    `with b as (insert into business_types (slug, name, description, icon, color) values ($1, 'Uji', '', 'x', '#000000') returning id)
     insert into module_recommendations (business_type_id, module_id, priority, is_required)
     select b.id, x.id, 1, x.wajib from b, (values ($2::uuid, true), ($3::uuid, false)) x(id, wajib)`,
    [slug, required.id, other.id],
  );
  return { slug, modul: [needed.slug, required.slug] };
}

describe("registering an institution (R1)", () => {
  it("takes one request: its owner is invited by mail, and finds its modules active and a trial begun", async () => {
    const kind = await makeKind();
    const given = { ...newInstitution(), business_type: kind.slug };
    const made = await register(given);
    expect([made.status, made.body.slug, made.body.modul]).toEqual([201, given.slug, kind.modul]);
    const [mail] = await until(
      () => mailsTo(given.pemilik.surel),
      (mails) => mails.length > 0,
    );
    const [, token = ""] = /\/akun\/undangan#([\w.-]+)$/m.exec(mail?.text ?? "") ?? [];
    const password = "roti hangat di pagi hari";
    expect((await ask(null, "POST", "/identity/invitations/accept", { token, password })).status).toBe(204);
    const entered = await logInWith(given, { identifier: given.pemilik.surel, password });
    const owner = { token: entered.body.token, userId: entered.body.person.user_id, pegawaiId: "" };
    const me = await ask<{ modul: string[]; institution_id: string; roles: { peran: string }[] }>(
      owner,
      "GET",
      "/identity/me",
    );
    expect(me.body).toMatchObject({ institution_id: made.body.id, modul: kind.modul, roles: [{ peran: "admin" }] });
    const rows = await ownerRows<{ aksi: string }>("select aksi from aktivitas where institution_id = $1 order by id", [
      made.body.id,
    ]);
    expect(rows[0]).toEqual({ aksi: "lembaga_didaftarkan" });
    const [trial] = await ownerRows<{ baru: boolean; jenis: string }>(
      `select i.percobaan_sejak > now() - interval '1 hour' as baru, b.slug as jenis
         from institutions i join business_types b on b.id = i.jenis_usaha_id where i.id = $1`,
      [made.body.id],
    );
    expect(trial).toEqual({ baru: true, jenis: kind.slug });
  });

  it("activates what was chosen as well, with what that needs; nothing is made where one of them is not offered", async () => {
    const kind = await makeKind();
    const needed = await declareModule("alas");
    const chosen = await declareModule("pilihan", { needs: [needed] });
    const given = { ...newInstitution(), business_type: kind.slug };
    for (const modul of [["tiada"], [chosen.slug, "tiada"]])
      expect(codeOf(await register({ ...given, modul }))).toBe("409 MODUL_TIDAK_TERSEDIA");
    expect(codeOf(await register({ ...given, modul: ["'; drop table modules --"] }))).toBe("422 DATA_TIDAK_SAH");
    expect(await ownerRows("select id from institutions where slug = $1", [given.slug])).toEqual([]);
    const made = await register({ ...given, modul: [chosen.slug, chosen.slug, "identity"] });
    expect([made.status, made.body.modul.toSorted()]).toEqual([
      201,
      [...kind.modul, needed.slug, chosen.slug].toSorted(),
    ]);
  });

  it("shows beforehand what may be chosen, to anybody, in their language, and asks the database once", async () => {
    const offers = (kind: string, language = "id") =>
      ask<{ data: { slug: string; nama: string; wajib: boolean }[] }>(
        null,
        "GET",
        `/institutions/modul?business_type=${kind}`,
        undefined,
        {
          "accept-language": language,
        },
      );
    const kind = await makeKind();
    expect((await offers(kind.slug)).body.data.map(({ wajib }) => wajib)).toEqual([true, false]);
    const { traceId, traceparent } = newTrace();
    const again = await ask(null, "GET", `/institutions/modul?business_type=${kind.slug}`, undefined, { traceparent });
    expect([again.status, again.headers.get("cache-control")]).toEqual([200, "public, max-age=300"]);
    expect(await roundTrips(traceId)).toEqual({ neon: 0, upstash: 0, qstash: 0 });
    for (const [language, nama] of [
      ["id", "Perjalanan dinas"],
      ["en", "Travel orders"],
    ] as const) {
      const { body } = await offers("perguruan-tinggi", language);
      expect(body.data.find(({ slug }) => slug === "sppd")).toMatchObject({ nama, wajib: false });
    }
    expect(codeOf(await offers("tiada"))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await offers("%27--"))).toBe("422 DATA_TIDAK_SAH");
  });

  it("is refused under a slug that is taken, by an owner who has one, and for a kind that there is not", async () => {
    const first = newInstitution();
    expect((await register(first)).status).toBe(201);
    expect(codeOf(await register({ ...newInstitution(), slug: first.slug }))).toBe("409 SLUG_SUDAH_DIPAKAI");
    const again = newInstitution();
    const surel = first.pemilik.surel.toUpperCase();
    expect(codeOf(await register({ ...again, pemilik: { ...again.pemilik, surel } }))).toBe("409 SUREL_SUDAH_DIPAKAI");
    // Who registers has nobody's session to ask for the kinds with.
    expect(await register({ ...again, business_type: "tiada" })).toMatchObject({
      status: 404,
      body: {
        code: "TIDAK_DITEMUKAN",
        errors: [{ pointer: "/business_type", detail: expect.stringContaining("perguruan-tinggi, sekolah, ") }],
      },
    });
    // The mail goes to whomever they name: it is no place for links of theirs.
    expect(codeOf(await register({ ...again, nama: "Menang! https://penipu.example" }))).toBe("422 DATA_TIDAK_SAH");
    expect(await ownerRows("select id from institutions where slug = $1", [again.slug])).toEqual([]);
    expect((await register(again)).status).toBe(201);
  });

  it("happens once, however many ask for it at once; and five times an hour from one address", async () => {
    const given = newInstitution();
    const replies = await Promise.all(Array.from({ length: 6 }, () => register(given)));
    expect(replies.map(codeOf).toSorted()).toEqual(["201", ...Array<string>(5).fill("409 SLUG_SUDAH_DIPAKAI")]);

    const address = crypto.randomUUID();
    const codes = [];
    for (let turn = 0; turn < 6; turn++) codes.push(codeOf(await register(newInstitution(), address)));
    expect(codes).toEqual([...Array<string>(5).fill("201"), "429 TERLALU_SERING"]);
  });
});
