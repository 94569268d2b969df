import { beforeAll, describe, expect, it } from "vitest";
import { tambahHari } from "../../db/modules/sppd/rules/tanggal.ts";
import { ask } from "../setup/http.ts";
import { asOwner, makeInstitution, type Actor, type TestInstitution } from "../setup/institution.ts";
import { act, draft, tripTo } from "../setup/orders.ts";
import { people } from "../setup/people.ts";

interface Listed {
  readonly data: { id: string; status: string; tanggal_berangkat: string; pelaksana: { nama: string }[] }[];
  readonly berikutnya: string | null;
}

let institution: TestInstitution;
let d1: Actor;
const ids: string[] = [];

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  d1 = await institution.actor("D1");
  for (let week = 1; week <= 5; week++) {
    const day = tambahHari("2026-04-06", week * 7);
    ids.push(await draft(d1, tripTo(institution, d1, day, day)));
  }
  for (const id of ids.slice(0, 2)) await act(d1, id, "ajukan");
});

const list = (actor: Actor, query: string) => ask<Listed>(actor, "GET", `/sppd?${query}`);

describe("a list of orders", () => {
  it("is read page by page, newest first, without losing or doubling a row", async () => {
    const seen: string[] = [];
    let after = "";
    for (let page = 0; page < 3; page++) {
      const { body } = await list(d1, `per_page=2${after}`);
      seen.push(...body.data.map(({ id }) => id));
      after = body.berikutnya ? `&setelah=${body.berikutnya}` : "";
      if (!body.berikutnya) break;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it("is filtered by state and by days", async () => {
    const states = await list(d1, "filter[status]=diajukan");
    expect(states.body.data.map(({ id }) => id)).toEqual(ids.slice(0, 2).toReversed());
    const days = await list(d1, "filter[dari]=2026-04-20&filter[sampai]=2026-04-27");
    expect(days.body.data.map(({ tanggal_berangkat }) => tanggal_berangkat)).toEqual(["2026-04-27", "2026-04-20"]);
    expect((await list(d1, "tahun=2027")).body.data).toEqual([]);
    for (const query of ["filter[status]=lain", "per_page=101", "urut=x", "setelah=1"])
      expect((await list(d1, query)).status, query).toBe(422);
  });

  it("of what waits for me shows it to whoever's turn it is, and leaves it when they have decided", async () => {
    const [a1, a2] = await Promise.all([institution.actor("A1"), institution.actor("A2")]);
    const waiting = async (actor: Actor) => (await list(actor, "filter[menunggu]=saya")).body.data.map(({ id }) => id);
    // What has waited longest comes first.
    expect(await waiting(a1)).toEqual(ids.slice(0, 2));
    expect(await waiting(a2)).toEqual([]);
    await act(a1, ids[0] ?? "", "setujui");
    // Read one's own writes: the isolate that made the change does not believe its cache.
    expect(await waiting(a1)).toEqual([ids[1]]);
    expect(await waiting(a2)).toEqual([ids[0]]);
  });
});

describe("what a list is asked for", () => {
  const idsOf = async (actor: Actor, query: string) => (await list(actor, query)).body.data.map(({ id }) => id);
  const refused = async (query: string) => {
    const { status, body } = await ask<{ code: string; errors: { pointer: string; code: string; detail: string }[] }>(
      d1,
      "GET",
      `/sppd?${query}`,
    );
    return { status, code: body.code, ...body.errors[0] };
  };

  it("is sorted by departure either way, and read on under its own cursor whether or not the order is named again", async () => {
    expect(await idsOf(d1, "sort=tanggal_berangkat")).toEqual(ids);
    const seen: string[] = [];
    let query = "sort=-tanggal_berangkat&per_page=2";
    for (let page = 0; page < 3; page++) {
      const { body } = await list(d1, query);
      seen.push(...body.data.map(({ id }) => id));
      query = `per_page=2&setelah=${body.berikutnya}${page === 0 ? "&sort=-tanggal_berangkat" : ""}`;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it("refuses a cursor of another order, one that is none, and an order that its filters cannot have", async () => {
    const { body } = await list(d1, "sort=tanggal_berangkat&per_page=2");
    const other = await refused(`sort=-dibuat&setelah=${body.berikutnya}`);
    expect(other).toMatchObject({ status: 422, pointer: "/query/setelah", code: "KURSOR_URUTAN_LAIN" });
    const forged = btoa(JSON.stringify(["-tanggal_berangkat", "besok", ids[0]]));
    for (const cursor of ["x", forged, btoa("[]"), btoa(JSON.stringify(["nama", null, ids[0]]))])
      expect(await refused(`setelah=${cursor}`), cursor).toMatchObject({ status: 422, code: "KURSOR_TIDAK_SAH" });
    const unserved = await refused("filter[dari]=2026-04-20&sort=dibuat");
    expect(unserved).toMatchObject({ pointer: "/query/sort", code: "URUTAN_TIDAK_DILAYANI" });
    expect(unserved.detail).toContain("-tanggal_berangkat, tanggal_berangkat");
  });

  it("takes no name that it does not know, and says which it knows", async () => {
    expect(await refused("filter[warna]=biru")).toMatchObject({ pointer: "/query/filter[warna]" });
    expect((await refused("filter[warna]=biru")).detail).toContain("filter[status], filter[unit]");
    expect(await refused("sort=maksud")).toMatchObject({ pointer: "/query/sort", code: "PILIHAN_TIDAK_SAH" });
    expect((await refused("sort=maksud")).detail).toContain("-dibuat, dibuat");
    expect((await refused("fields=id,rekening")).detail).toContain("maksud");
    expect((await refused("include=dokumen")).detail).toContain("pelaksana, giliran, persetujuan");
    expect((await refused("filter[status]=draft,lain")).detail).toContain("diajukan");
  });

  it("shows the fields and relations that were named, and everything when none was", async () => {
    const shown = async (query: string) =>
      Object.keys((await list(d1, `per_page=1&${query}`)).body.data[0] ?? {}).sort();
    expect(await shown("")).toHaveLength(14);
    expect(await shown("fields=status,maksud")).toEqual(["id", "maksud", "status"]);
    expect(await shown("fields=status&include=pelaksana")).toEqual(["id", "pelaksana", "status"]);
    expect(await shown("include=")).toHaveLength(11);
  });

  it("has several states at once, each order once, in one order", async () => {
    expect(await idsOf(d1, "filter[status]=draft,diajukan,disetujui")).toEqual(ids.toReversed());
    const admin = await institution.actor("ADM");
    expect(await idsOf(admin, "filter[status]=diajukan,disetujui")).toEqual(ids.slice(0, 2).toReversed());
  });

  it("is of one traveller, within what one may see", async () => {
    const { nip } = people.find(({ key }) => key === "D1") ?? {};
    expect(await idsOf(await institution.actor("ADM"), `filter[nip]=${nip}`)).toEqual(ids.toReversed());
    expect(await idsOf(await institution.actor("D3"), `filter[nip]=${nip}`)).toEqual([]);
  });

  it("reaches over the turn of the year when two days of departure are named, and shows what has waited since last year", async () => {
    const other = await makeInstitution({ today: "2025-12-30" });
    const applicant = await other.actor("D1");
    const late = tripTo(other, applicant, "2026-01-05", "2026-01-05");
    const december = await draft(applicant, late);
    await act(applicant, december, "ajukan");
    await asOwner((client) =>
      client.query("update institution_clocks set shift = shift + interval '3 days' where institution_id = $1", [
        other.id,
      ]),
    );
    const january = await draft(applicant, tripTo(other, applicant, "2026-01-12", "2026-01-12"));
    expect(await idsOf(applicant, "")).toEqual([january]);
    expect(await idsOf(applicant, "filter[dari]=2025-12-28&filter[sampai]=2026-01-31")).toEqual([january, december]);
    expect(await idsOf(await other.actor("A1"), "filter[menunggu]=saya")).toEqual([december]);
  });
});

describe("an invitation", () => {
  const pdf = new TextEncoder().encode("%PDF-1.4 undangan");
  const attach = (actor: Actor, id: string, bytes: Uint8Array<ArrayBuffer>) => {
    const headers = { "content-type": "application/octet-stream" };
    return ask(actor, "PUT", `/sppd/${id}/undangan?nama=Undangan.pdf`, undefined, headers, bytes);
  };

  it("is attached to a draft by its content, kept when the draft changes, and refused afterwards", async () => {
    const draftId = ids[4] ?? "";
    expect((await attach(d1, draftId, pdf)).body).toMatchObject({ jenis: "application/pdf", ukuran: pdf.length });
    const listed = await ask<{ undangan: { nama: string; tipe: string; url: string } }>(
      d1,
      "GET",
      `/sppd/${draftId}/berkas`,
    );
    expect(listed.body.undangan).toMatchObject({ nama: "Undangan.pdf", tipe: "application/pdf" });
    expect(await (await fetch(listed.body.undangan.url)).text()).toBe("%PDF-1.4 undangan");
    const wrong = await attach(d1, draftId, new TextEncoder().encode("MZ not a document"));
    expect([wrong.status, wrong.body["code"]]).toEqual([422, "BERKAS_TIDAK_DITERIMA"]);
    const large = await attach(d1, draftId, new Uint8Array(10 * 1024 * 1024 + 1));
    expect([large.status, large.body["code"]]).toEqual([413, "ISI_TERLALU_BESAR"]);
    const before = (await ask(d1, "GET", `/sppd/${draftId}`)).body;
    expect(before["dasar"]).toMatchObject({
      nomor: "0451/E1/TU/2026",
      berkas: { nama: "Undangan.pdf", ukuran: pdf.length },
    });
    expect(JSON.stringify(before["dasar"])).not.toContain(institution.id);
    const changed = await ask(d1, "PUT", `/sppd/${draftId}?versi=1`, {
      ...tripTo(institution, d1, "2026-05-11", "2026-05-12"),
      dasar: undefined,
    });
    expect(changed.status).toBe(200);
    expect((await ask(d1, "GET", `/sppd/${draftId}`)).body["dasar"]).toMatchObject({
      berkas: { nama: "Undangan.pdf" },
    });
    const submitted = await attach(d1, ids[1] ?? "", pdf);
    expect([submitted.status, submitted.body["code"]]).toEqual([409, "STATUS_TIDAK_SESUAI"]);
    expect((await attach(await institution.actor("D3"), draftId, pdf)).status).toBe(404);
  });
});
