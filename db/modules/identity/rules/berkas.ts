/**
 * Days that files are kept which hold people: an upload from when it came, and from when its rows began to be saved (it has columns that
 * nobody else keeps); the sheet of its errors.
 */
export const hariBerkas = { unggahan: 7, unggahanTersimpan: 1, lembarGalat: 7 } as const;
