import { zlibSync } from "fflate";
import { encode } from "uqr";

/** Pixels to a module: enough that a printer or a viewer which smooths images keeps the edges sharp. */
const PIKSEL_PER_MODUL = 6;
const TANDA_PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * A QR code as a PNG, black on white, one bit a pixel, with the quiet zone the standard asks for (4 modules).
 * The compression is JavaScript's own, so the bytes are the same on every machine.
 */
export function gambarQr(isi: string): Uint8Array {
  const { data, size } = encode(isi, { ecc: "M", border: 4 });
  const lebar = size * PIKSEL_PER_MODUL;
  const bytePerBaris = 1 + Math.ceil(lebar / 8);
  const piksel = new Uint8Array(bytePerBaris * lebar);
  for (let y = 0; y < lebar; y++) {
    const baris = data[Math.floor(y / PIKSEL_PER_MODUL)] ?? [];
    for (let x = 0; x < lebar; x++) {
      const terang = baris[Math.floor(x / PIKSEL_PER_MODUL)] !== true;
      const letak = y * bytePerBaris + 1 + (x >> 3);
      if (terang) piksel[letak] = (piksel[letak] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return susunPng(lebar, piksel);
}

function susunPng(sisi: number, piksel: Uint8Array): Uint8Array {
  const kepala = new Uint8Array(13);
  const tampilan = new DataView(kepala.buffer);
  tampilan.setUint32(0, sisi);
  tampilan.setUint32(4, sisi);
  kepala[8] = 1; // one bit a pixel, grey scale
  return gabung([
    TANDA_PNG,
    bagianPng("IHDR", kepala),
    bagianPng("IDAT", zlibSync(piksel, { level: 9 })),
    bagianPng("IEND", new Uint8Array(0)),
  ]);
}

function bagianPng(jenis: string, isi: Uint8Array): Uint8Array {
  const bagian = new Uint8Array(12 + isi.length);
  const tampilan = new DataView(bagian.buffer);
  tampilan.setUint32(0, isi.length);
  bagian.set(new TextEncoder().encode(jenis), 4);
  bagian.set(isi, 8);
  tampilan.setUint32(8 + isi.length, hitungCrc(bagian.subarray(4, 8 + isi.length)));
  return bagian;
}

function hitungCrc(byte: Uint8Array): number {
  let crc = 0xffffffff;
  for (const nilai of byte) {
    crc ^= nilai;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function gabung(potongan: Uint8Array[]): Uint8Array {
  const hasil = new Uint8Array(potongan.reduce((panjang, bagian) => panjang + bagian.length, 0));
  let letak = 0;
  for (const bagian of potongan) {
    hasil.set(bagian, letak);
    letak += bagian.length;
  }
  return hasil;
}
