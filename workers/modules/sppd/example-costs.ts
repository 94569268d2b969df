const proof = { riil: false, bukti: [], catatan: "Kuitansi terlampir" };

/** A statement of what a trip really cost, with everything that one may say: a night in Jakarta, by train and taxi. */
export const exampleCosts = {
  transpor: [
    { uraian: "Kereta Semarang-Jakarta pulang pergi", tanggal: "2026-04-13", jumlah: 820_000, ...proof },
    { uraian: "Bahan bakar ke stasiun", tanggal: "2026-04-13", jumlah: 50_000, riil: true, bukti: [] },
  ],
  taksi: [{ provinsi_kode: "31", kali: 2, jumlah: 320_000, tanggal: "2026-04-13", ...proof }],
  sewa: [{ kendaraan: "mobil", provinsi_kode: "31", hari: 1, jumlah: 750_000, ...proof }],
  penginapan: [
    {
      tanggal: "2026-04-13",
      menginap: true,
      jumlah: 700_000,
      uraian: "Hotel Borobudur",
      sekamar_dengan: "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c",
      ...proof,
    },
  ],
  lain: [{ uraian: "Biaya bagasi", tanggal: "2026-04-15", jumlah: 50_000, ...proof }],
  representasi: false,
  pernyataan: true,
} as const;
