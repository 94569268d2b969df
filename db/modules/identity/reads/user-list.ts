import * as z from "zod";
import { yesNo } from "../../../core/exported.ts";
import { defineList } from "../../../core/list.ts";
import type { Said } from "../../../core/manifest.ts";
import { sql } from "../../../core/postgres.ts";
import { searchWords } from "../../../core/search-words.ts";
import { dapatDicetak } from "../../pegawai/rules/teks.ts";
import { jenisPengenal, normalkanPengenal, type JenisPengenal } from "../rules/pengenal.ts";
import { kodePeran } from "../rules/peran.ts";
import { telepon } from "../rules/telepon.ts";
import { profilePlaces } from "./profile.ts";

/** A name by which somebody logs in, under its kind. */
export const pengenalView = z.partialRecord(z.enum(jenisPengenal), z.string());

const truth = z.enum(["true", "false"]).transform((text) => text === "true");

/** Names to log in with of a row `o`, by kind. */
const names = sql`coalesce((select jsonb_object_agg(x.kind, x.value) from user_identifiers x where x.user_id = o.id), '{}')`;

/** What the kinds of names are called at the head of a column; those of an import are read by theirs. */
const headings: Readonly<Record<JenisPengenal, Said>> = {
  username: { id: "Nama Pengguna", en: "Username" },
  email: { id: "Surel", en: "E-mail" },
  nip: { id: "NIP", en: "NIP" },
  ni_pppk: { id: "NI PPPK", en: "NI PPPK" },
  nid: { id: "NID", en: "NID" },
  nidn: { id: "NIDN", en: "NIDN" },
  nuptk: { id: "NUPTK", en: "NUPTK" },
  nim: { id: "NIM", en: "NIM" },
  nisn: { id: "NISN", en: "NISN" },
};

/** The list of accounts. */
export const userList = defineList({
  filters: {
    cari: z
      .string()
      .max(100)
      .refine(dapatDicetak, "KARAKTER_TERLARANG")
      .meta({
        description:
          "Setiap kata ada di nama atau di salah satu pengenal. Sekurangnya satu kata memuat tiga huruf atau angka berurutan; yang lebih pendek dicari sebagai pengenal utuh, bila memuat angka.",
        examples: ["ratna 1985"],
      })
      .transform((text, context) => {
        const kata = searchWords(text);
        if (!kata && !/\d/.test(text)) context.addIssue({ code: "custom", message: "PENCARIAN_TERLALU_PENDEK" });
        // No index finds pieces of it; whole it is a name that at most one person has.
        return kata ? { kata } : { pengenal: normalkanPengenal(text) };
      }),
    peran: kodePeran.meta({ description: "Yang memegang peran ini.", examples: ["dosen"] }),
    unit: z.uuid().meta({ description: "Yang berperan atau bekerja di unit ini, tanpa bawahannya." }),
    aktif: truth.meta({ description: "Yang boleh masuk, atau yang tidak." }),
    telepon: z
      .string()
      .max(40)
      .meta({
        description: "Yang nomor teleponnya ini, bagaimana pun ditulis; untuk yang boleh melihat profilnya.",
        examples: ["0812-3456-7890"],
      })
      .pipe(telepon),
    pengenal: z.enum(jenisPengenal).meta({ description: "Yang mempunyai pengenal jenis ini.", examples: ["nidn"] }),
  },
  also: {
    hitung: z.literal("true").optional().meta({ description: "Sertakan jumlah seluruhnya, dihitung sampai 10.000." }),
  },
  sorts: { nama: { key: sql`u.nama`, type: "text" } },
  serves: () => ["nama", "-nama", "-dibuat", "dibuat"],
  columns: {
    id: { schema: z.uuid(), sql: sql`o.id` },
    nama: { schema: z.string(), sql: sql`o.nama` },
    aktif: { schema: z.boolean(), sql: sql`o.aktif` },
    // Invited, and has chosen no password yet.
    diundang: { schema: z.boolean(), sql: sql`o.password_hash is null` },
    pengenal: { schema: pengenalView, sql: names },
    pegawai_id: { schema: z.uuid().nullable(), sql: sql`o.pegawai_id` },
    dibuat: { schema: z.string(), sql: sql`o.created_at` },
  },
  relations: {
    peran: {
      schema: z.array(z.object({ peran: z.string(), unit_id: z.uuid(), unit: z.string() })),
      sql: sql`coalesce((select jsonb_agg(jsonb_build_object('peran', r.peran, 'unit_id', r.unit_id, 'unit', k.nama) order by r.peran, k.nama)
        from user_roles r join unit_kerja k on k.id = r.unit_id where r.user_id = o.id), '[]')`,
    },
  },
  exported: {
    joined: sql`left join lateral (select ${names} as pengenal) p on true`,
    columns: [
      { label: { id: "Nama", en: "Name" }, kind: "text", sql: sql`o.nama` },
      ...jenisPengenal.map((jenis) => ({
        label: headings[jenis],
        kind: "text" as const,
        sql: sql`p.pengenal ->> ${jenis}::text`,
      })),
      { label: { id: "Telepon", en: "Telephone" }, kind: "text", sql: sql`o.telepon`, sealed: profilePlaces.telepon },
      {
        label: { id: "Peran", en: "Roles" },
        kind: "text",
        sql: sql`(select string_agg(r.peran || ' (' || k.kode || ')', '; ' order by r.peran, k.kode)
          from user_roles r join unit_kerja k on k.id = r.unit_id where r.user_id = o.id)`,
      },
      { label: { id: "Aktif", en: "Active" }, kind: "text", sql: sql`o.aktif`, write: yesNo },
      { label: { id: "Terakhir masuk", en: "Last login" }, kind: "instant", sql: sql`o.last_login_at` },
      { label: { id: "Dibuat", en: "Created" }, kind: "instant", sql: sql`o.created_at` },
    ],
  },
  ofPages: ["hitung"],
});

/** A page of it, with how many there are where that was asked. `tepat` is false where there are more than are counted. */
export const usersPage = userList.page.extend({
  jumlah: z.object({ sebanyak: z.number().int(), tepat: z.boolean() }).optional(),
});

/** What a request asks of the list. */
export type UsersAsked = z.infer<typeof userList.query>;
