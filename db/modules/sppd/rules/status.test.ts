import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STATUS_SPPD, statusAsal, transisi, TRANSISI, type AksiSppd, type StatusSppd } from "./status.ts";

const FINAL: StatusSppd[] = ["ditolak", "diarsipkan", "dibatalkan", "dibatalkan_terbit"];
const SEMUA_AKSI = [...new Set(TRANSISI.map(({ aksi }) => aksi))];

describe("the life of an order", () => {
  it("runs from a draft to the archive", () => {
    const jalan: AksiSppd[] = [
      "buat",
      "ajukan",
      "setujui",
      "terbitkan_st",
      "terbitkan_spd",
      "bayar_uang_muka",
      "mulai",
      "kembali",
      "kirim_laporan",
      "sahkan_rampung",
      "bayar",
      "arsipkan",
    ];
    let status: StatusSppd | null = null;
    for (const aksi of jalan) {
      const ke: StatusSppd | undefined = transisi(status, aksi);
      expect(ke, `${aksi} from ${status}`).toBeDefined();
      status = ke ?? null;
    }
    expect(status).toBe("diarsipkan");
  });

  it("stays submitted while approvers remain, and a returned order is a draft again", () => {
    expect(transisi("diajukan", "setujui", true)).toBe("diajukan");
    expect(transisi("diajukan", "setujui")).toBe("disetujui");
    expect(transisi("diajukan", "kembalikan")).toBe("draft");
    expect(transisi("diajukan", "tolak", true)).toBe("ditolak");
  });

  it("marks a cancellation after issue as such, and knows none once the trip has begun", () => {
    expect(statusAsal("batalkan", ["dibatalkan"])).toEqual(["draft", "diajukan", "disetujui"]);
    expect(statusAsal("sahkan_pembatalan", ["dibatalkan_terbit"])).toEqual(["st_terbit", "spd_terbit"]);
    expect(transisi("spd_terbit", "batalkan")).toBeUndefined();
    expect(transisi("berjalan", "minta_pembatalan")).toBeUndefined();
    expect(transisi("berjalan", "sahkan_pembatalan")).toBeUndefined();
  });

  it.each([
    ["draft", "setujui"],
    ["draft", "terbitkan_st"],
    ["diajukan", "ubah"],
    ["disetujui", "tarik"],
    ["disetujui", "terbitkan_spd"],
    ["ditolak", "ajukan"],
    ["selesai", "bayar"],
  ] as const)("knows no way from %s by %s", (dari, aksi) => {
    expect(transisi(dari, aksi)).toBeUndefined();
  });

  it("ends in the four final states only, and reaches every state", () => {
    const buntu = STATUS_SPPD.filter((status) =>
      SEMUA_AKSI.every((aksi) => [undefined, status].includes(transisi(status, aksi))),
    );
    expect(new Set(buntu)).toEqual(new Set(FINAL));
    const tercapai: StatusSppd[] = TRANSISI.map(({ ke }) => ke);
    expect(STATUS_SPPD.filter((status) => !tercapai.includes(status))).toEqual([]);
  });

  it("names each way once", () => {
    const jalan = TRANSISI.map(({ dari, aksi }) => `${dari} ${aksi}`);
    expect(new Set(jalan).size).toBe(jalan.length);
  });

  it("never issues a letter for an order that nobody approved, whatever is tried in whatever order", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...SEMUA_AKSI), fc.boolean()), { maxLength: 60 }), (percobaan) => {
        let status: StatusSppd | null = null;
        let disetujui = false;
        for (const [aksi, masihAdaJenjang] of percobaan) {
          const ke: StatusSppd | undefined = transisi(status, aksi, masihAdaJenjang);
          if (ke === undefined) continue;
          if (ke === "disetujui") disetujui = true;
          if (ke === "draft") disetujui = false;
          if (ke === "st_terbit" || ke === "spd_terbit") expect(disetujui).toBe(true);
          status = ke;
        }
      }),
    );
  });
});
