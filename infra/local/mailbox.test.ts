import { writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeTestFolder } from "../../test/setup/folder.ts";
import { Control } from "./control.ts";
import type { Running } from "./front.ts";
import { mailToken } from "./mailbox/contracts.ts";
import { type Mail, MailStore } from "./mailbox/store.ts";
import { startMailbox } from "./mailbox.ts";

const control = new Control();
let mailbox: Running;

beforeEach(async () => {
  mailbox = await startMailbox({ port: 0, control });
});
afterEach(async () => {
  control.faults.liftAll();
  await mailbox.stop();
});

const mail: Mail = {
  from: { name: "Universitas Uji", address: "surat@uji.example" },
  to: "siti@uji.example",
  subject: "Undangan <b>masuk</b>",
  text: "Buka https://uji.example/akun/undangan#abc dan pilih sandi.",
  html: '<!doctype html><html><head><title>x</title></head><body><script>alert(1)</script><a href="https://uji.example">Buka</a></body></html>',
  headers: {},
};

const hand = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(mailbox.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${mailToken}`, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const open = async (path: string) => {
  const response = await fetch(mailbox.url + path);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe("the mailbox", () => {
  it("shows its mails to people: the last first, in a frame in which nothing runs, with links that open", async () => {
    await hand("/kirim", mail);
    await hand("/kirim", { ...mail, to: "budi@uji.example", subject: "Yang kedua" });
    const list = await open("/");
    expect(list.text.indexOf("Yang kedua")).toBeLessThan(list.text.indexOf("Undangan &lt;b&gt;"));
    const mine = await open("/?to=siti@uji.example");
    expect(mine.text).not.toContain("Yang kedua");
    const path = /\/surat\/[\w-]+/.exec(mine.text)?.[0] ?? "";
    const page = await open(path);
    expect(page.text).toContain('<a href="https://uji.example/akun/undangan#abc"');
    expect(page.text).toContain(`sandbox="allow-popups allow-popups-to-escape-sandbox" src="${path}/html"`);
    expect(page.text).not.toContain("<script>");
    const html = await open(`${path}/html`);
    expect(html.headers.get("content-security-policy")).toMatch(/default-src 'none';.*sandbox allow-popups/);
    expect(html.text).toContain('<base target="_blank">');
    expect((await open("/surat/entah")).status).toBe(404);
  });

  it("is emptied by who asks for it from its own page, and by no other site's", async () => {
    await hand("/kirim", mail);
    const empty = (site: string) =>
      fetch(`${mailbox.url}/kosongkan`, { method: "POST", headers: { "sec-fetch-site": site }, redirect: "manual" });
    expect((await empty("cross-site")).status).toBe(403);
    expect(JSON.parse((await open("/mails")).text)).toMatchObject({ mails: [{ to: mail.to }] });
    expect((await empty("same-origin")).status).toBe(303);
    expect(JSON.parse((await open("/mails")).text)).toEqual({ mails: [] });
  });

  it("is not read under a name that somebody else leads here", async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${mailbox.url}/mails`, { headers: { host: "evil.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it("refuses as Resend does", async () => {
    const good = { from: "Uji <surat@uji.example>", to: ["siti@uji.example"], subject: "x", text: "x" };
    const tries = [
      [good, { authorization: "" }, 401, "missing_api_key"],
      [good, { authorization: "Bearer salah" }, 403, "invalid_api_key"],
      [good, { "idempotency-key": "x".repeat(257) }, 400, "invalid_idempotency_key"],
      [{ ...good, to: [] }, {}, 422, "validation_error"],
      [{ ...good, from: "Uji, Universitas <surat@uji.example>" }, {}, 422, "invalid_from_address"],
      [{ ...good, text: "" }, {}, 422, "missing_required_field"],
      ["{", {}, 422, "validation_error"],
    ] as const;
    for (const [body, headers, status, name] of tries) {
      expect(await hand("/emails", body, headers)).toMatchObject({ status, body: { statusCode: status, name } });
    }
    expect(await hand("/emails", good)).toMatchObject({ status: 200, body: { id: expect.any(String) } });
  });

  it("counts what is handed over, and lets faults strike that alone", async () => {
    control.faults.add({ service: "mail", kind: "error", times: 1 });
    const traceId = crypto.randomUUID().replaceAll("-", "");
    expect((await open("/mails")).status).toBe(200);
    expect((await hand("/kirim", mail, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })).status).toBe(503);
    expect(control.counts(traceId).mail).toMatchObject({ requests: 1, operations: { "/kirim": 1 } });
  });
});

describe("what is kept", () => {
  it("keeps doubles out for a day", () => {
    let now = Date.parse("2026-04-06T00:00:00Z");
    const store = new MailStore(undefined, () => now);
    const first = store.take(mail, "kunci");
    now += 23 * 60 * 60 * 1000;
    expect(store.take(mail, "kunci")).toEqual(first);
    expect(store.take({ ...mail, subject: "lain" }, "kunci")).toBe("other mail");
    now += 60 * 60 * 1000;
    expect(store.take(mail, "kunci")).not.toEqual(first);
    expect(store.list()).toHaveLength(2);
  });

  it("outlives the stack on disk, a line that was cut off apart", () => {
    const file = join(makeTestFolder(), "data", "surat.jsonl");
    const store = new MailStore(file);
    const first = store.take(mail, "kunci");
    store.take({ ...mail, to: "budi@uji.example" }, null);
    writeFileSync(file, '{"from": {"na', { flag: "a" });
    const again = new MailStore(file);
    expect(again.list().map(({ to }) => to)).toEqual(["budi@uji.example", "siti@uji.example"]);
    expect(again.take(mail, "kunci")).toEqual(first);
    again.wipe();
    expect(new MailStore(file).list()).toEqual([]);
  });
});
