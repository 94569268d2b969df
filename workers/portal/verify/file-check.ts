import { html } from "hono/html";
import type { Language } from "../../../db/core/problem.ts";
import type { VerifiedDocument } from "../../../db/modules/sppd/reads/verification.ts";
import type { Html } from "../layout.ts";
import { fileTexts } from "./texts.ts";

/**
 * Where somebody finds out whether the file they hold is the issued one. The script of the page shows the chooser and
 * takes its words from the templates; without it there are the hashes, and how to compute them.
 */
export function fileCheck(language: Language, document: VerifiedDocument): Html {
  const text = fileTexts[language];
  return html`<section class="kartu" aria-labelledby="berkas" hidden data-periksa data-pdf="${document.pdf_sha256 ?? ""}" data-docx="${document.docx_sha256 ?? ""}">
<h2 id="berkas">${text.heading}</h2>
<p id="cara">${text.how}</p>
<label class="pilih"><span>${text.choose}</span><input type="file" aria-describedby="cara"></label>
<div role="status"></div>
</section>
${verdicts(language, document.status === "dibatalkan")}
<details class="kartu" open data-sidik>
<summary>${text.manual}</summary>
<p>${text.manualHow}</p>
<dl>
<dt>PDF</dt><dd><code>${document.pdf_sha256 ?? text.notYet}</code></dd>
<dt>DOCX</dt><dd><code>${document.docx_sha256 ?? text.notYet}</code></dd>
<dt>Linux, macOS</dt><dd><code>sha256sum surat.pdf</code>, <code>shasum -a 256 surat.pdf</code></dd>
<dt>Windows</dt><dd><code>certutil -hashfile surat.pdf SHA256</code></dd>
</dl>
</details>`;
}

function verdicts(language: Language, cancelled: boolean): Html {
  const text = fileTexts[language];
  const identical = cancelled ? "batal" : "sah";
  const but = cancelled ? html` <strong>${text.butCancelled}</strong>` : "";
  const name = html`<br><span data-nama></span>`;
  return html`<template data-putusan="tunggu"><p>${text.waiting}${name}</p></template>
<template data-putusan="pdf"><p class="${identical}"><strong>${text.pdf}</strong>${but}${name}</p></template>
<template data-putusan="docx"><p class="${identical}"><strong>${text.docx}</strong>${but} ${text.docxNote}${name}</p></template>
<template data-putusan="lain"><p class="batal"><strong>${text.other}</strong> ${text.otherNote}${name}</p></template>
<template data-putusan="belum"><p class="awas"><strong>${text.pending}</strong> ${text.pendingNote}${name}</p></template>
<template data-putusan="gagal"><p class="awas"><strong>${text.failed}</strong> ${text.failedNote}${name}</p></template>`;
}
