import { sha256Hex } from "../../core/crypto.ts";

/** Puts a file of an order where the product looks for it. */
export type KeepFile = (key: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/** A receipt of a trip as a PDF of one page with these lines. Plain letters only: what is none of ASCII is left out. */
export function printReceipt(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const plain = ["KUITANSI (CONTOH)", ...lines].map((line) =>
    line.replace(/[^\x20-\x7e]/g, "").replace(/[\\()]/g, String.raw`\$&`),
  );
  const page = `BT /F1 12 Tf 50 780 Td 18 TL ${plain.map((line) => `(${line}) Tj T*`).join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, "0")} 00000 n \n`;
  });
  const end = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${end}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

/** What an order notes of such a file. */
export async function describeReceipt(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ nama: string; tipe: string; ukuran: number; sha256: string }> {
  return { nama: "kuitansi.pdf", tipe: "application/pdf", ukuran: bytes.length, sha256: await sha256Hex(bytes) };
}
