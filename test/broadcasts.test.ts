import { beforeAll, describe, expect, it } from "vitest";
import { ask, type Reply } from "./setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "./setup/institution.ts";

let institution: TestInstitution;
let adm: Actor;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  adm = await institution.actor("ADM");
});

describe("speaking to many", () => {
  const said = { judul: "Kabar", isi: "Isi" };
  const codes = async (replies: Promise<Reply>[]) =>
    (await Promise.all(replies)).map(({ status, body }) => [status, body["code"]]);

  it("reaches as far as one's own units, for those whose permission does", async () => {
    const op = await institution.actor("OP");
    const send = (body: object) => ask(op, "POST", "/notifications", { ...body, ...said });
    expect(
      await codes([
        send({ kepada: "unit", unit_id: institution.units["FT"] }),
        send({ kepada: "unit", unit_id: institution.units["TI"] }),
        send({ kepada: "unit", unit_id: institution.units["UNIV"] }),
        send({ kepada: "unit", unit_id: institution.units["EK"] }),
        send({ kepada: "semua" }),
        send({ kepada: "peran", peran: "dosen" }),
        ask(await institution.actor("D1"), "POST", "/notifications", { kepada: "semua", ...said }),
      ]),
    ).toEqual([
      [201, undefined],
      [201, undefined],
      [422, "UNIT_TIDAK_DIKENAL"],
      [422, "UNIT_TIDAK_DIKENAL"],
      [403, "SASARAN_DI_LUAR_JANGKAUAN"],
      [403, "SASARAN_DI_LUAR_JANGKAUAN"],
      [403, "TIDAK_BERWENANG"],
    ]);
  });

  it("needs an audience that there is, and a link that stays here", async () => {
    const send = (body: object) => ask(adm, "POST", "/notifications", { ...said, ...body });
    const invalid = [422, "DATA_TIDAK_SAH"];
    expect(
      await codes([
        send({ kepada: "peran", peran: "raja" }),
        send({ kepada: "unit", unit_id: crypto.randomUUID() }),
        send({ kepada: "peran" }),
        send({ kepada: "semua", peran: "dosen" }),
        ...["//jahat.example", "/\\jahat.example", "https://jahat.example", "javascript:alert(1)"].map((tautan) =>
          send({ kepada: "semua", tautan }),
        ),
      ]),
    ).toEqual([[422, "PERAN_TIDAK_DIKENAL"], [422, "UNIT_TIDAK_DIKENAL"], ...Array.from({ length: 6 }, () => invalid)]);
    expect((await send({ kepada: "semua", tautan: "/sppd/baru" })).status).toBe(201);
  });
});

describe("a digest", () => {
  it("is each person's own choice", async () => {
    const [d1, d2] = [await institution.actor("D1"), await institution.actor("D2")];
    const path = "/notifications/preferences";
    expect((await ask(d1, "PUT", path, { ringkasan_surel: "harian" })).status).toBe(200);
    expect((await ask(d1, "GET", path)).body).toEqual({ ringkasan_surel: "harian" });
    expect((await ask(d2, "GET", path)).body).toEqual({ ringkasan_surel: "tidak" });
    expect((await ask(d1, "PUT", path, { ringkasan_surel: "tiap jam" })).status).toBe(422);
  });
});
