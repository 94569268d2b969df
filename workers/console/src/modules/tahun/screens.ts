import type { ConsoleModule } from "../../screen.ts";

export const tahun: ConsoleModule = {
  icon: "i-lucide-calendar-check",
  screens: [
    {
      path: "/tahun",
      name: "tahun",
      title: "tahun.title",
      load: () => import("./BudgetYear.vue"),
      needs: "getBudgetYear",
    },
  ],
};
