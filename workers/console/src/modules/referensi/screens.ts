import type { ConsoleModule } from "../../screen.ts";

export const referensi: ConsoleModule = {
  icon: "i-lucide-book",
  screens: [
    {
      path: "/tarif",
      name: "tarif",
      title: "referensi.tarif.title",
      icon: "i-lucide-tags",
      load: () => import("./tarif/Tariffs.vue"),
      needs: "listTarif",
    },
    {
      path: "/tarif/impor",
      name: "tarif.impor",
      title: "referensi.import.title",
      load: () => import("./tarif/ImportTariffs.vue"),
      parent: "tarif",
      needs: "startTariffImport",
    },
    {
      path: "/anggaran",
      name: "anggaran",
      title: "referensi.anggaran.title",
      icon: "i-lucide-wallet",
      load: () => import("./anggaran/Budgets.vue"),
      needs: "listBudgets",
    },
    {
      path: "/hari-libur",
      name: "hari-libur",
      title: "referensi.libur.title",
      icon: "i-lucide-calendar-off",
      load: () => import("./libur/Holidays.vue"),
      needs: "listHolidays",
    },
  ],
};
