import * as z from "zod";
import { route, type Routes } from "../../http/route.ts";
import { offeredTo } from "./offers.ts";
import { collection } from "./shapes.ts";

const page = z.object({
  path: z.string().meta({ description: "Di bawah alamat konsol" }),
  nama: z.object({ id: z.string(), en: z.string() }),
});

/** The pages of one's console: those of the institution's modules that one may see. Nothing is read for it but who asks. */
export const navigationRoutes: Routes = [
  route({
    method: "get",
    path: "/user-modules/navigation",
    operationId: "listPages",
    summary: "Halaman konsol dari modul yang aktif, yang boleh saya buka",
    access: "session",
    inPerson: true,
    answers: { 200: { description: "Halaman", schema: collection(page) } },
    handle: ({ principal }) =>
      Promise.resolve({ body: { data: offeredTo(principal, ({ navigation }) => navigation) } }),
  }),
];
