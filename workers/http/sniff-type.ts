/** A kind of file that is accepted, known by how its content begins. */
export interface FileType {
  readonly extension: "pdf" | "jpg" | "png" | "webp";
  readonly contentType: string;
}

const signatures: readonly (FileType & { readonly starts: readonly (number | null)[] })[] = [
  { extension: "pdf", contentType: "application/pdf", starts: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { extension: "jpg", contentType: "image/jpeg", starts: [0xff, 0xd8, 0xff] },
  { extension: "png", contentType: "image/png", starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  // RIFF, four bytes of length, WEBP
  {
    extension: "webp",
    contentType: "image/webp",
    starts: [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  },
];

/** What a file is by its content, whatever its name says; null for anything that is not accepted. */
export function sniffType(bytes: Uint8Array): FileType | null {
  const found = signatures.find(({ starts }) => starts.every((byte, at) => byte === null || bytes[at] === byte));
  return found ? { extension: found.extension, contentType: found.contentType } : null;
}
