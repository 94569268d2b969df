import { beforeAll, describe, expect, it } from "vitest";
import { ask, codeOf, type Reply } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { delegate, officeOf } from "../setup/offices.ts";
import { act, bandung, draft, leg, orderE1, tripTo } from "../setup/orders.ts";

let institution: TestInstitution;
const who = (key: string) => institution.actor(key);
const staff = (key: string) => institution.people[key]?.pegawai_id ?? "";
const asOf = async (key: string, to: string, changes: Record<string, unknown> = {}, by = key) =>
  await delegate(await who(by), await officeOf(institution, key), staff(to), changes);

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
});

/** What somebody may, and as what. */
const rolesOf = async (actor: Actor) =>
  (await ask<{ roles: { peran: string; izin?: object }[] }>(actor, "GET", "/identity/me")).body.roles;

describe("offices", () => {
  it("are given, changed and ended by administrators alone, and stand in the list of their year", async () => {
    const adm = await who("ADM");
    const body = {
      jenis: "dekan",
      pegawai_id: staff("D3"),
      unit_id: institution.units["FE"],
      sebutan: ["Dekan,"],
      mulai: "2026-04-06",
      sk: "SK 1",
    };
    expect(codeOf(await ask(await who("A2"), "POST", "/pejabat", body))).toBe("403 TIDAK_BERWENANG");
    const made = await ask<{ id: string }>(adm, "POST", "/pejabat", body);
    expect(codeOf(made)).toBe("201");
    const second = { ...body, pegawai_id: staff("OP") };
    expect(codeOf(await ask(adm, "POST", "/pejabat", second))).toBe("409 JABATAN_TERISI");
    // Of vice deans there are several.
    const vice = { ...second, jenis: "wadek", sebutan: ["Wakil Dekan I,"] };
    expect(codeOf(await ask(adm, "POST", "/pejabat", vice))).toBe("201");
    expect(codeOf(await ask(adm, "POST", "/pejabat", { ...body, selesai: "2026-04-05" }))).toBe(
      "422 PERIODE_JABATAN_TIDAK_SAH",
    );
    for (const wrong of [{ pegawai_id: crypto.randomUUID() }, { unit_id: crypto.randomUUID() }])
      expect((await ask(adm, "POST", "/pejabat", { ...vice, ...wrong })).status).toBe(422);

    const listed = async () =>
      (await ask<{ id: string; selesai: string | null }[]>(await who("D2"), "GET", "/pejabat?tahun=2026")).body.find(
        ({ id }) => id === made.body.id,
      );
    expect(await listed()).toMatchObject({ selesai: null });
    const change = (id: string, changes: object) => ask(adm, "PATCH", `/pejabat/${id}`, changes);
    expect(codeOf(await change(made.body.id, { selesai: "2026-04-04" }))).toBe("422 PERIODE_JABATAN_TIDAK_SAH");
    expect(codeOf(await change(made.body.id, { selesai: "2026-04-30" }))).toBe("200");
    expect(await listed()).toMatchObject({ selesai: "2026-04-30" });
    expect(codeOf(await ask(adm, "POST", "/pejabat", { ...second, mulai: "2026-05-01" }))).toBe("201");
    expect(codeOf(await change(made.body.id, { selesai: "2026-05-01" }))).toBe("409 JABATAN_TERISI");
    expect(codeOf(await change(crypto.randomUUID(), { sk: "SK 2" }))).toBe("404 TIDAK_DITEMUKAN");
  });

  it("change approval chains at once", async () => {
    const adm = await who("ADM");
    const d1 = await who("D1");
    const firstLevel = async (day: string) =>
      (await act(d1, await draft(d1, tripTo(institution, d1, day, day)), "ajukan")).body["level_menunggu"];
    const office = await officeOf(institution, "A1");
    expect(await firstLevel("2026-06-01")).toBe(2);
    await ask(adm, "PATCH", `/pejabat/${office}`, { selesai: "2026-04-05" });
    // Nobody heads the programme: the dean's level is the first.
    expect(await firstLevel("2026-06-02")).toBe(4);
    await ask(adm, "PATCH", `/pejabat/${office}`, { selesai: null });
    expect(await firstLevel("2026-06-03")).toBe(2);
  });
});

describe("a delegation", () => {
  it("brings the office's part in travel orders to whoever has no role of it, and nothing else; and takes it away", async () => {
    const [a1, d2] = [await who("A1"), await who("D2")];
    const id = await draft(await who("D1"), tripTo(institution, await who("D1"), "2026-06-08", "2026-06-08"));
    await act(await who("D1"), id, "ajukan");
    expect(codeOf(await act(d2, id, "setujui"))).toBe("403 TIDAK_BERWENANG");
    const given = await asOf("A1", "D2");
    expect(codeOf(given)).toBe("201");
    expect((await rolesOf(d2)).map(({ peran, izin }) => [peran, izin !== undefined])).toEqual([
      ["dosen", false],
      ["kaprodi", true],
    ]);
    expect(codeOf(await ask(d2, "GET", "/identity/users"))).toBe("403 TIDAK_BERWENANG");
    const mine = await ask<{ data: { id: string; menggantikan: { nama: string } }[] }>(d2, "GET", "/delegasi");
    expect(mine.body.data.map(({ menggantikan }) => menggantikan.nama)).toEqual(["Hendra Gunawan"]);

    const end = (by: Actor) => ask(by, "POST", `/delegasi/${String(given.body["id"])}/akhiri`);
    expect(codeOf(await end(await who("W1")))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await end(a1))).toBe("204");
    expect(codeOf(await end(a1))).toBe("409 DELEGASI_BERAKHIR");
    expect((await rolesOf(d2)).map(({ peran }) => peran)).toEqual(["dosen"]);
    expect(codeOf(await act(d2, id, "setujui"))).toBe("403 TIDAK_BERWENANG");
  });

  it("is refused where there is nobody, no office of one's own, no such time, or somebody else already", async () => {
    const wrong: readonly (readonly [string, Promise<Reply<Record<string, unknown>>>])[] = [
      ["422 PENERIMA_DELEGASI_TIDAK_SAH", asOf("A2", "A2")],
      ["422 PENERIMA_DELEGASI_TIDAK_SAH", asOf("A2", "nobody", { pegawai_id: crypto.randomUUID() })],
      ["404 TIDAK_DITEMUKAN", asOf("A2", "D1", {}, "W1")],
      ["403 TIDAK_BERWENANG", asOf("A2", "D1", {}, "D1")],
      ["403 TIDAK_BERWENANG", asOf("A2", "W1", {}, "G1")],
      ["422 PERIODE_JABATAN_TIDAK_SAH", asOf("A2", "W1", { mulai: "2026-04-05" })],
      ["422 PERIODE_JABATAN_TIDAK_SAH", asOf("A2", "W1", { mulai: "2026-04-11" })],
      ["422 PERIODE_JABATAN_TIDAK_SAH", asOf("A2", "W1", { selesai: "2027-06-01" })],
      // The office is held: nobody is Plt of it, and nobody stands below a name that was not given.
      ["422 KAPASITAS_TIDAK_SAH", asOf("A2", "W1", { kapasitas: "Plt" }, "ADM")],
      ["422 KAPASITAS_TIDAK_SAH", asOf("A2", "W1", { kapasitas: "u.b." })],
    ];
    for (const [code, reply] of wrong) expect(codeOf(await reply)).toBe(code);
    const both = await Promise.all([asOf("K1", "R1"), asOf("K1", "W1")]);
    expect(both.map(codeOf).toSorted()).toEqual(["201", "409 DELEGASI_RANGKAP"]);
  });

  it("is given by an administrator on the holder's behalf, which their log says", async () => {
    expect(codeOf(await asOf("R1", "K1", {}, "ADM"))).toBe("201");
    const logs = await ownerRows<{ aksi: string; oleh: string }>(
      "select aksi, oleh from aktivitas where institution_id = $1 and user_id = $2 and aksi like 'delegasi%'",
      [institution.id, institution.people["K1"]?.user_id],
    );
    expect(logs).toEqual([{ aksi: "delegasi_diberikan", oleh: institution.people["ADM"]?.user_id }]);
  });

  it("prints a.n. and u.b. above whoever signs, two levels at most; of a vacant office a superior says who is Plt", async () => {
    const other = await makeInstitution({ today: "2026-04-06" });
    const key = (name: string) => other.people[name]?.pegawai_id ?? "";
    const [a2, w1, a1, r1] = await Promise.all(["A2", "W1", "A1", "R1"].map((name) => other.actor(name)));
    if (!a2 || !w1 || !a1 || !r1) throw new Error("nobody there");
    const an = await delegate(a2, await officeOf(other, "A2"), key("W1"), { kapasitas: "a.n." });
    expect(codeOf(an)).toBe("201");
    const ub = await delegate(w1, String(an.body["id"]), key("A1"), { kapasitas: "u.b." });
    expect(codeOf(ub)).toBe("201");
    for (const kapasitas of ["u.b.", "Plh", "a.n."])
      expect(codeOf(await delegate(a1, String(ub.body["id"]), key("D1"), { kapasitas }))).toBe("422 DELEGASI_BERANTAI");
    const titles = await ownerRows<{ sebutan: string[] }>(
      "select sebutan from pejabat where institution_id = $1 and asal_id is not null order by id",
      [other.id],
    );
    expect(titles.map(({ sebutan }) => sebutan)).toEqual([
      ["a.n. Dekan", "Wakil Dekan II,"],
      ["a.n. Dekan", "Wakil Dekan II,", "u.b.", "Ketua Program Studi,"],
    ]);
    // What was given below goes with what was taken back.
    expect(codeOf(await ask(a2, "POST", `/delegasi/${String(an.body["id"])}/akhiri`))).toBe("204");
    expect(codeOf(await ask(w1, "POST", `/delegasi/${String(ub.body["id"])}/akhiri`))).toBe("409 DELEGASI_BERAKHIR");

    const vacant = await officeOf(other, "A2");
    await ask(await other.actor("ADM"), "PATCH", `/pejabat/${vacant}`, { selesai: "2026-04-05" });
    const plt = { kapasitas: "Plt" };
    expect(codeOf(await delegate(w1, vacant, key("A1"), plt))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await delegate(r1, vacant, key("W1"), plt))).toBe("201");
    const id = await draft(
      await other.actor("D1"),
      orderE1(other, [key("D1")], { etape: [leg("2026-04-20", "2026-04-21", bandung)] }),
    );
    await act(await other.actor("D1"), id, "ajukan");
    await act(a1, id, "setujui");
    expect((await act(w1, id, "setujui")).body).toMatchObject({ status: "disetujui" });
  });

  it("makes nobody PPK and treasurer of one order", async () => {
    const [b1, p1] = [await who("B1"), await who("P1")];
    const day = ["2026-07-06", "2026-07-07"] as const;
    const d3 = await who("D3");
    const id = await draft(d3, tripTo(institution, d3, ...day));
    let reply = await act(d3, id, "ajukan");
    for (const key of ["A2", "K1", "R1"])
      if (reply.body["status"] !== "disetujui") reply = await act(await who(key), id, "setujui");
    expect((await act(await who("G1"), id, "terbitkan-st")).status).toBe(202);
    expect(codeOf(await asOf("P1", "B1"))).toBe("201");
    expect((await act(b1, id, "terbitkan-spd")).status).toBe(202);
    const [signed] = await ownerRows<{ ppk: unknown; kapasitas: string; catatan: string }>(
      `select d.snapshot -> 'ppk' as ppk, l.kapasitas, l.catatan from dokumen d join approval_logs l on l.sppd_id = d.sppd_id and l.aksi = 'terbitkan_spd'
        where d.sppd_id = $1 and d.jenis = 'spd'`,
      [id],
    );
    expect(signed).toMatchObject({
      ppk: { nama: "Endah Puspita", sebutan: ["Plh. Pejabat Pembuat Komitmen,"] },
      kapasitas: "Plh",
      catatan: "(Plh. Pejabat Pembuat Komitmen, untuk Dewi Lestari)",
    });
    const advance = { pegawai_id: d3.pegawaiId, jumlah: 100_000, nomor_bukti: "UM-1", tanggal: "2026-04-06" };
    expect(codeOf(await ask(b1, "POST", `/sppd/${id}/uang-muka`, advance))).toBe("403 KONFLIK_KEPENTINGAN");
    // Nor does the PPK pay it as the treasurer's stand-in, who has signed nothing of it: that was another.
    expect(codeOf(await asOf("B1", "P1"))).toBe("201");
    expect(codeOf(await ask(p1, "POST", `/sppd/${id}/uang-muka`, advance))).toBe("201");
  });
});
