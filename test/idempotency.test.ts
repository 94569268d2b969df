import { beforeAll, describe, expect, it } from "vitest";
import { withFault } from "./setup/faults.ts";
import { ask } from "./setup/http.ts";
import { makeInstitution, ownerRows, type Actor, type TestInstitution } from "./setup/institution.ts";
import { approveFully, draft, orderE1, tripTo } from "./setup/orders.ts";

let institution: TestInstitution;
let d1: Actor;
let g1: Actor;

beforeAll(async () => {
  institution = await makeInstitution({ today: "2026-04-06" });
  [d1, g1] = await Promise.all([institution.actor("D1"), institution.actor("G1")]);
});

const post = (actor: Actor, path: string, key: string, body?: unknown) =>
  ask(actor, "POST", path, body, { "idempotency-key": key });

const countOrders = async () =>
  (await ownerRows("select 1 from sppd where institution_id = $1", [institution.id])).length;

describe("a POST under an idempotency key", () => {
  it("is done once; repeated, it gives the same answer and says so", async () => {
    const body = orderE1(institution, [d1.pegawaiId]);
    const key = crypto.randomUUID();
    const first = await post(d1, "/sppd", key, body);
    const before = await countOrders();
    const second = await post(d1, "/sppd", key, body);
    expect([first.status, first.headers.get("idempotency-replayed")]).toEqual([201, null]);
    expect([second.status, second.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    expect(await countOrders()).toBe(before);
    // Without it, the same request is another order.
    await ask(d1, "POST", "/sppd", body);
    expect(await countOrders()).toBe(before + 1);
  });

  it("sent ten times at once is done once, and all hear the same", async () => {
    const before = await countOrders();
    const key = crypto.randomUUID();
    const body = orderE1(institution, [d1.pegawaiId]);
    const replies = await Promise.all(Array.from({ length: 10 }, () => post(d1, "/sppd", key, body)));
    expect(new Set(replies.map((reply) => `${reply.status} ${String(reply.body["id"])}`)).size).toBe(1);
    expect(replies.filter((reply) => reply.headers.get("idempotency-replayed") === null)).toHaveLength(1);
    expect(await countOrders()).toBe(before + 1);
  });

  it("whose answer was lost after the commit takes one number, however often it is asked again", async () => {
    const id = await draft(d1, tripTo(institution, d1, "2026-05-18", "2026-05-19"));
    await approveFully(institution, d1, id);
    const key = crypto.randomUUID();
    const lost = await withFault({ service: "neon", kind: "drop", when: "after", times: 1, match: key }, () =>
      post(g1, `/sppd/${id}/terbitkan-st`, key, {}),
    );
    expect([lost.status, lost.body["code"]]).toEqual([503, "BASIS_DATA_TIDAK_TERSEDIA"]);
    const again = await post(g1, `/sppd/${id}/terbitkan-st`, key, {});
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
    const numbers = await ownerRows<{ nomor: string }>("select nomor from nomor_surat where sppd_id = $1", [id]);
    expect(again.body["nomor"]).toEqual(numbers.map(({ nomor }) => nomor));
    expect(numbers).toHaveLength(1);
  });

  it("as a PUT that names its version is not refused for what it did itself, and nobody else's words are written over", async () => {
    const id = await draft(d1, orderE1(institution, [d1.pegawaiId]));
    const key = crypto.randomUUID();
    const put = (maksud: string, under: string) =>
      ask(d1, "PUT", `/sppd/${id}?versi=1`, orderE1(institution, [d1.pegawaiId], { maksud }), {
        "idempotency-key": under,
      });
    const lost = await withFault({ service: "neon", kind: "drop", when: "after", times: 1, match: key }, () =>
      put("Menghadiri rapat kerja nasional", key),
    );
    expect(lost.status).toBe(503);
    const again = await put("Menghadiri rapat kerja nasional", key);
    expect([again.status, again.body["versi"], again.headers.get("idempotency-replayed")]).toEqual([200, 2, "true"]);
    const other = await put("Menghadiri rapat lain", crypto.randomUUID());
    expect([other.status, other.body["code"]]).toEqual([409, "VERSI_BERUBAH"]);
  });

  it("that was refused left nothing, and may be tried again under the same key", async () => {
    const id = await draft(d1, tripTo(institution, d1, "2026-06-08", "2026-06-09"));
    const key = crypto.randomUUID();
    expect((await post(g1, `/sppd/${id}/terbitkan-st`, key, {})).status).toBe(409);
    expect(await ownerRows("select 1 from idempotency_keys where key = $1", [key])).toEqual([]);
    await approveFully(institution, d1, id);
    expect((await post(g1, `/sppd/${id}/terbitkan-st`, key, {})).status).toBe(202);
  });

  it("for something else is refused, and nothing is done", async () => {
    const key = crypto.randomUUID();
    const body = orderE1(institution, [d1.pegawaiId]);
    await post(d1, "/sppd", key, body);
    const before = await countOrders();
    const other = await post(d1, "/sppd", key, { ...body, maksud: "Menghadiri seminar yang lain" });
    expect([other.status, other.body["code"]]).toEqual([422, "KUNCI_IDEMPOTENSI_DIPAKAI"]);
    expect(await countOrders()).toBe(before);
  });

  it("is each person's own", async () => {
    const key = crypto.randomUUID();
    const d2 = await institution.actor("D2");
    const mine = await post(d1, "/sppd", key, orderE1(institution, [d1.pegawaiId]));
    const theirs = await post(d2, "/sppd", key, orderE1(institution, [d2.pegawaiId]));
    expect([mine.status, theirs.status]).toEqual([201, 201]);
    expect(mine.body["id"]).not.toBe(theirs.body["id"]);
  });

  it("that is no key is refused before anything is done", async () => {
    for (const key of ["dua kata", "x".repeat(256), "käy"]) {
      const headers = { "idempotency-key": Buffer.from(key).toString("latin1") };
      const refused = await ask(d1, "POST", "/sppd", orderE1(institution, [d1.pegawaiId]), headers);
      expect([refused.status, refused.body["code"]], key).toEqual([400, "KUNCI_IDEMPOTENSI_TIDAK_SAH"]);
    }
  });

  it("is forgotten after a week", async () => {
    const key = crypto.randomUUID();
    const body = orderE1(institution, [d1.pegawaiId]);
    const first = await post(d1, "/sppd", key, body);
    await ownerRows("update idempotency_keys set created_at = now() - interval '8 days' where key = $1", [key]);
    const second = await post(d1, "/sppd", key, body);
    expect(second.headers.get("idempotency-replayed")).toBeNull();
    expect(second.body["id"]).not.toBe(first.body["id"]);
  });

  it("covers jobs as well: a retry is one attempt", async () => {
    const id = await draft(d1, tripTo(institution, d1, "2026-07-06", "2026-07-07"));
    await approveFully(institution, d1, id);
    const issued = await withFault({ service: "qstash", kind: "error", match: institution.id }, () =>
      ask(g1, "POST", `/sppd/${id}/terbitkan-st`, {}),
    );
    const job = String(issued.body["job_id"]);
    expect((await ask(g1, "POST", `/jobs/${job}/cancel`)).status).toBe(200);
    const key = crypto.randomUUID();
    const [one, two] = [await post(g1, `/jobs/${job}/retry`, key), await post(g1, `/jobs/${job}/retry`, key)];
    expect([one.status, two.status, two.body["attempt"]]).toEqual([202, 202, one.body["attempt"]]);
    expect(two.headers.get("idempotency-replayed")).toBe("true");
  });
});
