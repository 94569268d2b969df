import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

function bacaHuruf(berkas: string): Uint8Array {
  return readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/tinos/${berkas}`)));
}

/** The same letters for Node (tests, and rendering outside the Worker), read from the same package. */
export const huruf = {
  biasa: bacaHuruf("400Regular/Tinos_400Regular.ttf"),
  tebal: bacaHuruf("700Bold/Tinos_700Bold.ttf"),
  miring: bacaHuruf("400Regular_Italic/Tinos_400Regular_Italic.ttf"),
};
