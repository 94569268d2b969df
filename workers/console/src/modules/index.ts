import type { ConsoleModule } from "../screen.ts";
import { arsip } from "./arsip/screens.ts";
import { berkas } from "./berkas/screens.ts";
import { identity } from "./identity/screens.ts";
import { institutions } from "./institutions/screens.ts";
import { jobs } from "./jobs/screens.ts";
import { login } from "./login/screens.ts";
import { licence } from "./licence/screens.ts";
import { notifications } from "./notifications/screens.ts";
import { operator } from "./operator/screens.ts";
import { pegawai } from "./pegawai/screens.ts";
import { pejabat } from "./pejabat/screens.ts";
import { referensi } from "./referensi/screens.ts";
import { registry } from "./registry/screens.ts";
import { sppd } from "./sppd/screens.ts";
import { tahun } from "./tahun/screens.ts";

/** The modules that show something, by their slugs. */
export const modules: Readonly<Record<string, ConsoleModule>> = {
  arsip,
  berkas,
  identity,
  institutions,
  jobs,
  licence,
  login,
  notifications,
  operator,
  pegawai,
  pejabat,
  referensi,
  registry,
  sppd,
  tahun,
};
