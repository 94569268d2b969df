import { describe, expect, it } from "vitest";
import { namesOf, waitOf } from "./turn.ts";

const order = { tanpa_spd: false, pembatalan: null };
const people = (...names: string[]) => ({
  giliran: { sejak: "2026-11-22T08:00:00Z", eskalasi_pada: null, orang: names.map((nama) => ({ id: nama, nama })) },
});

describe("what an order waits for", () => {
  it.each([
    "diajukan",
    "disetujui",
    "st_terbit",
    "spd_terbit",
    "berjalan",
    "menunggu_laporan",
    "pertanggungjawaban",
    "rampung",
  ] as const)("is said while it is %s", (status) => expect(waitOf({ ...order, status })).not.toBeNull());
  it.each(["draft", "ditolak", "selesai", "diarsipkan", "dibatalkan", "dibatalkan_terbit"] as const)(
    "is nothing once it is %s",
    (status) => expect(waitOf({ ...order, status })).toBeNull(),
  );
  it("is the day of departure where there will be no SPD", () =>
    expect(waitOf({ ...order, status: "st_terbit", tanpa_spd: true })).toBe("departure"));
  it("is the word on a cancellation that was asked for, whatever came before", () => {
    const asked = { alasan: "", diminta_oleh: "", diminta_pada: "", biaya: [], total: 0, disahkan_oleh: null };
    expect(waitOf({ ...order, status: "spd_terbit", pembatalan: { ...asked, disahkan_pada: null } })).toBe(
      "cancellation",
    );
    expect(
      waitOf({ ...order, status: "dibatalkan_terbit", pembatalan: { ...asked, disahkan_pada: "2026-11-22" } }),
    ).toBeNull();
  });
});

describe("whose turn it is", () => {
  it("begins with whoever looks", () =>
    expect(namesOf(people("Agus", "Budi", "Citra"), "Citra", "Anda")).toEqual({
      names: ["Anda", "Agus", "Budi"],
      more: 0,
    }));
  it("names two of many, oneself among them", () =>
    expect(namesOf(people("Agus", "Budi", "Citra", "Dewi"), "Dewi", "Anda")).toEqual({
      names: ["Anda", "Agus"],
      more: 2,
    }));
  it("is nobody's where nobody can decide", () => expect(namesOf({ giliran: null }, "Agus", "Anda").names).toEqual([]));
});
