import { beforeAll, describe, expect, it } from "vitest";
import { ask, until } from "../setup/http.ts";
import { makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, approveFully, draft, issueBoth, orderE1, tripTo } from "../setup/orders.ts";

let institution: TestInstitution;
beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
});

interface Shown {
  readonly kode: string;
  readonly jenis: string;
  readonly tautan: string;
  readonly teks: { readonly judul: Record<"id" | "en", string>; readonly isi: Record<"id" | "en", string> };
}

/** What somebody was told of an order, oldest first. */
async function heard(key: string, order: string): Promise<Shown[]> {
  const { body } = await ask<{ data: Shown[] }>(
    await institution.actor(key),
    "GET",
    "/notifications?sort=dibuat&per_page=100",
  );
  return body.data.filter(({ tautan }) => tautan === `/sppd/${order}`);
}

/** The codes of what each of them was told of an order, without the module's name. */
async function codes(order: string, ...keys: string[]): Promise<Record<string, string[]>> {
  const each = keys.map(
    async (key) => [key, (await heard(key, order)).map(({ kode }) => kode.replace("sppd.", ""))] as const,
  );
  return Object.fromEntries(await Promise.all(each));
}

const everybody = ["D1", "D2", "D3", "OP", "A1", "W1", "A2", "R1", "K1", "P1", "B1", "G1", "ADM"];

/** A week of its own for each order. */
let week = 0;
async function order(by: Actor, travellers: readonly string[] = [by.pegawaiId]): Promise<string> {
  const day = new Date(Date.UTC(2026, 3, 13 + 7 * week++)).toISOString().slice(0, 10);
  return await draft(by, { ...tripTo(institution, by, day, day), pelaksana: travellers });
}

describe("a step of a travel order tells", () => {
  it("whoever is next, the travellers of its outcome, and nobody else; from draft to SPD", async () => {
    const [op, d1, d2] = [await institution.actor("OP"), await institution.actor("D1"), await institution.actor("D2")];
    const id = await order(op, [d1.pegawaiId, d2.pegawaiId]);
    expect(await codes(id, ...everybody)).toEqual(Object.fromEntries(everybody.map((key) => [key, []])));
    await approveFully(institution, op, id);
    await issueBoth(institution, id);
    const outcomes = ["disetujui", "st_terbit", "spd_terbit"];
    const told = await until(
      () => codes(id, ...everybody),
      (all) =>
        Object.values(all)
          .flat()
          .filter((kode) => kode.endsWith("_siap")).length === 6,
    );
    const sorted = Object.fromEntries(Object.entries(told).map(([key, list]) => [key, list.toSorted()]));
    const party = [...outcomes, "spd_siap", "surat_tugas_siap"].toSorted();
    expect(sorted).toEqual({
      OP: party,
      D1: party,
      D2: party,
      D3: [],
      A1: ["menunggu_keputusan"],
      // The dean decided, and may issue; but heard nothing of the approval, which was their own.
      A2: ["menunggu_keputusan"],
      W1: ["menunggu_st"],
      G1: ["menunggu_st"],
      P1: ["menunggu_spd"],
      K1: [],
      R1: [],
      B1: [],
      ADM: [],
    });
  });

  it("in words, in either language, with a link to the order", async () => {
    const d1 = await institution.actor("D1");
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId], { etape: [leg(week++)] }));
    await act(d1, id, "ajukan");
    await act(await institution.actor("A1"), id, "kembalikan", { alasan: "Lampirkan {undangan} rapatnya dulu" });
    const [waiting] = await heard("A1", id);
    expect(waiting).toMatchObject({ jenis: "info", kode: "sppd.menunggu_keputusan" });
    expect(waiting?.teks.judul).toEqual({ id: "Menunggu keputusan Anda", en: "Waiting for your decision" });
    expect(waiting?.teks.isi.id).toMatch(
      /^Permohonan .*Ratna Wulandari.*: Mengikuti rapat .*, ke Hotel Borobudur pada \d+ \w+ 2026\.$/,
    );
    const [returned] = await heard("D1", id);
    expect(returned).toMatchObject({ jenis: "warning", kode: "sppd.dikembalikan" });
    expect(returned?.teks.isi.en).toMatch(
      /^Hendra Gunawan: "Lampirkan \{undangan\} rapatnya dulu"\. Mengikuti .* on \d+ \w+ 2026\.$/,
    );
  });

  it("those it no longer waits for, when it is withdrawn or cancelled; of a draft nobody", async () => {
    const d1 = await institution.actor("D1");
    const [withdrawn, cancelled, drafted] = [await order(d1), await order(d1), await order(d1)];
    const alasan = { alasan: "Acara dibatalkan panitia" };
    for (const id of [withdrawn, cancelled]) await act(d1, id, "ajukan");
    await act(d1, withdrawn, "tarik");
    for (const id of [cancelled, drafted]) expect((await act(d1, id, "batalkan", alasan)).status).toBe(200);
    expect(await codes(withdrawn, "D1", "A1", "A2")).toEqual({ D1: [], A1: ["menunggu_keputusan", "ditarik"], A2: [] });
    expect(await codes(cancelled, "D1", "A1")).toEqual({ D1: [], A1: ["menunggu_keputusan", "dibatalkan"] });
    expect(await codes(drafted, "D1", "A1")).toEqual({ D1: [], A1: [] });
  });

  it("whoever stands in for an office today, and not who held it before or travels themselves", async () => {
    const a1 = await institution.actor("A1");
    const id = await order(a1);
    await act(a1, id, "ajukan");
    // The head of the programme travels: the order goes to the next above, who is told.
    const told = await codes(id, "A1", "W1", "A2", "K1", "R1");
    expect(told["A1"]).toEqual([]);
    expect(Object.values(told).flat()).toEqual(["menunggu_keputusan"]);
  });

  it("once, however often it is asked for under a key or at the same instant", async () => {
    const d1 = await institution.actor("D1");
    const id = await order(d1);
    await act(d1, id, "ajukan");
    const a1 = await institution.actor("A1");
    const key = { "idempotency-key": crypto.randomUUID() };
    const body = { catatan: "Silakan" };
    await Promise.all([1, 2, 3, 4].map(() => ask(a1, "POST", `/sppd/${id}/setujui`, body, key)));
    expect(await codes(id, "D1", "A2")).toEqual({ D1: [], A2: ["menunggu_keputusan"] });
    const a2 = await institution.actor("A2");
    await Promise.all([1, 2, 3].map(() => act(a2, id, "tolak", { alasan: "Anggaran triwulan ini habis" })));
    expect(await codes(id, "D1", "A1")).toEqual({ D1: ["ditolak"], A1: ["menunggu_keputusan"] });
  });
});

function leg(nth: number): Record<string, unknown> {
  const day = new Date(Date.UTC(2026, 3, 13 + 7 * nth)).toISOString().slice(0, 10);
  return {
    asal_kode: "33.74",
    tujuan_kode: "32.73",
    tempat: "Hotel Borobudur",
    berangkat: day,
    kembali: day,
    alat_angkut: "kereta_api",
  };
}
