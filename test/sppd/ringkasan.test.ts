import { beforeAll, describe, expect, it } from "vitest";
import { ask } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, tripTo } from "../setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let cost: number;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  const [april] = [
    await draft(d1, tripTo(institution, d1, "2026-04-20", "2026-04-21")),
    await draft(d1, tripTo(institution, d1, "2026-05-04", "2026-05-05")),
  ];
  const submitted = await act(d1, april, "ajukan");
  expect(submitted.status).toBe(200);
  cost = Number((await ask(d1, "GET", `/sppd/${april}`)).body["total_estimasi"]);
  expect(cost).toBeGreaterThan(0);
});

const summary = (actor: Actor, query = "") => ask(actor, "GET", `/sppd/ringkasan${query}`);

describe("the summary of a year", () => {
  it("counts orders and money by state and by month of departure", async () => {
    expect((await summary(d1)).body).toEqual({
      tahun: 2026,
      jumlah: 2,
      total_estimasi: 2 * cost,
      komitmen: cost,
      realisasi: 0,
      per_status: [
        { status: "diajukan", jumlah: 1, total_estimasi: cost },
        { status: "draft", jumlah: 1, total_estimasi: cost },
      ],
      per_bulan: [
        { bulan: 4, jumlah: 1, total_estimasi: cost, komitmen: cost, realisasi: 0 },
        { bulan: 5, jumlah: 1, total_estimasi: cost, komitmen: 0, realisasi: 0 },
      ],
      per_unit: [
        {
          unit_id: institution.units["TI"],
          unit: "Teknik Informatika",
          jumlah: 2,
          total_estimasi: 2 * cost,
          komitmen: cost,
          realisasi: 0,
        },
      ],
    });
  });

  it("counts what somebody reaches, and nothing else", async () => {
    const [d3, kaprodi, agendaris] = await Promise.all(["D3", "A1", "G1"].map((key) => institution.actor(key)));
    for (const [actor, count] of [
      [d3, 0],
      [kaprodi, 2],
      [agendaris, 2],
    ] as const) {
      if (!actor) throw new Error("nobody");
      const { body } = await summary(actor);
      expect([body["jumlah"], body["komitmen"]]).toEqual([count, count === 0 ? 0 : cost]);
    }
  });

  it("is of an empty year all the same, and changes the moment an order does", async () => {
    expect((await summary(d1, "?tahun=2025")).body).toMatchObject({ tahun: 2025, jumlah: 0, per_status: [] });
    await draft(d1, tripTo(institution, d1, "2026-06-08", "2026-06-09"));
    expect((await summary(d1)).body["jumlah"]).toBe(3);
  });
});
