import { describe, expect, it } from "vitest";
import { escapeText, foldLine, toICalendar, type TripInCalendar } from "./ikalender.ts";

const trip: TripInCalendar = {
  id: "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
  status: "CONFIRMED",
  versi: 2,
  diubah: "2026-04-06T03:00:00.123456+00:00",
  dari: "2026-12-30",
  sampai: "2026-12-31",
  maksud: "Rapat koordinasi; tahap 1, 2\\3\nlanjutan",
  tempat: "Hotel Borobudur, Kota Jakarta Pusat",
  nomor_st: "001/ST/2026",
};
const unfold = (text: string) => text.replaceAll("\r\n ", "").split("\r\n");

describe("a calendar", () => {
  it("has a trip's whole days, the day after the last one not included, and the same id whatever becomes of it", () => {
    const lines = unfold(toICalendar({ nama: "Ratna", perjalanan: [trip] }, "https://serambi.example"));
    expect(lines.slice(0, 3)).toEqual(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Serambi//Perjalanan dinas//ID"]);
    expect(lines).toEqual(
      expect.arrayContaining([
        "X-WR-CALNAME:Perjalanan dinas Ratna",
        "UID:0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b@serambi",
        "DTSTAMP:20260406T030000Z",
        "SEQUENCE:2",
        "DTSTART;VALUE=DATE:20261230",
        "DTEND;VALUE=DATE:20270101",
        String.raw`SUMMARY:Rapat koordinasi\; tahap 1\, 2\\3\nlanjutan`,
        "STATUS:CONFIRMED",
        "URL:https://serambi.example/sppd/0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b",
      ]),
    );
    expect(lines.slice(-2)).toEqual(["END:VCALENDAR", ""]);
    const cancelled = unfold(
      toICalendar({ nama: "Ratna", perjalanan: [{ ...trip, status: "CANCELLED" }] }, "https://x.example"),
    );
    expect(cancelled).toEqual(
      expect.arrayContaining([
        "UID:0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b@serambi",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
      ]),
    );
  });

  it("has lines of at most 75 octets, which say the same once they are joined, and cuts no character in two", () => {
    for (const text of [
      "a".repeat(75),
      "a".repeat(76),
      "é".repeat(100),
      "漢字".repeat(60),
      `a${"🚆".repeat(40)}`,
      "",
    ]) {
      const folded = foldLine(text);
      for (const line of folded.split("\r\n")) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      expect(folded).not.toContain("�");
      expect(folded.replaceAll("\r\n ", "")).toBe(text);
    }
  });

  it("ends every line in CRLF, and no text ends a line or begins another property", () => {
    const text = toICalendar(
      {
        nama: "A\r\nATTENDEE:b",
        perjalanan: [{ ...trip, maksud: "x\rBEGIN:VALARM\u0000\u0007", tempat: "y\n\nEND:VEVENT" }],
      },
      "https://serambi.example",
    );
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const names = unfold(text).map((line) => /^[A-Z-]*/.exec(line)?.[0]);
    expect(names).not.toContain("ATTENDEE");
    expect(names.filter((name) => name === "BEGIN").length).toBe(2);
    expect(escapeText("x\u0000\u0007y")).toBe("xy");
  });
});
