import * as z from "zod";
import { calendarDate } from "../../../core/storable.ts";
import { STATUS_PEGAWAI } from "./golongan.ts";
import { KESETARAAN } from "./kesetaraan.ts";
import { dapatDicetak } from "./teks.ts";

const text = (most: number) => z.string().trim().min(1).max(most).refine(dapatDicetak, "KARAKTER_TERLARANG");

/** A member of staff as they are entered. The number is checked by `periksaNip`, which needs the status beside it. */
export const pegawaiBaru = z.strictObject({
  nip: z.string().trim().max(40).optional(),
  status: z.enum(STATUS_PEGAWAI),
  nama: text(200),
  gelar_depan: text(50).optional(),
  gelar_belakang: text(100).optional(),
  jenis_kelamin: z.enum(["L", "P"]).optional(),
  tanggal_lahir: calendarDate().optional(),
  golongan: z.string().max(10).optional(),
  jabatan: text(200),
  kesetaraan: z.enum(KESETARAAN).optional(),
  unit_id: z.uuid(),
  rekening: z.strictObject({ bank: text(100), nomor: z.string().regex(/^[0-9]{5,20}$/), nama: text(200) }).optional(),
});
export type PegawaiBaru = z.infer<typeof pegawaiBaru>;
