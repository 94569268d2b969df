/** The long side of a photo that is sent, in pixels: a receipt can be read, and a mobile network takes it. */
const longest = 2_000;
const quality = 0.8;

/** The size of a picture whose long side is at most so long; never larger than it is. */
export function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  most = longest,
): { width: number; height: number } {
  const share = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * share)), height: Math.max(1, Math.round(height * share)) };
}

/** A file as it is sent: a photo small enough, anything else as it is. */
export async function readied(file: File): Promise<{ readonly blob: Blob; readonly name: string }> {
  const name = printable(file.name);
  if (!file.type.startsWith("image/")) return { blob: file, name };
  // What the browser cannot read goes as it is: the platform says whether it takes it.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) return { blob: file, name };
  try {
    const blob = await drawn(picture);
    return blob && blob.size < file.size ? { blob, name: withExtension(name, "jpg") } : { blob: file, name };
  } finally {
    picture.close();
  }
}

async function drawn(picture: ImageBitmap): Promise<Blob | null> {
  const { width, height } = fitted(picture);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  // JPEG knows no transparency: what is behind it would be black.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(picture, 0, 0, width, height);
  return await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}

/** A name that prints and is no longer than the platform takes. */
export function printable(name: string): string {
  const plain = name.normalize("NFC").replace(/\p{C}/gu, "").trim();
  const dot = plain.lastIndexOf(".");
  const ending = dot > 0 ? plain.slice(dot).slice(0, 10) : "";
  const stem = dot > 0 ? plain.slice(0, dot) : plain;
  return `${stem.slice(0, 140) || "berkas"}${ending}`;
}

function withExtension(name: string, extension: string): string {
  return name.replace(/\.[^.]*$/, "") + `.${extension}`;
}
