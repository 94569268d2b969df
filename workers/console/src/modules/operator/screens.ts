import type { ConsoleModule } from "../../screen.ts";

export const operator: ConsoleModule = {
  icon: "i-lucide-shield",
  screens: [
    {
      path: "/operator",
      name: "operator",
      title: "operator.title",
      load: () => import("./Institutions.vue"),
      needs: "listPlatformInstitutions",
    },
    {
      path: "/operator/catatan",
      name: "operator.catatan",
      title: "operator.log.title",
      load: () => import("./AccessLog.vue"),
      parent: "operator",
      needs: "listOperatorAccess",
    },
    {
      path: "/operator/kecepatan",
      name: "operator.kecepatan",
      title: "operator.vitals.title",
      load: () => import("./Vitals.vue"),
      parent: "operator",
      needs: "summariseVitals",
    },
    {
      path: "/operator/:id",
      name: "operator.satu",
      title: "operator.one",
      load: () => import("./Institution.vue"),
      parent: "operator",
      needs: "getPlatformInstitution",
    },
  ],
};
