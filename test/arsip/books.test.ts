import { expect, it } from "vitest";
import { cancelled, longAfter, runArchive, whereabouts } from "../setup/archive.ts";
import { findDisagreements } from "../setup/books.ts";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution, ownerRows, setClock } from "../setup/institution.ts";
import { cancelIssued, draft, orderE1, tripTo } from "../setup/orders.ts";
import {
  acceptAll,
  comeBack,
  costsE1,
  departed,
  issued,
  money,
  receipt,
  report,
  saveCosts,
} from "../setup/settlements.ts";

it("the books agree when orders have gone into the archive, and when one has come back", async () => {
  const institution = await makeInstitution({ today: "2026-04-06" });
  const [d1, d2, b1, p1, g1] = await Promise.all(["D1", "D2", "B1", "P1", "G1"].map((key) => institution.actor(key)));
  if (!d1 || !d2 || !b1 || !p1 || !g1) throw new Error("somebody is missing");
  const taken = await cancelled(institution, d2);
  const givenBack = async (id: string, nomor_bukti: string, ...ntpn: string[]) => {
    const paid = { jumlah: 100_000, nomor_bukti, tanggal: "2026-04-06" };
    const codes = [codeOf(await money(b1, id, "uang-muka", d2.pegawaiId, paid))];
    if (ntpn.length > 0) await cancelIssued(institution, id);
    for (const one of ntpn) {
      const reply = await money(b1, id, "bayar", d2.pegawaiId, { tanggal: "2026-04-06", ntpn: one });
      codes.push(codeOf(reply));
    }
    return codes;
  };
  const dayOff = tripTo(institution, d2, "2026-05-04", "2026-05-05");
  const stopped = await issued(institution, d2, dayOff);
  expect(await givenBack(stopped, "UM-001", "0123456789ABCDEF")).toEqual(["201", "200"]);
  const done = await departed(institution, d1, orderE1(institution, [d1.pegawaiId]));
  await comeBack(institution, d1, done);
  const bukti = await receipt(d1, done);
  await saveCosts(d1, done, costsE1(bukti));
  await report(d1, done);
  await acceptAll(b1, done);
  await money(p1, done, "rampung", d1.pegawaiId);
  const paid = await money(b1, done, "bayar", d1.pegawaiId, { tanggal: "2026-04-15", nomor_bukti: "KK-001" });
  expect(paid.body).toMatchObject({ status: "selesai" });
  const open = await draft(d1, tripTo(institution, d1, "2026-06-01", "2026-06-02"));
  const waiting = () =>
    ownerRows(
      "select id from dokumen where institution_id = $1 and (rendered_at is null or status = 'dibatalkan' and batal_sha256 is null)",
      [institution.id],
    );
  expect(await until(waiting, (documents) => documents.length === 0)).toEqual([]);
  const summary = async () => (await ask(p1, "GET", "/sppd/ringkasan?tahun=2026")).body;
  const before = await summary();
  const agree = async () => {
    // When orders of that year are the current ones, and what is cached of others is dropped.
    await setClock(institution.id, "2026-04-16 10:00+07");
    const wrong = () => findDisagreements(institution, p1);
    expect(await until(wrong, (claims) => Object.keys(claims).length === 0)).toEqual({});
  };
  await agree();

  await runArchive(institution, longAfter);
  for (const id of [taken, stopped, done]) expect(await whereabouts(id)).toMatchObject({ sppd: 0, arsip: 1 });
  expect(await whereabouts(open)).toMatchObject({ sppd: 1, arsip: 0 });
  const { body: archived } = await ask<{ dokumen: { jenis: string; sifat: string | null }[] }>(
    d1,
    "GET",
    `/arsip/${done}`,
  );
  expect(archived.dokumen.flatMap(({ jenis, sifat }) => (sifat === null ? [] : [[jenis, sifat]]))).toEqual([
    ["kuitansi", "rampung"],
  ]);
  await agree();
  const after = await until(summary, ({ per_status }) => JSON.stringify(per_status).includes("diarsipkan"));
  expect({ ...after, per_status: [] }).toEqual({ ...before, per_status: [] });
  expect(after["per_status"]).toMatchObject([
    { status: "diarsipkan", jumlah: 3 },
    { status: "draft", jumlah: 1 },
  ]);

  // What was paid with a number stays paid with it, wherever the payment lies.
  const again = await issued(institution, d2, dayOff);
  expect(await givenBack(again, "UM-001")).toEqual(["409 NOMOR_BUKTI_DIPAKAI"]);
  const ntpn = ["0123456789ABCDEF", "ABCDEF0123456789"] as const;
  expect(await givenBack(again, "UM-002", ...ntpn)).toEqual(["201", "409 NTPN_DIPAKAI", "200"]);

  for (const id of [stopped, done]) {
    const alasan = "Diminta Inspektorat untuk pemeriksaan";
    expect(codeOf(await ask(g1, "POST", `/arsip/${id}/pulihkan`, { alasan }))).toBe("200");
    await agree();
  }
  expect((await ask(d1, "GET", `/sppd/${done}/biaya`)).status).toBe(200);
});
