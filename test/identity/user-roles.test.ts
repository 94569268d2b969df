import { beforeAll, describe, expect, it } from "vitest";
import { Registrar } from "../setup/registrar.ts";
import { ask, codeOf, pause } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";

let institution: TestInstitution;
let registrar: Registrar;
let adm: Actor;
let op: Actor;
beforeAll(async () => {
  institution = await makeInstitution();
  registrar = new Registrar(institution);
  [adm, op] = await Promise.all([institution.actor("ADM"), institution.actor("OP")]);
});

const unit = (kode: string) => institution.units[kode] ?? "";
const idOf = (key: string) => institution.people[key]?.user_id ?? "";

describe("roles of somebody", () => {
  const roles = (actor: Actor, id: string, ...peran: [string, string][]) =>
    ask(actor, "PUT", `/identity/users/${id}/roles`, {
      peran: peran.map(([one, where]) => ({ peran: one, unit_id: unit(where) })),
    });

  it("are seen by whoever is logged in, at once", async () => {
    const body = registrar.body(null);
    const id = await registrar.create(body);
    const person = await registrar.enter(id, body.pengenal["username"] ?? "");
    expect(codeOf(await ask(person, "GET", "/sppd"))).toBe("403 TIDAK_BERWENANG");
    expect(codeOf(await roles(adm, id, ["auditor", "UNIV"], ["dosen", "EK"]))).toBe("200");
    await pause(1_000);
    expect(codeOf(await ask(person, "GET", "/sppd"))).toBe("200");
    expect(codeOf(await roles(adm, id))).toBe("200");
    await pause(1_000);
    expect(codeOf(await ask(person, "GET", "/sppd"))).toBe("403 TIDAK_BERWENANG");
  });

  it("of an operator's giving reach no farther than the operator's own", async () => {
    const id = await registrar.create(registrar.body("dosen", "TI"), op);
    expect(codeOf(await roles(op, id, ["dosen", "FT"], ["operator", "TI"]))).toBe("200");
    for (const [peran, where] of [
      ["kaprodi", "TI"],
      ["admin", "TI"],
      ["auditor", "TI"],
      ["dosen", "EK"],
      ["operator", "UNIV"],
    ] as const) {
      expect([peran, codeOf(await roles(op, id, [peran, where]))]).toEqual([peran, "403 DI_LUAR_KEWENANGAN"]);
      expect([peran, codeOf(await ask(op, "POST", "/identity/users", registrar.body(peran, where)))]).toEqual([
        peran,
        "403 DI_LUAR_KEWENANGAN",
      ]);
    }
    expect(codeOf(await ask(op, "POST", "/identity/users", registrar.body(null)))).toBe("403 DI_LUAR_KEWENANGAN");
    const staff = { ...registrar.body(null), pegawai_id: institution.people["D3"]?.pegawai_id };
    expect(codeOf(await ask(op, "POST", "/identity/users", staff))).toBe("422 PEGAWAI_TIDAK_DIKENAL");
  });

  it("protect those who hold more: no operator changes, shuts or renames them", async () => {
    const dean = idOf("A2");
    const before = (await ask(adm, "GET", `/identity/users/${dean}`)).body;
    const pengenal = { email: "operator@kampus.example" };
    for (const reply of [
      await ask(op, "PUT", `/identity/users/${dean}?versi=${String(before["versi"])}`, { nama: "Agus", pengenal }),
      await ask(op, "POST", `/identity/users/${dean}/deactivate`),
      await roles(op, dean, ["dosen", "FT"]),
    ])
      expect(codeOf(reply)).toBe("403 DI_LUAR_KEWENANGAN");
    expect((await ask(adm, "GET", `/identity/users/${dean}`)).body).toEqual(before);
  });

  it("are never one's own to widen", async () => {
    expect(codeOf(await roles(op, op.userId, ["operator", "FT"], ["dosen", "FT"]))).toBe("403 AKUN_SENDIRI");
    expect(codeOf(await roles(op, op.userId, ["operator", "UNIV"]))).toBe("403 AKUN_SENDIRI");
    expect(codeOf(await roles(adm, adm.userId, ["admin", "UNIV"], ["rektor", "UNIV"]))).toBe("403 AKUN_SENDIRI");
    expect(codeOf(await roles(op, op.userId, ["operator", "FT"]))).toBe("200");
    const body = {
      nama: "Tono Sugiarto",
      pengenal: { username: "tono.s" },
      pegawai_id: institution.people["D2"]?.pegawai_id,
    };
    expect(codeOf(await ask(op, "PUT", `/identity/users/${op.userId}?versi=1`, body))).toBe("403 AKUN_SENDIRI");
  });
});
