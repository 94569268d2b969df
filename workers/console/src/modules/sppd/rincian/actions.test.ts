import { describe, expect, it } from "vitest";
import type { OperationId } from "../../../api/operation.ts";
import { actionsOn, needsStatement, withMain, type Person } from "./actions.ts";
import type { Order } from "./order.ts";

const order = (changes: Partial<Order>): Order =>
  ({
    status: "draft",
    langkah: 0,
    unit: { id: "TI", nama: "TI" },
    pemohon: { id: "u1", nama: "Ratna" },
    pelaksana: [{ pegawai_id: "p1" }],
    pembatalan: null,
    giliran: null,
    ...changes,
  }) as Order;

const turnOf = (id: string): Order["giliran"] => ({ sejak: "", eskalasi_pada: null, orang: [{ id, nama: "" }] });
const person = (user_id: string, peran: string, pegawai_id: string | null = null): Person => ({
  user_id,
  pegawai_id,
  roles: [{ peran, units: ["FE"] }],
});
const always =
  (...ids: OperationId[]) =>
  (id: OperationId) =>
    ids.includes(id) ? ("all" as const) : undefined;

describe("what may be done with an order", () => {
  it("is for whoever's turn it is, and for nobody else with the same permission", () => {
    const may = always("approveOrder", "returnOrder", "rejectOrder");
    const waiting = order({ status: "diajukan", giliran: turnOf("u2") });
    expect(actionsOn(waiting, person("u2", "dekan"), may)).toEqual(["approve", "return", "reject"]);
    expect(actionsOn(waiting, person("u3", "dekan"), may)).toEqual([]);
    const letter = order({ status: "st_terbit", giliran: turnOf("u5") });
    const issue = always("issueSpd");
    expect(actionsOn(letter, person("u5", "ppk"), issue)).toEqual(["issueSpd"]);
    expect(actionsOn({ ...letter, tanpa_spd: true }, person("u5", "ppk"), issue)).toEqual([]);
  });

  it("reaches no further than the permission: own, the unit, all", () => {
    const may = (scope: "own" | "unit") => (id: OperationId) => (id === "submitOrder" ? scope : undefined);
    expect(actionsOn(order({}), person("u1", "dosen"), may("own"))).toEqual(["submit"]);
    expect(actionsOn(order({}), person("u9", "dosen", "p1"), may("own"))).toEqual(["submit"]);
    expect(actionsOn(order({}), person("u9", "operator"), may("unit"))).toEqual([]);
    expect(actionsOn(order({ unit: { id: "FE", nama: "FE" } }), person("u9", "operator"), may("unit"))).toEqual([
      "submit",
    ]);
  });

  it("is taken back by its applicant until somebody has decided, and confirmed by the PPK after its letters are out", () => {
    const may = always("withdrawOrder", "cancelOrder");
    expect(actionsOn(order({ status: "diajukan" }), person("u1", "dosen"), may)).toEqual(["withdraw", "cancel"]);
    expect(actionsOn(order({ status: "diajukan", langkah: 1 }), person("u1", "dosen"), may)).toEqual(["cancel"]);
    expect(actionsOn(order({ status: "disetujui" }), person("u5", "ppk"), may)).toEqual([]);
    const asked = { disahkan_pada: null } as NonNullable<Order["pembatalan"]>;
    const cancelling = order({ status: "spd_terbit", pembatalan: asked, giliran: turnOf("u5") });
    const ppk = always("confirmCancellation", "requestCancellation");
    expect(actionsOn(cancelling, person("u5", "ppk"), ppk)).toEqual(["confirmCancellation"]);
    expect(actionsOn(cancelling, person("u6", "dekan"), ppk)).toEqual(["requestCancellation"]);
    expect([needsStatement(person("u6", "dekan")), needsStatement(person("u1", "dosen"))]).toEqual([false, true]);
  });

  it("is settled after it was cancelled only where money is out", () => {
    const pay = always("settleTraveller", "verifyCostLine");
    const cancelled = (total: number): Order =>
      order({
        status: "dibatalkan_terbit",
        pembatalan: { total, disahkan_pada: "" } as Order["pembatalan"],
        riwayat: [],
      });
    expect(actionsOn(cancelled(0), person("u7", "bendahara"), pay)).toEqual([]);
    expect(actionsOn(cancelled(250_000), person("u7", "bendahara"), pay)).toEqual(["verify"]);
  });

  it("takes the treasurer to the advance until the traveller is back, and not of a trip of their own", () => {
    const pay = always("payAdvance");
    const treasurer = person("u7", "bendahara", "p7");
    const of = (status: Order["status"]) => actionsOn(order({ status }), treasurer, pay);
    expect([of("spd_terbit"), of("berjalan")]).toEqual([["advance"], ["advance"]]);
    expect([of("st_terbit"), of("menunggu_laporan")]).toEqual([[], []]);
    expect(actionsOn(order({ status: "st_terbit", tanpa_spd: true }), treasurer, pay)).toEqual(["advance"]);
    expect(actionsOn(order({ status: "spd_terbit" }), person("u7", "bendahara", "p1"), pay)).toEqual([]);
  });

  it("keeps apart the step that takes it on", () => {
    expect(withMain(["approve", "return", "copy"])).toEqual({ main: "approve", others: ["return", "copy"] });
    expect(withMain(["cancel", "copy"])).toEqual({ main: undefined, others: ["cancel", "copy"] });
  });
});
