/** A trip as a calendar shows it: whole days, `sampai` included. Dates and instants are ISO. */
export interface TripInCalendar {
  readonly id: string;
  readonly status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
  /** Goes up with each change of what the trip is. */
  readonly versi: number;
  readonly diubah: string;
  readonly dari: string;
  readonly sampai: string;
  readonly maksud: string;
  readonly tempat: string;
  readonly nomor_st: string | null;
}

/** Somebody's trips. */
export interface Calendar {
  readonly nama: string;
  readonly perjalanan: readonly TripInCalendar[];
}

const octetsOfLine = 75;
const dayMs = 86_400_000;
const encoder = new TextEncoder();

/**
 * Somebody's trips as an iCalendar file (RFC 5545): lines end in CRLF and are folded at 75 octets, days are dates without a time, so that
 * no time zone moves them, and a trip keeps its UID whatever becomes of it. `publicUrl`: where its page is.
 */
export function toICalendar({ nama, perjalanan }: Calendar, publicUrl: string): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Serambi//Perjalanan dinas//ID",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(`Perjalanan dinas ${nama}`)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...perjalanan.flatMap((trip) => toEvent(trip, publicUrl)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join("");
}

function toEvent(trip: TripInCalendar, publicUrl: string): string[] {
  const changed = `${new Date(trip.diubah).toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}Z`;
  const after = new Date(Date.parse(trip.sampai) + dayMs).toISOString().slice(0, 10);
  return [
    "BEGIN:VEVENT",
    `UID:${trip.id}@serambi`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${trip.versi}`,
    `DTSTART;VALUE=DATE:${trip.dari.replaceAll("-", "")}`,
    // The first day that is none of the trip's.
    `DTEND;VALUE=DATE:${after.replaceAll("-", "")}`,
    `SUMMARY:${escapeText(trip.maksud)}`,
    `LOCATION:${escapeText(trip.tempat)}`,
    ...(trip.nomor_st === null ? [] : [`DESCRIPTION:${escapeText(`Surat Tugas ${trip.nomor_st}`)}`]),
    `STATUS:${trip.status}`,
    `TRANSP:${trip.status === "CANCELLED" ? "TRANSPARENT" : "OPAQUE"}`,
    `URL:${new URL(`/sppd/${trip.id}`, publicUrl).href}`,
    "END:VEVENT",
  ];
}

/** A text as a value: what would end it is marked, a new line is `\n`, and other control characters are left out (RFC 5545, 3.3.11). */
export function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll(/\r\n?|\n/g, String.raw`\n`)
    .replaceAll(/\p{Cc}/gu, "");
}

/** A line in pieces of at most 75 octets, each but the first after a space; no character is cut in two (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  let folded = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > octetsOfLine) {
      folded += "\r\n ";
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
