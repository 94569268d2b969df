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
  for (const [urut, baris] of data.entries()) {
    const satuBaris = susunBarisPiksel(baris, bytePerBaris);
    for (let ulang = 0; ulang < PIKSEL_PER_MODUL; ulang++) {
      piksel.set(satuBaris, (urut * PIKSEL_PER_MODUL + ulang) * bytePerBaris);
    }
  }
  return susunPng(lebar, piksel);
}

/** One row of pixels: the filter byte that PNG asks for (none), then a bit for each pixel, set where it is light. */
function susunBarisPiksel(modul: boolean[], byte: number): Uint8Array {
  const baris = new Uint8Array(byte);
  for (const [urut, gelap] of modul.entries()) {
    if (gelap) continue;
    for (let x = urut * PIKSEL_PER_MODUL; x < (urut + 1) * PIKSEL_PER_MODUL; x++) {
      const letak = 1 + (x >> 3);
      baris[letak] = (baris[letak] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return baris;
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
    bagianPng("IDAT", zlibSync(piksel, { level: 6 })),
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
