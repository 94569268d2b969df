/** Where a file's bytes go as they come; `flush` waits until enough of them are stored. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => void;
  readonly flush: () => Promise<void>;
}

/** What the store demands of the parts of a file: all but the last of one size, at least five mebibytes. */
const partBytes = 5 * 1024 * 1024;

/**
 * Stores a file of unknown length as it is made, some megabytes at a time. What was begun is taken back when making it fails;
 * made again, it replaces what was there.
 */
export async function storeParts<Result>(
  bucket: R2Bucket,
  { key, contentType }: { readonly key: string; readonly contentType: string },
  make: (sink: Sink) => Promise<Result>,
): Promise<Result> {
  const buffer = new PartBuffer();
  let upload: R2MultipartUpload | undefined;
  const parts: R2UploadedPart[] = [];
  const flush = async () => {
    while (buffer.length > partBytes) {
      upload ??= await bucket.createMultipartUpload(key, { httpMetadata: { contentType } });
      parts.push(await upload.uploadPart(parts.length + 1, buffer.take(partBytes)));
    }
  };
  try {
    const result = await make({ write: (bytes) => buffer.add(bytes), flush });
    await flush();
    const rest = buffer.take(buffer.length);
    if (!upload) await bucket.put(key, rest, { httpMetadata: { contentType } });
    else {
      parts.push(await upload.uploadPart(parts.length + 1, rest));
      await upload.complete(parts);
    }
    return result;
  } catch (error) {
    await upload?.abort();
    throw error;
  }
}

/** Bytes that wait to be stored, in one piece that grows. */
class PartBuffer {
  #bytes = new Uint8Array(64 * 1024);
  length = 0;

  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + bytes.length));
      larger.set(this.#bytes.subarray(0, this.length));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Takes the first bytes out. */
  take(length: number): Uint8Array {
    const taken = this.#bytes.slice(0, length);
    this.#bytes.copyWithin(0, length, this.length);
    this.length -= length;
    return taken;
  }
}
