import { expect, it } from "vitest";
import type { Config } from "../../../db/core/env.ts";
import type { ArchivedOrder } from "../../../db/modules/arsip/reads/detail.ts";
import { toArchivedView } from "./archived.ts";

const config = { PUBLIC_URL: "https://serambi.test" } as Config;
const [labelled, odd, bare] = [1, 2, 3].map((nth) => `0199a8e0-0000-7000-8000-00000000000${nth}`);

it("shows an archived order whatever its letters' rows hold: what cannot be read of one is a label less", async () => {
  const kuitansi = {
    urut: 1,
    jenis: "kuitansi",
    nomor: "1",
    tanggal: "2023-04-06",
    status: "berlaku",
    kode: "K",
  } as const;
  const unrendered = {
    pelaksana: null,
    folder: "",
    rendered: true,
    pdf_sha256: null,
    docx_sha256: null,
    batal_sha256: null,
  };
  const order: ArchivedOrder = {
    berkas: "",
    sha256: "",
    ringkas: {},
    dokumen: [labelled, odd, bare].map((id = "") => ({ ...kuitansi, ...unrendered, id })),
  };
  const rows = [
    { id: labelled, snapshot: { sifat: "rampung" } },
    { id: odd, snapshot: { sifat: "lainnya" } },
    { id: bare, snapshot: null },
  ];
  expect(await toArchivedView(config, order, JSON.stringify({ dokumen: rows }))).toMatchObject({
    dokumen: [{ sifat: "rampung" }, { sifat: null }, { sifat: null }],
    isi: { dokumen: rows },
  });
});
