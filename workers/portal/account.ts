import { html } from "hono/html";
import type { Language } from "../../db/core/problem.ts";
import { renderPage, type Html } from "./layout.ts";

/** Where the links in mails lead: to a first password, to a new one, to a confirmed e-mail address. */
export type AccountLink = "undangan" | "atur-ulang" | "surel";

const texts = {
  id: {
    undangan: { title: "Pilih kata sandi pertama Anda", done: "Kata sandi disimpan. Silakan masuk." },
    "atur-ulang": {
      title: "Pilih kata sandi baru",
      done: "Kata sandi diganti dan semua sesi diakhiri. Silakan masuk lagi.",
    },
    surel: { title: "Benarkan alamat surel Anda", done: "Alamat surel ini sekarang berlaku." },
    password: "Kata sandi",
    show: "Tampilkan kata sandi",
    whose: "Untuk {nama} ({pengenal}) di {institusi}.",
    home: "Buka Serambi",
    rule: "Sekurangnya sepuluh karakter. Sebuah kalimat pendek lebih baik daripada tanda-tanda yang sulit.",
    save: "Simpan",
    confirm: "Ya, alamat ini milik saya",
    another: "Minta tautan baru",
    broken: "Tautannya tidak lengkap. Buka lagi dari surel, atau salin seluruhnya.",
    away: "Layanan tidak terjangkau. Coba lagi sebentar lagi.",
    without: "Halaman ini memerlukan JavaScript.",
  },
  en: {
    undangan: { title: "Choose your first password", done: "The password was saved. You can log in now." },
    "atur-ulang": {
      title: "Choose a new password",
      done: "The password was changed and every session ended. Please log in again.",
    },
    surel: { title: "Confirm your e-mail address", done: "This address counts from now on." },
    password: "Password",
    show: "Show the password",
    whose: "For {nama} ({pengenal}) at {institusi}.",
    home: "Open Serambi",
    rule: "At least ten characters. A short sentence is better than difficult signs.",
    save: "Save",
    confirm: "Yes, this address is mine",
    another: "Ask for a new link",
    broken: "The link is not complete. Open it from the mail again, or copy all of it.",
    away: "The service cannot be reached. Try again in a moment.",
    without: "This page needs JavaScript.",
  },
} satisfies Record<Language, object>;

/**
 * The page of a link. Its token stands behind the # of the address, which no server sees; the page's script sends it, once
 * somebody asks for it: whatever opens links beforehand, such as a scanner of mails, uses none up. Before that it only asks whose the
 * link is, so that a link that counts no more says so at once.
 */
export function showAccountLink(language: Language, link: AccountLink): Promise<Response> {
  const text = texts[language];
  const { title, done } = text[link];
  const password = html`<label for="sandi">${text.password}</label>
<input id="sandi" name="sandi" type="password" minlength="10" maxlength="200" required autocomplete="new-password" aria-describedby="aturan">
<label class="pilihan"><input id="tampil" type="checkbox"> ${text.show}</label>
<p id="aturan">${text.rule}</p>`;
  const body: Html = html`<h1>${title}</h1>
<div class="kartu">
<p data-pemilik="${text.whose}" hidden></p>
<form class="isian" method="post" data-tautan="${link}" data-selesai="${done}" data-rusak="${text.broken}" data-jauh="${text.away}" hidden>
${link === "surel" ? "" : password}
<button>${link === "surel" ? text.confirm : text.save}</button>
</form>
<p role="status"></p>
<p data-lanjut hidden><a href="/">${text.home}</a></p>
<noscript><p>${text.without}</p></noscript>
</div>
${link === "atur-ulang" ? html`<p><a href="/lupa-sandi">${text.another}</a></p>` : ""}`;
  const headers = { "x-robots-tag": "noindex", "referrer-policy": "no-referrer" };
  return renderPage({ language, title, body, scripts: ["/p/account.js"], asks: true, headers });
}
