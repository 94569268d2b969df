import { beforeAll, describe, expect, it } from "vitest";
import { approvedOrders } from "../setup/approved-orders.ts";
import { checkNumbers } from "../setup/books.ts";
import { until } from "../setup/http.ts";
import { asOwner, makeInstitution, ownerRows, setClock, type TestInstitution } from "../setup/institution.ts";
import { act, cancelIssued } from "../setup/orders.ts";
import { configure } from "../setup/trips.ts";

const byHand = { nomor_surat_tugas: "manual" };

describe("an institution that types the numbers of its Surat Tugas", () => {
  let institution: TestInstitution;
  let orders: string[];
  beforeAll(async () => {
    institution = await makeInstitution({ today: "2026-04-06" });
    orders = await approvedOrders(institution, 8);
    await configure(institution, byHand);
  });

  /** Issues the order's letter as somebody; answers its number, or why not. */
  const issue = async (at: number, body: object, as = "G1") => {
    const reply = await act(await institution.actor(as), orders[at] ?? "", "terbitkan-st", body);
    return reply.status === 202
      ? (reply.body["nomor"] as string[]).join()
      : `${reply.status} ${String(reply.body["code"])}`;
  };

  it("has the number that the agendaris gives, as it is; SPDs are numbered as ever", async () => {
    expect(await issue(0, {})).toBe("422 NOMOR_SURAT_WAJIB");
    expect(await issue(0, { nomor: "B-17/UN7/KP.03/2026" }, "A2")).toBe("403 HANYA_AGENDARIS");
    expect(await issue(0, { nomor: " B-17/UN7/KP.03/2026 " })).toBe("B-17/UN7/KP.03/2026");
    const spd = await act(await institution.actor("P1"), orders[0] ?? "", "terbitkan-spd");
    expect(spd.body["nomor"]).toEqual(["001/SPD/FT/2026"]);
    // Neither template nor counter had a part in it.
    expect(await ownerRows("select jenis from nomor_urut where institution_id = $1", [institution.id])).toEqual([
      { jenis: "spd" },
    ]);
  });

  it("has none twice in a year: not a cancelled letter's, not an SPD's, not one that another types at the same time", async () => {
    for (const nomor of ["B-17/UN7/KP.03/2026", "b-17/un7/kp.03/2026", "B-17 / UN7 / KP.03 / 2026"])
      expect([nomor, await issue(1, { nomor })]).toEqual([nomor, "409 NOMOR_SURAT_DIPAKAI"]);
    expect(await issue(1, { nomor: "001/SPD/FT/2026" })).toBe("409 NOMOR_SURAT_DIPAKAI");
    await cancelIssued(institution, orders[0] ?? "");
    expect(await issue(1, { nomor: "B-17/UN7/KP.03/2026" })).toBe("409 NOMOR_SURAT_DIPAKAI");
    const alike = [
      "B-18/UN7/KP.03/2026",
      "b-18/un7/kp.03/2026",
      "B-18 / UN7 / KP.03 / 2026",
      "B- 18/UN7/KP.03/2026",
      "b-18/UN7/KP.03/2026",
    ];
    const [once, ...others] = (await Promise.all(alike.map((nomor, nth) => issue(nth + 1, { nomor })))).toSorted(
      (one, other) => Number(one.startsWith("4")) - Number(other.startsWith("4")),
    );
    expect(alike).toContain(once);
    expect(others).toEqual(Array.from({ length: 4 }, () => "409 NOMOR_SURAT_DIPAKAI"));
  });

  it("takes what can be printed and seen, sixty characters of it", async () => {
    for (const nomor of ["", " ", "B  19", "B\u200b19", "B\u202e19", "B\u000719", "9".repeat(61)])
      expect([nomor, await issue(6, { nomor })]).toEqual([nomor, "422 DATA_TIDAK_SAH"]);
    expect(await issue(6, { nomor: `${"9".repeat(30)} ${"é".repeat(29)}` })).toHaveLength(60);
  });

  it("dates letters back without putting them anywhere: a typed number stands where its book has it", async () => {
    const given = { nomor: "B-16.a/UN7/KP.03/2026", tanggal: "2026-04-02" };
    expect(await issue(7, given)).toBe("422 ALASAN_MUNDUR_WAJIB");
    expect(await issue(7, { ...given, alasan_mundur: "Diagendakan lebih dahulu di buku" })).toBe(given.nomor);
    const [noted] = await ownerRows(
      "select urut, sisipan, tanggal::text from nomor_surat where institution_id = $1 and nomor = $2",
      [institution.id, given.nomor],
    );
    expect(noted).toEqual({ urut: null, sisipan: "", tanggal: "2026-04-02" });
    await checkNumbers(institution);
  });
});

describe("an institution whose numbers are automatic", () => {
  it("takes none that is typed", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const [id = ""] = await approvedOrders(institution, 1);
    const { status, body } = await act(await institution.actor("G1"), id, "terbitkan-st", { nomor: "B-1/2026" });
    expect([status, body["code"]]).toEqual([422, "NOMOR_SURAT_OTOMATIS"]);
  });

  it("goes past those that were typed before, in other letters and inserted ones too, and one that is being typed in this moment", async () => {
    const institution = await makeInstitution({ today: "2026-04-06" });
    const orders = await approvedOrders(institution, 6);
    const g1 = await institution.actor("G1");
    await configure(institution, byHand);
    const rest = "FT/000.1.2.3/IV/2026";
    for (const [at, nomor] of ["001 / ft / 000.1.2.3 / iv / 2026", `002/${rest}`, `003.A / ${rest}`].entries())
      await act(g1, orders[at] ?? "", "terbitkan-st", { nomor });
    await configure(institution, { nomor_surat_tugas: "otomatis" });
    const back = { tanggal: "2026-04-06", alasan_mundur: "Berkas undangan baru ditemukan" };
    expect((await act(g1, orders[3] ?? "", "terbitkan-st")).body["nomor"]).toEqual([`003/${rest}`]);
    await setClock(institution.id, "2026-04-08 10:00+07");
    expect((await act(g1, orders[4] ?? "", "terbitkan-st", back)).body["nomor"]).toEqual([`003.b/${rest}`]);
    await checkNumbers(institution);
    const meanwhile = asOwner(async (client) => {
      await client.query("begin");
      await client.query(
        `insert into nomor_surat (institution_id, jenis, unit_id, tahun, nomor, tanggal, sppd_id)
         select institution_id, jenis, unit_id, tahun, '004/${rest}', tanggal, sppd_id from nomor_surat where institution_id = $1 and urut = 3 and sisipan = ''`,
        [institution.id],
      );
      const issued = act(g1, orders[5] ?? "", "terbitkan-st");
      const blocked = await until(
        async () => await ownerRows("select 1 from pg_locks where not granted and locktype = 'transactionid'"),
        (waiting) => waiting.length > 0,
      );
      expect(blocked.length).toBeGreaterThan(0);
      await client.query("commit");
      return (await issued).body["nomor"];
    });
    expect(await meanwhile).toEqual([`005/${rest}`]);
  });
});
