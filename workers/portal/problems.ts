import { html } from "hono/html";
import {
  Problem,
  problemPath,
  problemTypes,
  type Language,
  type ProblemCode,
  type ProblemType,
} from "../../db/core/problem.ts";
import { renderPage, type Html } from "./layout.ts";

const texts = {
  id: {
    title: "Kode masalah",
    intro:
      "Jawaban yang bukan hasil berbentuk application/problem+json (RFC 9457). Kode di bawah ini tetap; program memakai kode, orang membaca penjelasannya.",
    meaning: "Artinya",
    todo: "Yang dapat dilakukan",
    example: "Contoh jawaban",
    values: "Yang ditulis miring diisi menurut kejadiannya.",
    status: "Lihat keadaan layanan sekarang",
    all: "Semua kode masalah",
  },
  en: {
    title: "Problem codes",
    intro:
      "Answers that are not a result are application/problem+json (RFC 9457). The codes below are stable; programs use the code, people read the explanation.",
    meaning: "What it means",
    todo: "What to do",
    example: "Example answer",
    values: "Words in italics are filled in for each occurrence.",
    status: "See the service status now",
    all: "All problem codes",
  },
} satisfies Record<Language, object>;

/** What to do about an answer of a status, beside what its own detail says. */
const advice: Readonly<Record<number, Record<Language, string>>> = {
  400: {
    id: "Perbaiki isi permintaan, lalu kirim lagi. Mengirim ulang apa adanya tidak menolong.",
    en: "Correct the request and send it again. Repeating it as it is does not help.",
  },
  401: { id: "Masuk lagi, lalu ulangi dengan token yang baru.", en: "Log in again and repeat with the new token." },
  403: {
    id: "Mintalah kepada yang berwenang, atau tanyakan peran Anda kepada admin institusi.",
    en: "Ask somebody who may do it, or ask your institution's administrator about your roles.",
  },
  404: {
    id: "Periksa alamat dan pengenalnya. Data institusi lain juga dijawab begini.",
    en: "Check the address and the id. Data of other institutions is answered the same way.",
  },
  405: { id: "Pakai salah satu metode yang disebut.", en: "Use one of the methods named." },
  409: {
    id: "Muat keadaan yang sekarang, lalu putuskan lagi. Permintaan ini tidak mengubah apa pun.",
    en: "Load the present state and decide again. This request has changed nothing.",
  },
  410: {
    id: "Mintalah yang baru; yang lama tidak dapat dipakai lagi.",
    en: "Ask for a new one; the old one cannot be used again.",
  },
  413: { id: "Perkecil isinya, lalu kirim lagi.", en: "Make it smaller and send it again." },
  415: { id: "Kirim dengan jenis isi yang disebut.", en: "Send it with the content type named." },
  422: {
    id: "Perbaiki yang disebut di `errors` (penunjuk JSON ke isiannya), lalu kirim lagi.",
    en: "Correct what `errors` names (JSON pointers to the fields) and send it again.",
  },
  426: {
    id: "Sambungkan lewat WebSocket, seperti yang dilakukan halaman aplikasi.",
    en: "Connect by WebSocket, as the pages of the application do.",
  },
  429: {
    id: "Tunggu sebanyak detik di Retry-After, lalu ulangi.",
    en: "Wait the seconds that Retry-After names, then repeat.",
  },
  500: {
    id: "Ulangi sekali. Bila tetap terjadi, laporkan dengan request_id; penyebabnya tercatat di sana.",
    en: "Try once more. If it persists, report it with the request_id; the cause is on record there.",
  },
  503: { id: "Ulangi sesudah Retry-After. Tidak ada yang hilang.", en: "Repeat after Retry-After. Nothing is lost." },
};

/** `GET /problems`: every code with its title and status. */
export function listProblems(language: Language): Promise<Response> {
  const text = texts[language];
  const rows = Object.entries<ProblemType>(problemTypes).map(
    ([code, type]) =>
      html`<li><a href="${problemPath(code)}">${type[language].title}</a><small><code>${code}</code> · ${type.status}</small></li>`,
  );
  const body = html`<h1>${text.title}</h1><p>${text.intro}</p><div class="kartu"><ul class="daftar">${rows}</ul></div>`;
  return renderPage({ language, title: text.title, body });
}

/** Pages of problems under the names that others know them by. */
const alsoKnownAs: Readonly<Record<string, ProblemCode>> = { "module-not-licensed": "MODUL_TIDAK_AKTIF" };

/** `GET /problems/:kode`: explains one code. `TIDAK_DITEMUKAN` for a page that no code leads to. */
export function explainProblem(language: Language, page: string, publicUrl: string): Promise<Response> {
  const code = Object.hasOwn(alsoKnownAs, page) ? alsoKnownAs[page] : codeAt(page);
  if (!code) throw new Problem("TIDAK_DITEMUKAN");
  const text = texts[language];
  const type: ProblemType = problemTypes[code];
  const { title, detail } = type[language];
  const example = {
    type: `${publicUrl}${problemPath(code)}`,
    title,
    status: type.status,
    detail,
    code,
    request_id: "…",
  };
  const body = html`<p class="mata"><code>${code}</code> · HTTP ${type.status}</p>
<h1>${title}</h1>
<section class="kartu" aria-labelledby="arti"><h2 id="arti">${text.meaning}</h2><p>${markValues(detail)}</p>
${detail.includes("{") ? html`<p><small>${text.values}</small></p>` : ""}</section>
<section class="kartu" aria-labelledby="langkah"><h2 id="langkah">${text.todo}</h2><p>${advice[type.status]?.[language] ?? ""}</p>
${type.status >= 500 ? html`<p><a href="/status">${text.status}</a></p>` : ""}</section>
<section class="kartu" aria-labelledby="contoh"><h2 id="contoh">${text.example}</h2><pre tabindex="0"><code>${JSON.stringify(example, null, 2)}</code></pre></section>
<p><a href="/problems">${text.all}</a></p>`;
  return renderPage({ language, title: `${title} (${code})`, body });
}

function codeAt(page: string): ProblemCode | undefined {
  const code = page.toUpperCase().replaceAll("-", "_");
  return isCode(code) && problemPath(code) === `/problems/${page}` ? code : undefined;
}

function isCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemTypes, code);
}

/** Shows `{sisa}` as a value that an occurrence fills in. */
function markValues(detail: string): Html[] {
  return detail
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? html`<var>${part.slice(1, -1)}</var>` : html`${part}`));
}
