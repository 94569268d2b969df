import { describe, expect, it } from "vitest";
import type { RecordedMail } from "../../../../db/modules/surel/reads.ts";
import { templatSurel } from "../../../../db/modules/surel/rules/templat.ts";
import { writeMail } from "./write-mail.ts";

const config = { LINK_KEY: "k".repeat(32), PUBLIC_URL: "https://serambi.example", MAIL_FROM: "surat@serambi.example" };
const institution = "0199a2c4-7d0e-7c31-9f3a-5b1d2e3f4a5b";
const tautan = "0199a2c4-8b1f-7d42-8e4b-6c2e3f405b6c";

const siaran = (judul: string, isi = "Isi") => ({
  kode: "siaran",
  data: { judul, isi },
  tautan: null,
  dibuat: "2026-04-06T02:05:00Z",
});
const unread = { belum_dibaca: 3, terbaru: [siaran("Rapat senat"), siaran("Libur bersama")] };

const written = {
  ekspor: "0199a2c4-bb42-7a75-8f7e-9f5062738e9f",
  judul_id: "Pegawai",
  judul_en: "Staff",
  banyak: "101",
  sampai: "2026-04-13",
};

const others: Readonly<Record<string, object>> = { ringkasan: unread, ekspor: written };

const kinds = (Object.keys(templatSurel) as (keyof typeof templatSurel)[]).map((templat) => {
  const withLink = templatSurel[templat].safeParse({ tautan }).success;
  return { templat, data: withLink ? { tautan } : (others[templat] ?? {}), withLink };
});

const write = (part: Partial<RecordedMail>) =>
  writeMail(config, institution, {
    id: "0199a2c4-9c20-7e53-8d5c-7d3f40516c7d",
    kepada: "siti@uji.example",
    bahasa: "id",
    templat: "sandi_diganti",
    data: {},
    sent: false,
    user_id: "0199a2c4-aa31-7f64-9e6d-8e4f51627d8e",
    nama: "Siti Rahayu",
    institusi: "Universitas Uji",
    dibuat: "2026-04-06T09:05",
    berlaku_sampai: "2026-04-13T09:05",
    usang: false,
    ...part,
  });

describe.each(kinds)("a mail of the kind $templat", ({ templat, data, withLink }) => {
  it.each(["id", "en"] as const)(
    "says in %s whom it is for, who it is from, and until when its link leads there",
    async (bahasa) => {
      const { subject, text, html, from } = await write({ templat, data, bahasa });
      expect(from).toEqual({ name: "Universitas Uji", address: "surat@serambi.example" });
      expect(subject).toContain("Universitas Uji");
      for (const form of [text, html]) {
        expect(form).toContain("Siti Rahayu");
        expect(form).toContain("Universitas Uji");
        expect(form.includes("https://serambi.example/akun/")).toBe(withLink);
        if (withLink) expect(form).toContain(bahasa === "id" ? "13 April 2026 pukul 09.05" : "13 April 2026 at 09:05");
        expect(form).not.toMatch(/undefined|null|\[object/);
      }
      expect(html).toContain(`<html lang="${bahasa}">`);
      // Written again for a second try, it is the same mail to the provider.
      expect(await write({ templat, data, bahasa })).toEqual(await write({ templat, data, bahasa }));
    },
  );

  it("loads nothing from anywhere, and says nothing of who reads it", async () => {
    const { html } = await write({ templat, data });
    expect(html).not.toMatch(/<(img|script|link|iframe|object|video|form)|url\(|@import|\bsrc=|\bon\w+=/i);
    const addresses = [...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([url]) => new URL(url).host);
    expect(addresses.every((host) => host === "serambi.example")).toBe(true);
  });
});

describe("names in a mail", () => {
  const hostile = 'Siti\r\nBcc: lain@uji.example\u2028<script>alert(1)</script>"&\u202egnp.exe';

  it("break no line that is a header, turn no direction and are never markup", async () => {
    const { subject, from, html, text } = await write({ nama: hostile, institusi: hostile });
    for (const line of [subject, from.name])
      expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;");
    expect(text).not.toMatch(/^Bcc:/m);
  });

  it("may be long, and of any characters: what stands in one line is cut between them", async () => {
    const { subject, from } = await write({ institusi: `Sekolah ${"👩🏽‍🏫".repeat(300)}` });
    expect([...new Intl.Segmenter("id").segment(from.name)]).toHaveLength(100);
    expect(from.name).toMatch(/^Sekolah (👩🏽‍🏫)+…$/u);
    expect([...new Intl.Segmenter("id").segment(subject)].length).toBeLessThanOrEqual(150);
  });

  it("are left out where nobody knows them", async () => {
    const { text } = await write({ nama: null });
    expect(text).not.toContain("Yth.");
  });
});

describe("a digest", () => {
  const digest = (part: object = {}, bahasa: "id" | "en" = "id") =>
    write({ templat: "ringkasan", data: { ...unread, ...part }, bahasa });

  it("tells how much is unread and the newest of it, in words of the reader's language, and where the rest is", async () => {
    const step = {
      kode: "sppd.st_terbit",
      data: { nomor_st: "001/FT/2026", maksud: "Rapat", tempat: "Bandung", tanggal_berangkat: "2026-04-13" },
    };
    const terbaru = [{ ...siaran(""), ...step }, siaran("Rapat senat")];
    const id = await digest({ terbaru });
    expect(id.subject).toBe("3 pemberitahuan belum dibaca di Universitas Uji");
    expect(id.text).toContain("Ada 3 pemberitahuan yang belum Anda baca. 2 yang terbaru:");
    const en = await digest({ belum_dibaca: 1, terbaru }, "en");
    expect(en.subject).toBe("1 unread notification at Universitas Uji");
    for (const form of [id.text, id.html])
      for (const words of [
        "Surat Tugas terbit",
        "Nomor 001/FT/2026: Rapat, ke Bandung pada 13 April 2026.",
        "Rapat senat",
      ])
        expect(form).toContain(words);
    expect(en.text).toContain("* Surat Tugas issued\n  Number 001/FT/2026: Rapat, to Bandung on 13 April 2026.");
    expect(id.html).toContain('href="https://serambi.example"');
  });

  it("can be ended by its reader and by their mail program, with an address that says nothing of them", async () => {
    const { headers, text, html } = await digest();
    const [, address = ""] = /^<(.+)>$/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
    expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
    expect(address).toMatch(/^https:\/\/serambi\.example\/berhenti\?t=[\w-]+\.[\w-]{43}$/);
    for (const form of [text, html]) expect(form).toContain(address);
  });

  it("says in one line what somebody wrote in many, and never takes it for markup", async () => {
    const { text, html } = await digest({
      terbaru: [siaran("<b>Rapat</b>\r\nsenat", `Baris\n\n${"panjang ".repeat(300)}`)],
    });
    expect(html).toContain("&lt;b&gt;Rapat&lt;/b&gt; senat");
    expect(text).toMatch(/^\* <b>Rapat<\/b> senat\n {2}Baris (panjang )+panja…$/m);
  });
});

it("a kind that nobody knows, or data that are not its own, are no mail", async () => {
  await expect(write({ templat: "iklan" })).rejects.toMatchObject({ code: "TEMPLAT_TIDAK_DIKENAL" });
  await expect(write({ templat: "toString" })).rejects.toMatchObject({ code: "TEMPLAT_TIDAK_DIKENAL" });
  await expect(write({ templat: "undangan", data: {} })).rejects.toMatchObject({ code: "ISI_SUREL_TIDAK_SAH" });
});
