/** Tables of a font that move letters closer together, depending on their neighbours. */
const TABEL_JARAK = new Set(["GPOS", "kern"]);

/**
 * The font as word processors use it when nobody asks for more: every letter as wide as it is, whatever stands beside
 * it. PDF and DOCX so break their lines alike, and a document takes half the time, as decoding those tables is
 * much of it. The tables stay in the file under names that no reader looks for.
 *
 * @param huruf a TrueType font; not changed
 */
export function denganLebarTetap(huruf: Uint8Array): Uint8Array {
  // Not slice(): of a Node Buffer it would be the same memory.
  const salinan = new Uint8Array(huruf);
  const tampilan = new DataView(salinan.buffer);
  const jumlah = tampilan.getUint16(4);
  for (let urut = 0; urut < jumlah; urut++) {
    const letak = 12 + urut * 16;
    if (TABEL_JARAK.has(String.fromCharCode(...salinan.subarray(letak, letak + 4)))) {
      salinan.set([0x78, 0x78, 0x78, 0x30 + urut], letak);
    }
  }
  return salinan;
}
