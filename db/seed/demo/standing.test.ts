import { describe, expect, it } from "vitest";
import type { Step } from "./life.ts";
import { takeSteps } from "./standing.ts";

function steps(...aksi: Step["aksi"][]): Step[] {
  return aksi.map((satu, i) => ({ aksi: satu, pada: i, oleh: "seseorang", level: null, catatan: null }));
}

describe("where an order stands after its steps", () => {
  it("waits for each level of its chain in turn, then for nobody", () => {
    expect(takeSteps(steps("buat", "ajukan"), [2, 4])).toMatchObject({
      status: "diajukan",
      langkah: 0,
      level_menunggu: 2,
    });
    expect(takeSteps(steps("buat", "ajukan", "setujui"), [2, 4])).toMatchObject({
      status: "diajukan",
      langkah: 1,
      level_menunggu: 4,
    });
    expect(takeSteps(steps("buat", "ajukan", "setujui", "setujui"), [2, 4])).toMatchObject({
      status: "disetujui",
      langkah: 2,
      level_menunggu: null,
    });
  });

  it("is a draft of a higher version without a chain once it was returned", () => {
    expect(takeSteps(steps("buat", "ajukan", "setujui", "kembalikan"), [2, 4])).toMatchObject({
      status: "draft",
      versi: 2,
      rantai: [],
      langkah: 0,
      level_menunggu: null,
    });
  });

  it("remembers from where to where each step led", () => {
    const { steps: taken } = takeSteps(steps("buat", "ajukan", "tarik"), [2]);
    expect(taken.map(({ dari, ke }) => [dari, ke])).toEqual([
      [null, "draft"],
      ["draft", "diajukan"],
      ["diajukan", "draft"],
    ]);
  });

  it("refuses a step that the state table does not know", () => {
    expect(() => takeSteps(steps("buat", "terbitkan_st"), [2])).toThrow("cannot terbitkan_st from draft");
  });
});
