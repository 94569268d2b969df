import { describe, expect, it } from "vitest";
import { shortName } from "./trips.ts";

describe("a traveller in a day of the calendar", () => {
  it.each([
    ["Dr. dr. Sigit Hidayat, M.Kes., Sp.A(K)", "Sigit Hidayat"],
    ["Prof. Dr. Ir. Oka Hidayat, M.Sc., Ph.D.", "Oka Hidayat"],
    ["M. Yusuf Drajat, S.T.", "M. Yusuf Drajat"],
    ["Drajat", "Drajat"],
  ])("goes by their name: %s", (whole, short) => {
    expect(shortName(whole)).toBe(short);
  });
});
