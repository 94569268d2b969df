/** A kind of institution, by which modules are recommended. */
export interface JenisUsaha {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly icon: string;
  /** `#RRGGBB`. */
  readonly color: string;
}

/** The kinds there are, in the order in which they are shown; the first three are public administration, the rest trades (domain, modules §1.4). */
export const jenisUsaha: readonly JenisUsaha[] = [
  {
    slug: "perguruan-tinggi",
    name: "Perguruan tinggi",
    description: "Universitas, institut, sekolah tinggi, politeknik, dan akademi",
    icon: "graduation-cap",
    color: "#1D4ED8",
  },
  {
    slug: "sekolah",
    name: "Sekolah",
    description: "SD, SMP, SMA, dan SMK, sendiri atau dalam satu yayasan",
    icon: "school",
    color: "#047857",
  },
  {
    slug: "instansi-pemerintah",
    name: "Instansi pemerintah",
    description: "Dinas, badan, kantor, dan unit pelaksana teknis",
    icon: "landmark",
    color: "#7C2D12",
  },
  {
    slug: "pabrik-beton",
    name: "Pabrik beton",
    description: "Beton siap pakai dan pracetak",
    icon: "factory",
    color: "#57534E",
  },
  {
    slug: "pabrik-roti",
    name: "Pabrik roti",
    description: "Roti dan kue, dari resep sampai rute pengiriman",
    icon: "croissant",
    color: "#B45309",
  },
  {
    slug: "retail",
    name: "Retail",
    description: "Toko dan swalayan, satu atau banyak cabang",
    icon: "store",
    color: "#BE185D",
  },
  {
    slug: "konstruksi",
    name: "Konstruksi",
    description: "Kontraktor dan subkontraktor",
    icon: "hard-hat",
    color: "#A16207",
  },
  {
    slug: "logistik",
    name: "Logistik",
    description: "Gudang, angkutan, dan pengantaran",
    icon: "truck",
    color: "#0F766E",
  },
];

/** Their slugs, as they are told to whoever names another. */
export const jenisYangAda = jenisUsaha.map(({ slug }) => slug).join(", ");
