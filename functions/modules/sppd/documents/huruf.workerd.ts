import tebal from "@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf";
import miring from "@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf";
import biasa from "@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf";

/** The letters of every document (Tinos, of the same widths as Times New Roman), from the Worker's data modules. */
export const huruf = {
  biasa: new Uint8Array(biasa),
  tebal: new Uint8Array(tebal),
  miring: new Uint8Array(miring),
};
