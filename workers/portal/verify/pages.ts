import { html } from "hono/html";
import type { Language } from "../../../db/core/problem.ts";
import { NAMA_DOKUMEN } from "../../../db/modules/sppd/rules/jenis-dokumen.ts";
import { kelompokkanKode, panjangKode } from "../../../db/modules/sppd/rules/kode-verifikasi.ts";
import { formatRentang, formatTanggal } from "../../../db/modules/sppd/rules/tanggal.ts";
import type { VerifiedDocument } from "../../../db/modules/sppd/reads/verification.ts";
import { renderPage, type Html } from "../layout.ts";
import { cross, tick } from "../signs.ts";
import { fileCheck } from "./file-check.ts";
import { codeForm } from "./form.ts";
import { texts } from "./texts.ts";

/** These pages name people: no search engine keeps them. */
const headers = { "x-robots-tag": "noindex" };

/** The page that asks for a code. */
export function showForm(language: Language): Promise<Response> {
  const text = texts[language];
  const body = html`<h1>${text.title}</h1><p>${text.intro}</p><div class="kartu">${codeForm(language)}</div>`;
  return renderPage({ language, title: text.title, body });
}

/** What the document says, whether it still stands, and the means to check the file somebody holds. */
export function showDocument(language: Language, document: VerifiedDocument): Promise<Response> {
  const text = texts[language];
  const { nomor, kode } = document;
  const stands = document.status === "berlaku";
  const body = html`<p class="mata">${text.eyebrow}</p>
<section class="kartu status ${stands ? "sah" : "batal"}">${stands ? tick : cross}
<div><h1>${stands ? text.valid : text.cancelled}</h1><p>${stands ? text.validNote : text.cancelledNote}</p></div></section>
<section class="kartu" aria-labelledby="surat"><h2 id="surat">${text.says}</h2>
<dl>
<dt>${text.kind}</dt><dd>${NAMA_DOKUMEN[document.jenis][language]}</dd>
<dt>${text.number}</dt><dd><strong>${breakable(nomor)}</strong></dd>
<dt>${text.date}</dt><dd>${sayDate(language, document.tanggal)}</dd>
<dt>${text.institution}</dt><dd>${document.institusi}</dd>
<dt>${text.travellers}</dt><dd>${travellers(document)}</dd>
<dt>${text.purpose}</dt><dd>${document.maksud}</dd>
<dt>${text.destination}</dt><dd>${document.tempat_tujuan}</dd>
<dt>${text.travel}</dt><dd>${sayRange(language, document.tanggal_berangkat, document.tanggal_kembali)}</dd>
<dt>${text.signer}</dt><dd>${document.penandatangan}</dd>
<dt>${text.code}</dt><dd class="kode">${kelompokkanKode(kode)}</dd>
</dl>
<p>${text.compare}</p></section>
${fileCheck(language, document)}`;
  const title = `${stands ? text.valid : text.cancelled} · ${NAMA_DOKUMEN[document.jenis][language]} ${nomor}`;
  return renderPage({ language, title, body, scripts: ["/p/verify.js"], headers });
}

/** No document has this code. Says what to look at in it; `length` is given when it cannot be a code at all. */
export function showUnknown(language: Language, code: string, length?: number): Promise<Response> {
  const text = texts[language];
  const counted =
    length !== undefined && length !== panjangKode ? html`<p><strong>${text.shape} ${length}.</strong></p>` : "";
  const body = html`<h1>${text.unknown}</h1>
<p>${text.unknownNote}</p>${counted}
<ul>${text.hints.map((hint) => html`<li>${hint}</li>`)}</ul>
<div class="kartu">${codeForm(language, kelompokkanKode(code))}</div>`;
  return renderPage({ language, title: text.unknown, body, status: 404, headers });
}

/** The database is away: nothing can be said of the document. */
export function showAway(language: Language, code: string): Promise<Response> {
  const text = texts[language];
  const body = html`<h1>${text.away}</h1><p>${text.awayNote}</p><p><a href="/verify/${code}">${text.retry}</a></p>`;
  return renderPage({ language, title: text.away, body, status: 503, headers: { ...headers, "retry-after": "5" } });
}

/** A number, which may break behind its strokes and nowhere else. */
function breakable(nomor: string): Html {
  return html`${nomor.split("/").map((part, at) => (at === 0 ? part : html`/<wbr>${part}`))}`;
}

function travellers({ pelaksana }: VerifiedDocument): Html {
  const people = pelaksana.map(({ nama, nip }) => html`${nama}${nip ? html` <span class="kode">(${nip})</span>` : ""}`);
  return people.length === 1 ? html`${people[0]}` : html`<ol>${people.map((person) => html`<li>${person}</li>`)}</ol>`;
}

const english = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

function sayDate(language: Language, date: string): string {
  return language === "en" ? english.format(new Date(date)) : formatTanggal(date);
}

function sayRange(language: Language, from: string, to: string): string {
  return language === "en" ? english.formatRange(new Date(from), new Date(to)) : formatRentang(from, to);
}
