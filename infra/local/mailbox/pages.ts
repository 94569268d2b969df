import type { FrontAnswer } from "../http.ts";
import type { KeptMail } from "./store.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");

const style = `:root{color-scheme:light dark}body{margin:0 auto;max-width:60rem;padding:1rem;font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.25rem}table{width:100%;border-collapse:collapse}td{padding:.5rem .25rem;border-top:1px solid #8884;vertical-align:top}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{opacity:.7}dd{margin:0}pre{white-space:pre-wrap;font:inherit;border:1px solid #8884;padding:1rem}
input{font:inherit;max-width:100%}@media(max-width:32rem){td{display:block;border:0;padding:0 .25rem}td:first-child{border-top:1px solid #8884;padding-top:.5rem}td:last-child{padding-bottom:.5rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}pre{padding:.5rem}}
iframe{width:100%;height:36rem;border:1px solid #8884;background:#fff}button{font:inherit}`;

/** The box: its mails, the last first. */
export function listPage(mails: readonly KeptMail[], to: string | undefined): FrontAnswer {
  const rows = mails
    .slice(0, 500)
    .map(
      ({ id, to: address, subject, from, at }) =>
        `<tr><td>${moment(at)}</td><td>${escape(address)}</td><td><a href="/surat/${id}">${escape(subject)}</a><br>${escape(from.name)}</td></tr>`,
    )
    .join("\n");
  const which = to === undefined ? "" : ` kepada ${escape(to)}`;
  return page(
    "Kotak surat",
    `<h1>Kotak surat</h1>
<p>Surat yang dikirim di komputer ini tidak pergi ke mana-mana: semuanya berhenti di sini.</p>
<form method="get"><label>Kepada <input type="search" name="to" value="${escape(to ?? "")}"></label> <button>Cari</button></form>
<p>${mails.length} surat${which}${mails.length > 500 ? "; 500 yang terbaru ditampilkan" : ""}.</p>
<table>${rows}</table>
<form method="post" action="/kosongkan"><button>Kosongkan kotak</button></form>`,
  );
}

/** One mail: what it says, as text and as it looks, and where its links lead. */
export function mailPage(mail: KeptMail): FrontAnswer {
  const { id, from, to, subject, text, at, headers, key } = mail;
  const rows = [
    ["Dari", `${from.name} <${from.address}>`],
    ["Kepada", to],
    ["Pada", new Date(at).toLocaleString("id-ID", { timeZone: "Asia/Jakarta" })],
    ["Kunci", key ?? "-"],
    ...Object.entries(headers),
  ].map(([name = "", value = ""]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`);
  return page(
    subject,
    `<p><a href="/">← Kotak surat</a></p>
<h1>${escape(subject)}</h1>
<dl>${rows.join("\n")}</dl>
<iframe title="Surat" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/surat/${id}/html"></iframe>
<h2>Sebagai teks</h2>
<pre>${linkify(text)}</pre>`,
  );
}

/** A mail's HTML for the frame: nothing in it runs or loads, links open a page of their own. */
export function mailHtml({ html }: KeptMail): FrontAnswer {
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox",
      "Referrer-Policy": "no-referrer",
    },
    body: html.replace(/<head>/i, '<head><base target="_blank">'),
  };
}

export function notFound(): FrontAnswer {
  return { ...page("Tidak ada", '<p>Surat itu tidak ada. <a href="/">Kotak surat</a></p>'), status: 404 };
}

function moment(at: string): string {
  return escape(
    new Date(at).toLocaleString("id-ID", { timeZone: "Asia/Jakarta", dateStyle: "short", timeStyle: "medium" }),
  );
}

function linkify(text: string): string {
  return escape(text).replaceAll(
    /https?:\/\/[^\s<]+/g,
    (url) => `<a href="${url}" target="_blank" rel="noreferrer">${url}</a>`,
  );
}

function page(title: string, body: string): FrontAnswer {
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
    },
    body: `<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)}</title><style>${style}</style></head><body>${body}</body></html>`,
  };
}
