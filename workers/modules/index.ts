import type { Slug } from "../../db/modules/registry.ts";
import type { Routes } from "../http/route.ts";

/** The face of each module, loaded when it is first asked for. A missing line is a type error. */
export const modules: Record<Slug, () => Promise<{ routes: Routes }>> = {
  arsip: () => import("./arsip/routes.ts"),
  berkas: () => import("./berkas/routes.ts"),
  identity: () => import("./identity/routes.ts"),
  institutions: () => import("./institutions/routes.ts"),
  jobs: () => import("./jobs/routes.ts"),
  licence: () => import("./licence/routes.ts"),
  notifications: () => import("./notifications/routes.ts"),
  operator: () => import("./operator/routes.ts"),
  pegawai: () => import("./pegawai/routes.ts"),
  pejabat: () => import("./pejabat/routes.ts"),
  referensi: () => import("./referensi/routes.ts"),
  registry: () => import("./registry/routes.ts"),
  sppd: () => import("./sppd/routes.ts"),
  tahun: () => import("./tahun/routes.ts"),
};
