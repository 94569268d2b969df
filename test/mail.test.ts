import { beforeAll, describe, expect, inject, it } from "vitest";
import { kirim } from "../functions/modules/surel/kirim.ts";
import { linkToken } from "../db/modules/identity/link-token.ts";
import { readConfig } from "../db/core/env.ts";
import { endOf, jobRow } from "./setup/deliveries.ts";
import { withFault } from "./setup/faults.ts";
import { ask, until } from "./setup/http.ts";
import { makeInstitution, ownerRows, testPassword, type TestInstitution } from "./setup/institution.ts";
import { deliverMails, mailRows, mailsOf, mailsTo, makeAddress, recordMails, workOf } from "./setup/mails.ts";

let institution: TestInstitution;

beforeAll(async () => {
  institution = await makeInstitution();
});

/** Records mails of which the first goes to `address`, with a job that is delivered by hand. */
async function recordSome(count = 1) {
  const addresses = Array.from({ length: count }, () => makeAddress());
  const { ids, job } = await recordMails(
    institution.id,
    addresses.map((kepada) => ({ kepada })),
  );
  return { addresses, ids, job: job ?? "" };
}

const statusOf = async (job: string) =>
  (await ownerRows("select status, error_code, done from jobs where id = $1", [job]))[0];

describe("a mail that something causes", () => {
  it("reaches whoever changed their password, in their language, from their institution", async () => {
    const d1 = await institution.actor("D1");
    const address = makeAddress("d1");
    await ownerRows("update user_identifiers set value = $1 where user_id = $2 and kind = 'email'", [
      address,
      d1.userId,
    ]);
    await ownerRows("update users set bahasa = 'en' where id = $1", [d1.userId]);
    const body = { lama: testPassword, baru: "sandi-baru-yang-panjang" };
    expect((await ask(d1, "PUT", "/identity/password", body)).status).toBe(204);
    const [mail, ...more] = await until(
      () => mailsTo(address),
      (mails) => mails.length > 0,
    );
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      from: { name: "Universitas Uji Semarang", address: "surat@serambi.example" },
      subject: "Your password at Universitas Uji Semarang was changed",
      headers: { "Auto-Submitted": "auto-generated" },
    });
    expect(mail?.text).not.toContain(body.baru);
  });

  it("carries a link that is kept nowhere, and is not sent once the link is of no use", async () => {
    const user = institution.people["D2"]?.user_id ?? "";
    const link = async (used: boolean) =>
      (
        await ownerRows<{ id: string }>(
          `insert into tautan_akun (institution_id, user_id, tujuan, expires_at, used_at)
           values ($1, $2, 'atur_ulang', now() + interval '1 hour', case when $3 then now() end) returning id`,
          [institution.id, user, used],
        )
      )[0]?.id ?? "";
    const [good, used] = [await link(false), await link(true)];
    const kepada = makeAddress("d2");
    const mails = [good, used].map((tautan) => ({ templat: "atur_ulang" as const, kepada, user, data: { tautan } }));
    const { ids, job } = await recordMails(institution.id, mails);
    expect((await deliverMails(job ?? "")).status).toBe(200);
    const [mail, ...more] = await mailsTo(kepada);
    expect(more).toEqual([]);
    const config = readConfig(inject("stack").env);
    const token = await linkToken(config, { institutionId: institution.id, linkId: good }, "atur_ulang");
    expect(mail?.text).toContain(token);
    expect(mail?.html).toContain(token);
    const kept = await ownerRows(
      "select s.*, j.payload, j.result from surel s, jobs j where s.id = any($1) and j.id = $2",
      [ids, job],
    );
    expect(JSON.stringify(kept)).not.toContain(token.split(".")[1]);
    expect(await mailRows(ids)).toMatchObject([
      { sent: true, galat: null },
      { sent: false, galat: "SUREL_USANG" },
    ]);
    expect(await statusOf(job ?? "")).toMatchObject({ status: "done" });
  });

  it("is not recorded again under the same name", async () => {
    const mail = { kepada: makeAddress(), kunci: "ringkasan 2026-04-06" };
    const first = await recordMails(institution.id, [mail]);
    expect(first.ids).toHaveLength(1);
    expect(await recordMails(institution.id, [mail])).toEqual({ ids: [], job: null });
  });
});

describe("a job of mails", () => {
  it("sends each once, in turn, chunk after chunk", async () => {
    const kepada = Array.from({ length: 30 }, () => makeAddress());
    const { ids, job } = await recordMails(
      institution.id,
      kepada.map((address) => ({ kepada: address })),
      { send: true },
    );
    const admin = await institution.actor("ADM");
    expect(await endOf(admin, job ?? "")).toMatchObject({ status: "done", done: 30, total: 30 });
    const mails = await mailsOf(ids);
    expect(mails.map(({ to, asked }) => [to, asked]).toReversed()).toEqual(kepada.map((address) => [address, 1]));
    expect((await mailRows(ids)).map((row) => row.penyedia_id)).toEqual(mails.map(({ id }) => id).toReversed());
    expect((await jobRow(job ?? "")).chunk).toBe(1);
    // What makes nothing cached wrong leaves nothing to be dropped.
    expect(
      await ownerRows("select tags from tag_bumps where institution_id = $1 and tags = '{}'", [institution.id]),
    ).toEqual([]);
  });

  it("hands a mail over again whose note was lost, and the provider takes it for a double", async () => {
    const { ids, job } = await recordSome(3);
    const [, second = ""] = ids;
    const match = ["update surel set sent_at", second];
    const lost = () => withFault({ service: "neon", kind: "drop", times: 1, match }, () => deliverMails(job));
    expect((await lost()).status).toBe(503);
    expect((await deliverMails(job)).status).toBe(200);
    const mails = await mailsOf(ids);
    expect(mails.map(({ asked }) => asked).toReversed()).toEqual([1, 2, 1]);
    expect(await mailRows(ids)).toMatchObject([{ sent: true }, { sent: true }, { sent: true }]);
  });

  it("loses nothing to an answer that was lost", async () => {
    const { ids, addresses, job } = await recordSome();
    const lost = { service: "mail", kind: "drop", times: 1, when: "after", match: addresses } as const;
    expect((await withFault(lost, () => deliverMails(job))).status).toBe(503);
    expect((await deliverMails(job)).status).toBe(200);
    expect(await mailsOf(ids)).toMatchObject([{ asked: 2 }]);
  });

  it("waits on the spot for a provider that asks for a moment, and comes back to one that asks for more", async () => {
    const { ids, addresses, job } = await recordSome();
    const busy = (times: number) => ({ service: "mail", kind: "error", status: 429, times, match: addresses }) as const;
    const reply = await withFault(busy(2), () => deliverMails(job));
    expect([reply.status, reply.headers.get("retry-after")]).toEqual([503, "1"]);
    expect((await jobRow(job)).status).toBe("sent");
    const again = await withFault(busy(1), () => deliverMails(job));
    expect(await again.json()).toEqual({ status: "done" });
    expect(await mailsOf(ids)).toHaveLength(1);
  });

  it("keeps what it has sent when the provider goes away in between", async () => {
    const { ids, addresses, job } = await recordSome(3);
    const away = { service: "mail", kind: "error", status: 503, match: addresses[1] ?? "" } as const;
    expect(await (await withFault(away, () => deliverMails(job))).json()).toEqual({ status: "continued" });
    await expect.poll(() => statusOf(job)).toMatchObject({ status: "done" });
    expect((await mailsOf(ids)).map(({ to }) => to).toReversed()).toEqual(addresses);
  });

  it("leaves out what the provider refuses, and ends dead so that it is seen", async () => {
    const { ids, addresses, job } = await recordSome(2);
    const refuse = { service: "mail", kind: "error", status: 422, match: addresses[0] ?? "" } as const;
    expect((await withFault(refuse, () => deliverMails(job))).status).toBe(489);
    expect(await statusOf(job)).toMatchObject({ status: "dead", error_code: "SUREL_DITOLAK" });
    expect(await mailRows(ids)).toMatchObject([
      { sent: false, galat: "SUREL_DITOLAK" },
      { sent: true, galat: null },
    ]);
  });

  it("ends at once when the provider takes nothing from us, or there is none; a retry sends it", async () => {
    const { ids, addresses, job } = await recordSome();
    const wrongKey = { service: "mail", kind: "error", status: 403, match: addresses } as const;
    expect((await withFault(wrongKey, () => deliverMails(job))).status).toBe(489);
    expect(await statusOf(job)).toMatchObject({ status: "dead", error_code: "SUREL_PENYEDIA_MENOLAK" });
    const work = workOf(institution.id);
    const nobody = { ...work, config: { ...work.config, MAIL_KIND: "" as const } };
    const progress = () => Promise.resolve();
    const chunk = { work: nobody, env: {} as never, payload: { surel_ids: ids }, done: 0, tries: 1, progress };
    await expect(kirim.handle(chunk)).rejects.toMatchObject({ code: "SUREL_BELUM_DIATUR" });
    expect((await ask(await institution.actor("ADM"), "POST", `/jobs/${job}/retry`)).status).toBeLessThan(300);
    await expect.poll(() => statusOf(job)).toMatchObject({ status: "done" });
    expect(await mailsOf(ids)).toHaveLength(1);
  });
});
