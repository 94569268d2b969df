import type { ConsoleModule } from "../../screen.ts";

export const pegawai: ConsoleModule = {
  icon: "i-lucide-id-card",
  screens: [
    {
      path: "/pegawai",
      name: "pegawai",
      title: "pegawai.title",
      load: () => import("./Staff.vue"),
      needs: "listPegawai",
    },
    {
      path: "/pegawai/baru",
      name: "pegawai.baru",
      title: "pegawai.add",
      load: () => import("./NewPerson.vue"),
      parent: "pegawai",
      needs: "createPegawai",
    },
    {
      path: "/pegawai/:id",
      name: "pegawai.satu",
      title: "pegawai.one",
      load: () => import("./Person.vue"),
      parent: "pegawai",
      needs: "getPegawai",
    },
  ],
};
