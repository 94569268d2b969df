import { expect, it } from "vitest";
import { ask, codeOf, until } from "../setup/http.ts";
import { makeInstitution } from "../setup/institution.ts";
import { delegate, officeOf } from "../setup/offices.ts";
import { act, approveFully, draft, orderE1 } from "../setup/orders.ts";
import { money } from "../setup/settlements.ts";

const today = "2026-04-06";

it("receipts an advance on an order whose SPDs somebody issued in the PPK's stead", async () => {
  const institution = await makeInstitution({ today });
  const [d1, p1, w1, g1, b1] = await Promise.all(["D1", "P1", "W1", "G1", "B1"].map((key) => institution.actor(key)));
  if (!d1 || !p1 || !w1 || !g1 || !b1) throw new Error("somebody is missing");
  expect(codeOf(await delegate(p1, await officeOf(institution, "P1"), w1.pegawaiId))).toBe("201");
  const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
  await approveFully(institution, d1, id);
  expect(codeOf(await act(g1, id, "terbitkan-st"))).toBe("202");
  expect(codeOf(await act(w1, id, "terbitkan-spd"))).toBe("202");
  const advance = { jumlah: 1_000_000, nomor_bukti: "UM-001", tanggal: today };
  expect(codeOf(await money(b1, id, "uang-muka", d1.pegawaiId, advance))).toBe("201");
  const receipt = async () =>
    (await ask<{ data: { jenis: string; pdf: object | null }[] }>(d1, "GET", `/sppd/${id}/dokumen`)).body.data.find(
      ({ jenis }) => jenis === "kuitansi",
    );
  expect(await until(receipt, (found) => Boolean(found?.pdf), 20_000)).toMatchObject({
    pdf: { url: expect.anything() },
  });
});
