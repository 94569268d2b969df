import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Puts a file where running Workers serve it from: whole or not at all, and not again when it is there already. */
export async function place(path: string, contents: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(contents);
  const there = await readFile(path).catch(() => null);
  if (there?.equals(bytes)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}
