import { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { Permanent } from "../runner/job.ts";
import { unreadable } from "./unreadable.ts";

/** A file within an archive: how it is packed and where its header lies. */
export interface ZipEntry {
  readonly method: number;
  /** Packed bytes. */
  readonly size: number;
  readonly header: number;
}

/** How many unpacked bytes may still be read: a small archive can hold any number of them. */
export class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Throws `BERKAS_TERLALU_BESAR` once more has been unpacked than was allowed. */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw unreadable("BERKAS_TERLALU_BESAR");
  }
}

/** A workbook has some tens of parts. */
const mostEntries = 2_000;
/** The end record is 22 bytes and a comment of at most 64 KiB. */
const endReach = 22 + 0xffff;
/** Stands where the true value is in the extra field (zip64). */
const elsewhere = 0xffff_ffff;

/** The files of an archive by name, as its directory has them. Throws `BERKAS_BUKAN_XLSX`, `BERKAS_RUSAK`, `BERKAS_TERSANDI`. */
export function listEntries(file: Uint8Array<ArrayBuffer>): ReadonlyMap<string, ZipEntry> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4 || view.getUint32(0, true) !== 0x0403_4b50) throw unreadable("BERKAS_BUKAN_XLSX");
  try {
    return readDirectory(file, view, findEnd(view));
  } catch (error) {
    // Offsets that lead out of the file.
    if (error instanceof RangeError) throw unreadable("BERKAS_RUSAK", error);
    throw error;
  }
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - endReach); at--) {
    if (view.getUint32(at, true) === 0x0605_4b50) return at;
  }
  throw unreadable("BERKAS_RUSAK");
}

function readDirectory(file: Uint8Array, view: DataView, end: number): ReadonlyMap<string, ZipEntry> {
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw unreadable("BERKAS_TERLALU_BESAR");
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== 0x0201_4b50) throw unreadable("BERKAS_RUSAK");
    if ((view.getUint16(at + 8, true) & 1) === 1) throw unreadable("BERKAS_TERSANDI");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const named = new TextDecoder().decode(file.subarray(at + 46, at + 46 + name)).replaceAll("\\", "/");
    // Were a name there twice, two readers might read different files.
    if (entries.has(named)) throw unreadable("BERKAS_RUSAK");
    const [size, header] = readPlaces(view, at, { from: at + 46 + name, length: extra });
    entries.set(named, { method: view.getUint16(at + 10, true), size, header });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Packed size and place of the header: in the entry itself, or in its zip64 field for writers that always use one. */
function readPlaces(view: DataView, at: number, extra: { from: number; length: number }): [number, number] {
  const [unpacked, packed, header] = [24, 20, 42].map((place) => view.getUint32(at + place, true)) as [
    number,
    number,
    number,
  ];
  if (packed !== elsewhere && header !== elsewhere) return [packed, header];
  for (let field = extra.from; field < extra.from + extra.length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let next = field + 4 + (unpacked === elsewhere ? 8 : 0);
    const real = (value: number) => {
      if (value !== elsewhere) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return [real(packed), real(header)];
  }
  throw unreadable("BERKAS_RUSAK");
}

/** Bytes that are read at once, packed and unpacked. */
const piece = 64 * 1024;

/**
 * The content of an entry, in pieces of at most 64 KiB, of which none is unpacked before the one before it was taken. (The
 * platform's `DecompressionStream` unpacks at once whatever it is given: gigabytes of a bomb.)
 */
export async function* readEntry(
  file: Uint8Array<ArrayBuffer>,
  entry: ZipEntry,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(cut(locate(file, entry)), { objectMode: false });
  try {
    // Whoever leaves the loop early ends the unpacking.
    for await (const unpacked of entry.method === 0 ? packed : packed.pipe(createInflateRaw({ chunkSize: piece }))) {
      budget.spend((unpacked as Uint8Array).length);
      yield unpacked as Uint8Array;
    }
  } catch (error) {
    if (error instanceof Permanent) throw error;
    throw unreadable("BERKAS_RUSAK", error);
  }
}

function* cut(bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

function locate(file: Uint8Array<ArrayBuffer>, { method, size, header }: ZipEntry): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if ((method !== 0 && method !== 8) || header + 30 > file.length) throw unreadable("BERKAS_RUSAK");
  if (view.getUint32(header, true) !== 0x0403_4b50) throw unreadable("BERKAS_RUSAK");
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (from + size > file.length) throw unreadable("BERKAS_RUSAK");
  return file.subarray(from, from + size);
}
