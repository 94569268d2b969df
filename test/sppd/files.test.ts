import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { crons } from "../../infra/schedules.ts";
import { orderWithLetter, sweep } from "../setup/deliveries.ts";
import { ask, codeOf } from "../setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "../setup/institution.ts";
import { draft, tripTo } from "../setup/orders.ts";
import { addFile, pdf } from "../setup/trips.ts";

interface Listed {
  readonly id: string;
  readonly jenis: string;
  readonly nama: string;
  readonly pegawai_id: string | null;
  readonly sha256: string;
  readonly url: string;
}

let institution: TestInstitution;
let [d1, d2, op]: Actor[] = [];
/** An order of D1's and D2's whose Surat Tugas is out. */
let order: string;

const who = () => {
  if (!d1 || !d2 || !op) throw new Error("nobody there");
  return { d1, d2, op };
};

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, d2, op] = await Promise.all(["D1", "D2", "OP"].map((key) => institution.actor(key)));
  order = await orderWithLetter(institution, [who().d1.pegawaiId, who().d2.pegawaiId], 2);
});

const listed = async (actor: Actor, id = order) =>
  (await ask<{ data: Listed[] }>(actor, "GET", `/sppd/${id}/berkas`)).body.data;

describe("a file of an order", () => {
  it("is what its content says, is hashed, and is had through a link that expires", async () => {
    const { d1 } = who();
    const file = pdf("tiket kereta");
    const sha256 = createHash("sha256").update(file).digest("hex");
    const added = await addFile(d1, order, "bukti", { file, nama: "tiket.exe" });
    expect([added.status, added.body]).toEqual([
      201,
      expect.objectContaining({ jenis: "bukti", tipe: "application/pdf", ukuran: file.length, sha256 }),
    ]);
    const [found] = await listed(d1);
    expect(found).toMatchObject({ nama: "tiket.exe", sha256, pegawai_id: d1.pegawaiId });
    const got = await fetch(found?.url ?? "");
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(file);
    expect(codeOf(await addFile(d1, order, "bukti", { file: new TextEncoder().encode("MZ") }))).toBe(
      "422 BERKAS_TIDAK_DITERIMA",
    );
  });

  it("is one's own, or one's unit's for its operator; companions and the rest only look", async () => {
    const { d1, d2, op } = who();
    const forD2 = { pegawai_id: d2.pegawaiId };
    expect(codeOf(await addFile(d1, order, "bukti", forD2))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect(codeOf(await addFile(op, order, "bukti"))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect(codeOf(await addFile(op, order, "bukti", forD2))).toBe("201");
    expect(codeOf(await addFile(await institution.actor("D3"), order, "bukti"))).toBe("404 TIDAK_DITEMUKAN");
    for (const key of ["B1", "P1", "G1"]) {
      const actor = await institution.actor(key);
      expect(codeOf(await addFile(actor, order, "bukti"))).toBe("403 TIDAK_BERWENANG");
      expect((await listed(actor)).length).toBeGreaterThan(0);
    }
    const [theirs] = (await listed(d2)).filter(({ pegawai_id }) => pegawai_id === d2.pegawaiId);
    const path = `/sppd/${order}/berkas/${theirs?.id}`;
    expect(codeOf(await ask(d1, "DELETE", path))).toBe("422 PELAKSANA_TIDAK_DIKENAL");
    expect(codeOf(await ask(await institution.actor("D3"), "DELETE", path))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await ask(await institution.actor("B1"), "DELETE", path))).toBe("403 TIDAK_BERWENANG");
    const another = await draft(d2, tripTo(institution, d2, "2026-08-03", "2026-08-03"));
    expect(codeOf(await ask(d2, "DELETE", `/sppd/${another}/berkas/${theirs?.id}`))).toBe("404 TIDAK_DITEMUKAN");
    expect(codeOf(await ask(d2, "DELETE", path))).toBe("204");
  });

  it("comes when its kind has its time: a draft holds none, a visum page is stamped on the way", async () => {
    const { d1 } = who();
    const early = await draft(d1, tripTo(institution, d1, "2026-06-01", "2026-06-02"));
    expect((await addFile(d1, early, "bukti")).body).toMatchObject({
      code: "STATUS_TIDAK_SESUAI",
      aksi: "unggah_bukti",
      status_sekarang: "draft",
    });
    expect(codeOf(await addFile(d1, order, "visum"))).toBe("409 STATUS_TIDAK_SESUAI");
    expect(codeOf(await addFile(d1, order, "scan_st"))).toBe("201");
    expect((await listed(d1)).find(({ jenis }) => jenis === "scan_st")).toMatchObject({ pegawai_id: null });
    expect(await listed(d1, early)).toEqual([]);
  });

  it("leaves nothing behind: neither one that is taken back nor one that was refused or came twice", async () => {
    const { d1 } = who();
    const mine = () =>
      ownerRows<{ kunci: string }>("select kunci from sppd_berkas where institution_id = $1 order by 1", [
        institution.id,
      ]);
    const { body } = await addFile(d1, order, "bukti", { file: pdf("sebentar saja") });
    const [link] = (await listed(d1)).filter(({ id }) => id === body.id);
    const before = await mine();
    const key = { "idempotency-key": crypto.randomUUID() };
    const again = () =>
      ask<{ id: string }>(d1, "POST", `/sppd/${order}/berkas?jenis=bukti&nama=sekali`, undefined, key, pdf("sekali"));
    const [one, other] = [await again(), await again()];
    expect([one.status, other.status, other.body]).toEqual([201, 201, one.body]);
    expect((await mine()).length).toBe(before.length + 1);

    expect(codeOf(await ask(d1, "DELETE", `/sppd/${order}/berkas/${body.id}`))).toBe("204");
    expect(codeOf(await ask(d1, "DELETE", `/sppd/${order}/berkas/${body.id}`))).toBe("404 TIDAK_DITEMUKAN");
    await sweep(crons.edge[0]);
    expect((await fetch(link?.url ?? "")).status).toBe(410);
  });
});
