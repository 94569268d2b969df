import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let admin: Actor;

beforeAll(async () => {
  institution = await makeInstitution();
  admin = await institution.actor("ADM");
});

function add(changes: Record<string, unknown>) {
  return ask(admin, "POST", "/pegawai", {
    status: "PNS",
    nama: "Contoh Pegawai",
    jabatan: "Lektor",
    unit_id: institution.units["TI"],
    ...changes,
  });
}

describe("E2: employee numbers", () => {
  // Whose these are has others here.
  beforeAll(async () => {
    for (const nip of ["198503122010122003", "199203152023211011"])
      await ownerRows("update pegawai set nip = left(nip, 15) || '099' where institution_id = $1 and nip = $2", [
        institution.id,
        nip,
      ]);
  });

  it("takes a PNS number, and with spaces too, which it stores without", async () => {
    for (const nip of ["198503122010122003", "19850312 201012 2 003"]) {
      const { status, body } = await add({ nip });
      expect([status, body["nip"], body["peringatan"]]).toEqual([201, "198503122010122003", []]);
      await ownerRows("delete from pegawai where institution_id = $1 and id = $2", [institution.id, body["id"]]);
    }
  });

  it("takes a PPPK number as PPPK and refuses it as PNS", async () => {
    const asPns = await add({ nip: "199203152023211011" });
    expect([asPns.status, asPns.body["code"]]).toEqual([422, "NIP_TMT_TIDAK_SAH"]);
    expect((await add({ nip: "199203152023211011", status: "PPPK" })).status).toBe(201);
  });

  it("refuses a birth month 13 and a short number, naming the field", async () => {
    const month = await add({ nip: "198513122010122003" });
    expect([month.status, month.body["code"]]).toEqual([422, "NIP_TANGGAL_LAHIR"]);
    expect(month.body["errors"]).toMatchObject([{ pointer: "/nip" }]);
    expect((await add({ nip: "19850312201012200" })).status).toBe(422);
  });

  it("takes a number whose sex digit differs, with a warning", async () => {
    const reply = await add({ nip: "198503122010122019", jenis_kelamin: "L" });
    expect(reply.status).toBe(201);
    expect(reply.body["peringatan"]).toHaveLength(1);
  });

  it("refuses a number that somebody has", async () => {
    const reply = await add({ nip: "197904182005012001" });
    expect([reply.status, reply.body["code"]]).toEqual([409, "NIP_SUDAH_ADA"]);
  });
});

describe("the bank account", () => {
  it("lies sealed in the database and opens for the bendahara alone", async () => {
    const rekening = { bank: "BNI", nomor: "0123456789", nama: "Contoh Pegawai" };
    const { body } = await add({ rekening });
    const id = String(body["id"]);
    const [stored] = await ownerRows<{ rekening: string }>("select rekening from pegawai where id = $1", [id]);
    expect(stored?.rekening).toMatch(/^v1\./);
    expect(stored?.rekening).not.toContain("0123456789");
    const opened = await ask(await institution.actor("B1"), "GET", `/pegawai/${id}/rekening`);
    expect(opened.body).toEqual(rekening);
    expect((await ask(admin, "GET", `/pegawai/${id}/rekening`)).status).toBe(403);
  });
});

describe("who sees whom", () => {
  it("shows a dosen themself, a kaprodi the programme, an admin everybody", async () => {
    const names = async (key: string) => {
      const { body } = await ask<{ data: { nama: string }[] }>(
        await institution.actor(key),
        "GET",
        "/pegawai?per_page=100",
      );
      return body.data.map(({ nama }) => nama);
    };
    expect(await names("D1")).toEqual(["Ratna Wulandari"]);
    const kaprodi = await names("A1");
    expect(kaprodi).toContain("Bayu Prasetyo");
    expect(kaprodi).not.toContain("Sari Ambarwati");
    expect(await names("ADM")).toContain("Sari Ambarwati");
  });
});

describe("a search among staff", () => {
  const found = async (actor: Actor, words: string) => {
    const query = new URLSearchParams({ sort: "nama", "filter[cari]": words, fields: "nama" });
    const { status, body } = await ask<{ data: { nama: string }[] }>(actor, "GET", `/pegawai?${query.toString()}`);
    return status === 200 ? body.data.map(({ nama }) => nama) : [String(status)];
  };

  it("finds each by the words of their name with its titles, and of their number, within one's reach", async () => {
    const place = await makeInstitution();
    const [adm, dean, other] = await Promise.all(["ADM", "A2", "D3"].map((key) => place.actor(key)));
    if (!adm || !dean || !other) throw new Error("nobody there");
    expect(await found(adm, "wulandari")).toEqual(["Ratna Wulandari"]);
    expect(await found(adm, "M.Si. ratna")).toEqual(["Ratna Wulandari"]);
    expect(await found(adm, "RATNA 19850312")).toEqual(["Ratna Wulandari"]);
    expect(await found(adm, "ratna 1979")).toEqual([]);
    // A sign that the database takes for any text stands for itself.
    expect(await found(adm, "rat%wulan")).toEqual([]);
    expect(await found(adm, "ra")).toEqual(["422"]);
    expect(await found(dean, "sari ambarwati")).toEqual([]);
    expect(await found(other, "wulandari")).toEqual([]);
    expect(await found(await (await makeInstitution()).actor("D3"), "ratna")).toEqual([]);
  });
});
