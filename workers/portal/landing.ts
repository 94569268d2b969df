import { html } from "hono/html";
import type { Language } from "../../db/core/problem.ts";
import { renderPage } from "./layout.ts";
import { codeForm } from "./verify/form.ts";

const texts = {
  id: {
    title: "Perjalanan dinas, dari permohonan sampai surat yang dapat diperiksa",
    what: "Serambi mengurus perjalanan dinas sebuah institusi: permohonan, persetujuan berjenjang, nomor surat, Surat Tugas dan SPD. Setiap surat yang terbit membawa kode QR, dan siapa pun dapat memeriksa keasliannya.",
    verify: "Periksa keaslian dokumen",
    build: "Untuk pengembang",
    docs: "Dokumentasi API",
    openapi: "dokumen OpenAPI 3.1",
    problems: "Arti setiap kode masalah",
    health: "Keadaan layanan",
  },
  en: {
    title: "Official travel, from the request to a letter that anyone can verify",
    what: "Serambi handles the official travel of an institution: requests, approvals by level, letter numbers, Surat Tugas and SPD. Every issued letter carries a QR code, and anyone can check that it is genuine.",
    verify: "Verify a document",
    build: "For developers",
    docs: "API documentation",
    openapi: "OpenAPI 3.1 document",
    problems: "What every problem code means",
    health: "Service status",
  },
} satisfies Record<Language, object>;

/** The first page: what this is, and where to go. */
export function showLanding(language: Language): Promise<Response> {
  const text = texts[language];
  const body = html`<h1>${text.title}</h1>
<p>${text.what}</p>
<section class="kartu" aria-labelledby="periksa"><h2 id="periksa">${text.verify}</h2>${codeForm(language)}</section>
<section class="kartu" aria-labelledby="bangun"><h2 id="bangun">${text.build}</h2>
<ul class="daftar">
<li><a href="/api/docs">${text.docs}</a> (<a href="/api/openapi.json">${text.openapi}</a>)</li>
<li><a href="/problems">${text.problems}</a></li>
<li><a href="/status">${text.health}</a></li>
</ul></section>`;
  return renderPage({ language, title: text.verify, body });
}
