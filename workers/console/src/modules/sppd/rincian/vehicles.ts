/** Means of transport, as the API names them. */
export const vehicles = [
  "pesawat_udara",
  "kereta_api",
  "kapal_laut",
  "bus",
  "kendaraan_umum",
  "kendaraan_dinas",
  "kendaraan_sewa",
  "kendaraan_pribadi",
] as const;
