import type { ConsoleModule } from "../../screen.ts";

export const pejabat: ConsoleModule = {
  icon: "i-lucide-signature",
  screens: [
    {
      path: "/pejabat",
      name: "pejabat",
      title: "pejabat.title",
      load: () => import("./Offices.vue"),
      needs: "listOffices",
    },
  ],
};
